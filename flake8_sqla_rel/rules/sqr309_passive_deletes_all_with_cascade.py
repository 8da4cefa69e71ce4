"""Deletes that are left alone and cascaded at once.

## What it does

Reports `passive_deletes="all"` on a relationship whose `cascade` has `delete`, `delete-orphan`
or `all`.

## Why is this bad?

`"all"` says that SQLAlchemy must not touch the children of a deleted parent, the cascade says
that it must delete them: "On Parent.children, can't set passive_deletes='all' in conjunction
with 'delete' or 'delete-orphan' cascade" (`ArgumentError`) is raised when the mappers are
configured. The message has no page on sqlalche.me.

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
        back_populates="parent", cascade="all, delete-orphan", passive_deletes="all"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="CASCADE"))
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
        back_populates="parent", cascade="all, delete-orphan", passive_deletes=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="CASCADE"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

The code did not run before. With `passive_deletes=True` children that are loaded are deleted by
SQLAlchemy, the others by the database.

## What it does not see

Arguments that are not literals.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.passive_deletes>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import cascade, has_lone_orphans, option
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship that says both."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        words = cascade(relationship)
        if option(relationship, "passive_deletes", False) != "all" or not isinstance(words, frozenset):
            continue
        deleting = [word for word in ("delete", "delete-orphan") if word in words]
        if deleting and relationship.problem is None and not has_lone_orphans(relationship):
            yield Finding(
                code=RULE.code,
                place=relationship.args["passive_deletes"].place,
                message=one_line(
                    f'{relationship.name} says passive_deletes="all", to leave children alone, but cascades '
                    f"{listed(deleting)}; say passive_deletes=True, or take the cascade away"
                ),
                subject=relationship.name,
            )


RULE = Rule(
    code="SQR309",
    name="passive-deletes-all-with-cascade",
    kind=Kind.ERROR,
    summary="passive_deletes='all' together with a delete cascade",
    documentation=__doc__ or "",
    check=check,
)
