"""Collections that multiply one another's rows.

## What it does

Reports the second and every further collection of one class with `lazy="joined"`.

## Why is this bad?

Each joined collection multiplies the rows of the query by its own size: a parent with 100
children and 100 rooms comes as 10,000 rows, of which 200 would do. SQLAlchemy says nothing; there
is no page on sqlalche.me.

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

Loader options of queries, and collections that are known to be small. Those of another class that
is joined itself. A collection of the class's own kind counts only with a `join_depth`, and a reverse
that is joined, too, does not count at all: SQLAlchemy joins no class a second time on one path.

## References

- <https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html#what-kind-of-loading-to-use>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import lazy, option
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.statements import as_written
from flake8_sqla_rel.rules.wording import one_line, side

_JOINED: Final = ("joined", False)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every joined collection beside another one."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for cls in model.classes.values():
        collections = [
            found
            for above in reversed(cls.lineage)
            for found in model.by_owner.get(above, ())
            if found.uselist is True and lazy(found) in _JOINED and not _is_left_out(model, found)
        ]
        for found in collections[1:]:
            yield _finding(model, found, collections[0])


def _is_left_out(model: Model, relationship: Relationship) -> bool:
    """Whether SQLAlchemy joins the collection to no query for its class, which is on the path already."""
    own = relationship.target.cls in model.classes[relationship.owner].lineage
    return own and option(relationship, "join_depth", None) is None


def _finding(model: Model, found: Relationship, first: Relationship) -> Finding:
    say = as_written(model, found, 'lazy="selectin"')
    message = f"{found.name} is loaded by join, as is {side(first)}: their rows multiply; say {say}"
    related = (Related(first.call, first.name),)
    return Finding(RULE.code, anchor(found, "lazy"), one_line(message), found.name, related)


RULE = Rule(
    code="SQR903",
    name="joined-collections",
    kind=Kind.STYLE,
    summary="several collections of one class loaded by join",
    documentation=__doc__ or "",
    check=check,
)
