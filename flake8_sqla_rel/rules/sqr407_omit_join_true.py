"""A join that cannot be left out by order.

## What it does

Reports `omit_join=True` of `relationship()` and `backref()`.

## Why is this bad?

SQLAlchemy decides for itself where a selectin load can do without a join; the argument is only
there to turn that off. It warns "setting omit_join to True is not supported; selectin loading
of this relationship may not work correctly if this flag is set explicitly. omit_join
optimization is automatically detected for conditions under which it is supported." when the
class is defined. The message has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", lazy="selectin", omit_join=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="selectin")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

None where the optimization applies anyway; otherwise loads become correct.

## What it does not see

An argument that is not a literal.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.omit_join>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import calls
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship and backref that says so."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for call in calls(model):
        argument = call.args.get("omit_join")
        if argument is not None and argument.value is True:
            yield Finding(
                code=RULE.code,
                place=argument.place,
                message=one_line(
                    f"{call.subject} says omit_join=True, which SQLAlchemy does not support: it finds out "
                    "itself where a join can be left out; leave out omit_join"
                ),
                subject=call.subject,
            )


RULE = Rule(
    code="SQR407",
    name="omit-join-true",
    kind=Kind.WARNING,
    summary="omit_join=True, which SQLAlchemy does not support",
    documentation=__doc__ or "",
    check=check,
)
