"""A foreign key to columns that may repeat.

## What it does

Reports a foreign key whose referred columns are neither the primary key of their table nor
those of a unique constraint or unique index.

## Why is this bad?

A foreign key must lead to one row. PostgreSQL refuses the table (`there is no unique constraint
matching given keys for referenced table "country"`), MySQL 8.4 too; SQLite creates it and fails
at the first insert or delete with `foreign key mismatch` (`OperationalError`,
<https://sqlalche.me/e/20/e3q8>). SQLAlchemy itself says nothing.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "country"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]


class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    country: Mapped["Country"] = relationship()
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "country"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    country: Mapped["Country"] = relationship()
```

## Fix safety

A unique constraint is a change of the schema and fails on rows that repeat. Otherwise refer to
the primary key.

## What it does not see

Tables that may have keys which the source does not show, uniqueness that only a migration
declares, and part of a composite primary key that an index makes unique in the database alone.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#defining-foreign-keys>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    ForeignKeyConstraint,
    JoinFault,
    Model,
    Place,
    Table,
    TableId,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, located, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every foreign key that may lead to several rows."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    competing = _competing(model)
    keys: dict[tuple[TableId | str, frozenset[str]], bool] = {}
    for table in model.created_tables:
        for constraint in table.constraints:
            referred = _referred(constraint)
            if referred is None or (table.id, constraint.place) in competing:
                continue
            target = model.tables[referred[0].table]
            names = frozenset(ref.name for ref in referred)
            asked = (target.id if target.key is UNKNOWN else target.key, names)
            if asked not in keys:
                # Of a table that is declared again, as migrations and reports do, all declarations count.
                declared = [target] if target.key is UNKNOWN else model.by_key[target.key]
                keys[asked] = any(_may_be_key(each, names) for each in declared)
            if not keys[asked]:
                yield _finding(table, constraint, target, list(dict.fromkeys(ref.name for ref in referred)))


def _referred(constraint: ForeignKeyConstraint) -> list[ColumnRef] | None:
    """The columns that a foreign key refers to, ``None`` unless all are known and of one table."""
    found = [each.referred for each in constraint.elements if isinstance(each.referred, ColumnRef)]
    known = len(found) == len(constraint.elements) and len({ref.table for ref in found}) == 1
    return found if known else None


def _competing(model: Model) -> frozenset[tuple[TableId, Place]]:
    """The keys among which a relationship cannot choose: that they are parts of one is said there."""
    return frozenset(
        (table, constraint.place)
        for relationship in model.relationships
        if relationship.problem is not None and relationship.problem.fault is JoinFault.AMBIGUOUS
        for table, constraint in relationship.problem.paths
    )


def _may_be_key(target: Table, names: frozenset[str]) -> bool:
    """Whether the columns are a key of a table, as far as its keys are known."""
    if not target.complete or not target.keys_known or target.primary_key is UNKNOWN:
        return True
    if any(column.unique is UNKNOWN for column in target.columns if column.name in names):
        return True
    return not target.primary_key or names == target.primary_key or names in target.unique


def _finding(table: Table, constraint: ForeignKeyConstraint, target: Table, names: list[str]) -> Finding:
    local = f"{table_text(table)}.{', '.join(element.column for element in constraint.elements)}"
    column = target.column(names[0])
    place: Place = target.place if column is None else column.place
    what = f"{table_text(target)}.{', '.join(names)}"
    primary = sorted(target.primary_key) if target.primary_key is not UNKNOWN else []
    if set(names) < set(primary):
        why = f"part of the primary key ({', '.join(primary)})"
        cure = f"make {listed(names)} unique, or refer to all of the key with a ForeignKeyConstraint"
    else:
        why = "neither the primary key nor unique"
        together = " together" if len(names) > 1 else ""
        key = primary[0] if len(primary) == 1 else f"all of the primary key ({', '.join(primary)})"
        cure = f"make {listed(names)}{together} unique, or refer to {key}"
    return Finding(
        code=RULE.code,
        place=constraint.place,
        message=one_line(f"the foreign key {local} refers to {located(what, place)}, which is {why}; {cure}"),
        subject=local,
        related=(Related(place, what),),
    )


RULE = Rule(
    code="SQR218",
    name="foreign-key-to-non-unique",
    kind=Kind.BUG,
    summary="a foreign key to columns that are not unique",
    documentation=__doc__ or "",
    check=check,
)
