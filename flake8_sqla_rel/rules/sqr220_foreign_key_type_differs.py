"""A foreign key of another type than its target.

## What it does

Reports a column with a foreign key whose type cannot hold that of the column referred to: a
text and a number, a number and a UUID. Integers of all sizes fit each other, and so do texts of
all lengths. SQLModel makes types of the annotations (`owner_id: str`), foreign keys included.

## Why is this bad?

PostgreSQL and MySQL refuse the constraint (`foreign key constraint "town_country_id_fkey"
cannot be implemented`); SQLite and others compare the text "1" with the number 1 and find
nothing, so that the relationship is always empty. SQLAlchemy says nothing; there is no message
and no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "country"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    country_id: Mapped[str] = mapped_column(String(20), ForeignKey("country.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "country"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    country_id: Mapped[int] = mapped_column(Integer, ForeignKey("country.id"))
```

## Fix safety

A change of type needs a migration. The type can be left out of a column with a `ForeignKey`: it
is taken over.

## What it does not see

Types that the source does not give, types of the project or of other packages, `Annotated`
types and annotations in `Mapped[...]`, which a `type_annotation_map` may translate, and differences
inside of one kind (lengths, time zones).

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#defining-foreign-keys>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Column, ColumnRef, Model, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import column_text, located, one_line, table_text

_KINDS = {
    "a number": "Integer INTEGER INT BigInteger BIGINT SmallInteger SMALLINT TINYINT MEDIUMINT",
    "text": "String VARCHAR Text TEXT Unicode UnicodeText CHAR NCHAR NVARCHAR CLOB LONGTEXT MEDIUMTEXT",
    "a UUID": "UUID Uuid UNIQUEIDENTIFIER",
    "a date": "Date DATE",
    "a time": "DateTime DATETIME TIMESTAMP",
    "a truth value": "Boolean BOOLEAN",
    "bytes": "LargeBinary BLOB BINARY VARBINARY BYTEA",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
#: The types of Python's that SQLModel makes a column of.
_OF_PYTHON = {
    "builtins.int": "a number",
    "builtins.str": "text",
    "uuid.UUID": "a UUID",
    "datetime.date": "a date",
    "datetime.datetime": "a time",
    "builtins.bool": "a truth value",
    "builtins.bytes": "bytes",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column whose type is not that of the column it refers to."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for table in model.created_tables:
        for constraint in table.constraints:
            for element in constraint.elements:
                column = table.column(element.column)
                if column is None or not isinstance(element.referred, ColumnRef):
                    continue
                referred = model.tables[element.referred.table].column(element.referred.name)
                if referred is not None and _differ(column, referred):
                    yield _finding(model, table, column, element.referred, referred)


def _kind(column: Column) -> str | None:
    """What kind of value a type of SQLAlchemy's own, or of Python's, holds; ``None`` for any other type."""
    path = column.type_path or ""
    if path in _OF_PYTHON:
        return _OF_PYTHON[path]
    if path.split(".", 1)[0] not in ("sqlalchemy", "sqlmodel"):
        return None
    return _KIND_OF.get(path.rpartition(".")[2])


def _differ(column: Column, referred: Column) -> bool:
    one, other = _kind(column), _kind(referred)
    return one is not None and other is not None and one != other


def _finding(model: Model, table: Table, column: Column, ref: ColumnRef, referred: Column) -> Finding:
    name, to = f"{table_text(table)}.{column.name}", column_text(model, ref)
    return Finding(
        code=RULE.code,
        place=column.place,
        message=one_line(
            f"{name} is {_kind(column)} ({column.type}), but refers to {located(to, referred.place)}, "
            f"which is {_kind(referred)} ({referred.type}); give both one type"
        ),
        subject=name,
        related=(Related(referred.place, to),),
    )


RULE = Rule(
    code="SQR220",
    name="foreign-key-type-differs",
    kind=Kind.BUG,
    summary="a foreign key of another type than the column that it refers to",
    documentation=__doc__ or "",
    check=check,
)
