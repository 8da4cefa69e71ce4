"""A delete-orphan cascade that does not delete.

## What it does

Reports a `cascade` with `delete-orphan` but neither `delete` nor `all`.

## Why is this bad?

A child that is taken out of the collection would be deleted, but the children of a parent that
is deleted would not: they are orphans just the same. SQLAlchemy warns "The 'delete-orphan'
cascade option requires 'delete'." when the class is defined. The message has no page on
sqlalche.me.

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
        back_populates="parent", cascade="save-update, merge, delete-orphan"
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
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

With `delete` the children of a deleted parent are deleted too. Before, they lost their parent
or the flush failed.

## What it does not see

A `cascade` that is not literal text.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#delete-orphan>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import CASCADES, calls, cascade_set, cascade_words
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every cascade argument that SQLAlchemy warns about."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for call in calls(model):
        argument = call.args.get("cascade")
        if argument is None or not isinstance(argument.value, str):
            continue
        words = cascade_words(argument.value)
        if not set(words) <= set(CASCADES):
            continue
        on = cascade_set(words)
        if "delete-orphan" in on and "delete" not in on:
            yield Finding(
                code=RULE.code,
                place=argument.place,
                message=one_line(
                    f"{call.subject} cascades delete-orphan without delete: a child would go when it is "
                    'taken out, but not when its parent goes; write cascade="all, delete-orphan"'
                ),
                subject=call.subject,
            )


RULE = Rule(
    code="SQR303",
    name="delete-orphan-without-delete",
    kind=Kind.WARNING,
    summary="delete-orphan cascade without delete",
    documentation=__doc__ or "",
    check=check,
)
