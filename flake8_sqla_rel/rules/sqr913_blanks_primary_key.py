"""A child that cannot be let go.

## What it does

Opt-in. Reports a one-to-many whose foreign key is part of the primary key of the child, without
a `delete-orphan` cascade, unless `passive_deletes="all"` leaves the children alone.

## Why is this bad?

A child that is taken out of the collection loses its foreign key, and with it its identity: the
flush fails with "Dependency rule on column 'order.id' tried to blank-out primary key column
'line.order_id' on instance ..." (`AssertionError`, no page on sqlalche.me). So does deleting
the parent when there is no `delete` cascade.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship(back_populates="order")


class Line(Base):
    __tablename__ = "line"
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped["Order"] = relationship(back_populates="lines")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship(
        back_populates="order", cascade="all, delete-orphan"
    )


class Line(Base):
    __tablename__ = "line"
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped["Order"] = relationship(back_populates="lines")
```

## Fix safety

With the cascade, a child that is taken out of the collection is deleted.

## What it does not see

Relationships whose items are never taken out and whose parents are never deleted: they work. One
whose parent cannot be deleted although its key says `ondelete="CASCADE"` is SQR308, and its cure the
same.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#delete-orphan>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, Column, Model, Relationship, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import (
    Emptied,
    cascading,
    emptied,
    fails_on_delete,
    orphans_cure,
    rows_concerned,
)
from flake8_sqla_rel.rules.keywords import cascade, option
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import located, one_line, table_text

_ALSO: Final[Mapping[object, str]] = {
    "all": ", or deleting its parent,",
    "loaded": ", or deleting its parent when it is loaded,",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every one-to-many that empties a part of a primary key."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    ways = cascading(model)
    for relationship in model.relationships:
        found = emptied(model, relationship)
        words = cascade(relationship)
        if found is None or words is UNKNOWN or "delete-orphan" in words:
            continue
        if option(relationship, "passive_deletes", False) not in (False, True, None):
            continue
        if (
            found.keys
            and found.on_delete("CASCADE")
            and fails_on_delete(model, relationship, ways) is not None
        ):
            continue  # One cause and one cure: SQR308.
        key = next((column for column in found.columns if column.primary_key is True), None)
        if key is not None and not _is_turned_round(found):
            yield _finding(model, relationship, found.table, key, "delete" in words)


def _is_turned_round(found: Emptied) -> bool:
    """Whether what is blanked is the whole primary key and no foreign key: a many-to-one was meant."""
    return not found.keys and frozenset(column.name for column in found.columns) == found.table.primary_key


def _finding(model: Model, relationship: Relationship, table: Table, key: Column, deletes: bool) -> Finding:
    name = f"{table_text(table)}.{key.name}"
    also = "" if deletes else _ALSO.get(rows_concerned(relationship), "")
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "cascade"),
        message=one_line(
            f"taking one out of {relationship.name}{also} fails: it would blank {located(name, key.place)}, "
            f"which is in the primary key; {orphans_cure(model, relationship, passive=False)}"
        ),
        subject=relationship.name,
        related=(Related(key.place, name),),
    )


RULE = Rule(
    code="SQR913",
    name="blanks-primary-key",
    kind=Kind.BUG,
    summary="a one-to-many that would blank a part of the child's primary key",
    documentation=__doc__ or "",
    check=check,
)
