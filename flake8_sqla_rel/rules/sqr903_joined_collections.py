"""Collections that multiply one another's rows.

## What it does

Reports the second and every further collection of one class with `lazy="joined"`, and a pair of
relationships that are both loaded by join.

## Why is this bad?

Each joined collection multiplies the rows of the query by its own size: a parent with 100
children and 100 rooms comes as 10,000 rows, and everything but one of them is thrown away. A
pair that is joined on both sides loads each row with what belongs to it in turn. SQLAlchemy
says nothing; there is no page on sqlalche.me.

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
    children: Mapped[list["Child"]] = relationship(lazy="joined")
    rooms: Mapped[list["Room"]] = relationship(lazy="joined")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))


class Room(Base):
    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
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
    children: Mapped[list["Child"]] = relationship(lazy="joined")
    rooms: Mapped[list["Room"]] = relationship(lazy="selectin")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))


class Room(Base):
    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

`selectin` loads the same objects with one more query for each collection.

## What it does not see

Loader options of queries, and collections that are known to be small.

## References

- <https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html#what-kind-of-loading-to-use>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import lazy
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import one_line, side

_JOINED: Final = ("joined", False)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every joined collection beside another one, and every pair that is joined both ways."""
    joined = {found.id for found in model.relationships if lazy(found) in _JOINED}
    return once((*_beside(model, joined), *_both_sides(model, joined)))


def _beside(model: Model, joined: set[int]) -> Iterator[Finding]:
    for cls in model.classes.values():
        collections = [
            found
            for above in reversed(cls.lineage)
            for found in model.by_owner.get(above, ())
            if found.id in joined and found.uselist is True
        ]
        for found in collections[1:]:
            message = (
                f"{found.name} is loaded by join, as is {side(collections[0])}: their rows multiply;"
                ' say lazy="selectin"'
            )
            yield _finding(found, collections[0], message)


def _both_sides(model: Model, joined: set[int]) -> Iterator[Finding]:
    for found in model.relationships:
        if found.id not in joined or found.reverse is UNKNOWN or not found.reverse:
            continue
        other = model.relationships[found.reverse[0]]
        if other.id in joined and other.id < found.id:
            message = (
                f'{found.name} is loaded by join, as is its reverse {side(other)}; leave one at lazy="select"'
            )
            yield _finding(found, other, message)


def _finding(found: Relationship, other: Relationship, message: str) -> Finding:
    related = (Related(other.call, other.name),)
    return Finding(RULE.code, anchor(found, "lazy"), one_line(message), found.name, related)


RULE = Rule(
    code="SQR903",
    name="joined-collections",
    kind=Kind.STYLE,
    summary="several collections of one class loaded by join, or both sides of a pair",
    documentation=__doc__ or "",
    check=check,
)
