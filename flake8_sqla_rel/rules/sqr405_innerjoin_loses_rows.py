"""An inner join that loses rows.

## What it does

Reports `innerjoin=True` on a many-to-one whose foreign key is nullable, and on a collection.

## Why is this bad?

Joined loading with an inner join returns only what has a partner: a child without a parent, or
a parent without children, is not in the result of a query that should have found it. SQLAlchemy
says nothing; there is no message and no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike. `"nested"` and `"unnested"` are inner joins, too.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(
        back_populates="children", lazy="joined", innerjoin=True
    )
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children", lazy="joined")
```

## Fix safety

Queries return the rows that were missing. The outer join costs a little more where it is not
needed.

## What it does not see

`joinedload(..., innerjoin=True)` in queries, relationships with a `lazy` that loads by statements of
its own such as `"selectin"`, columns whose nullability cannot be told, and a scalar one-to-many, of
which each parent may well have one.

## References

- <https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html#joined-eager-loading>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, Column, Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import option
from flake8_sqla_rel.rules.sides import once, target_class
from flake8_sqla_rel.rules.wording import class_at, class_name_of, located, one_line, table_text

#: Values of ``lazy`` that load by statements of their own, to which ``innerjoin`` means nothing.
_OTHER_LOADERS: Final = frozenset({"selectin", "subquery", "immediate", "noload", "dynamic", "write_only"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose joined loading leaves rows out."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        inner = option(relationship, "innerjoin", False)
        if inner is UNKNOWN or not inner or option(relationship, "lazy", None) in _OTHER_LOADERS:
            continue
        target = target_class(model, relationship)
        if target is None:
            continue
        owner = class_name_of(relationship)
        if relationship.direction is Direction.MANYTOONE:
            empty = _nullable(model, relationship)
            if empty is not None:
                name, column = empty
                why = f"{located(name, column.place)} may be NULL"
                lost = f"every {owner} without {target.name}"
                cure = "leave out innerjoin, or make the column NOT NULL"
                yield _finding(relationship, why, lost, cure, Related(column.place, name))
        elif relationship.uselist is True and relationship.direction is not UNKNOWN:
            why = f"it is a collection of {class_at(target)}, which may be empty"
            lost, cure = f"every {owner} without any", "leave out innerjoin"
            yield _finding(relationship, why, lost, cure, Related(target.place, target.name))


def _nullable(model: Model, relationship: Relationship) -> tuple[str, Column] | None:
    if relationship.pairs is UNKNOWN:
        return None
    for local, _ in relationship.pairs:
        table = model.tables[local.table]
        column = table.column(local.name)
        if column is not None and column.nullable is True:
            return f"{table_text(table)}.{column.name}", column
    return None


def _finding(relationship: Relationship, why: str, lost: str, cure: str, related: Related) -> Finding:
    place: Place = relationship.args["innerjoin"].place
    by_itself = option(relationship, "lazy", "select") in ("joined", False)
    loading = "loading" if by_itself else "joinedload() of it"
    message = f"{relationship.name} is joined with innerjoin, but {why}: {loading} leaves out {lost}; {cure}"
    return Finding(RULE.code, place, one_line(message), relationship.name, (related,))


RULE = Rule(
    code="SQR405",
    name="innerjoin-loses-rows",
    kind=Kind.BUG,
    summary="innerjoin=True where there may be no related row",
    documentation=__doc__ or "",
    check=check,
)
