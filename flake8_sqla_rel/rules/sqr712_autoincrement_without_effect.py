"""`autoincrement=True` where nothing can count up.

## What it does

Reports `autoincrement=True` on a column of a mapped class that is not in the primary key and has no default; on
a primary key whose type is no number (`String`, `Uuid`, ...); on two columns of one primary key; and
text other than `"auto"` and `"ignore_fk"`.

## Why is this bad?

Outside of the primary key the argument does nothing: the column is made without `SERIAL` or
`AUTO_INCREMENT`, and every object that is saved without a value stores NULL there, or fails with "NOT NULL
constraint failed". The others raise when the tables are created or the first row is inserted, and so
not before: "Column type VARCHAR on column 'ticket.id' is not compatible with autoincrement=True", "Only
one Column may be marked autoincrement=True, found both number and id" (`ArgumentError`). It has no page on
sqlalche.me.

## Versions

Every release; `Float` is refused from 2.1 on.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(autoincrement=True)
```

## Use instead

```python
from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity())
```

## Fix safety

`Identity()` or a `Sequence` needs a migration, and not every database has more than one such column in a
table; where numbers need not come from the database, leave `autoincrement` out.

## What it does not see

Columns of a `Table(...)` that no class is mapped to, outside of the primary key: SQL Server numbers them. Types
of the project's own, and what SQLModel passes on in `sa_column_kwargs`.

## References

- <https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Column.params.autoincrement>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flake8_sqla_rel.mapper.model import Column, ColumnRef, Model, Place, Table
from flake8_sqla_rel.mapper.written import WrittenKeyword
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, written
from flake8_sqla_rel.rules.wording import column_text, located, one_line, quoted

_TEXTS: Final = ("auto", "ignore_fk")
#: Types of SQLAlchemy's, by their name in capitals, that are no numbers in any database.
_NO_NUMBERS: Final = frozenset(
    "STRING VARCHAR CHAR NVARCHAR NCHAR TEXT UNICODE UNICODETEXT BOOLEAN DATE DATETIME TIMESTAMP TIME INTERVAL"
    " ENUM JSON JSONB LARGEBINARY BLOB BYTEA PICKLETYPE UUID ARRAY INET CITEXT".split()
)
#: Those that only the newest release tells from integers.
_FRACTIONS: Final = frozenset({"FLOAT", "DOUBLE", "REAL"})
#: What an annotation says that is given one of the former.
_NO_NUMBERS_OF_PYTHON: Final = frozenset("str bytes bool uuid.UUID datetime.datetime datetime.date".split())


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every ``autoincrement`` that raises or has no effect."""
    given = {
        call.place: keyword
        for call in written(model).calls
        if call.name in COLUMNS and call.of_sqlalchemy
        for keyword in (call.keyword("autoincrement"),)
        if keyword is not None and keyword.value.form == "constant"
    }
    return once(_found(model, options, given) if given else ())


def _found(model: Model, options: Options, given: Mapping[Place, WrittenKeyword]) -> Iterator[Finding]:
    mapped = {cls.table for cls in model.classes.values()}
    for table in model.tables:
        first: tuple[Column, WrittenKeyword] | None = None
        for column in table.columns:
            keyword = given.get(column.place)
            if keyword is None:
                continue
            name = column_text(model, ColumnRef(table.id, column.name))
            value = keyword.value
            why = None
            if value.text is not None and value.text not in _TEXTS:
                why = f'True, False, "auto" or "ignore_fk", not {quoted(value.text)}'
                yield _finding(keyword, name, f"autoincrement= of {name} is {why}", Kind.BUG)
            elif value.value is not True:
                continue
            elif column.primary_key is True and _is_no_number(column, options):
                text = (
                    f"{name} says autoincrement=True and is a {column.type}, which cannot count up:"
                    " creating the table raises; leave it out"
                )
                yield _finding(keyword, name, text, Kind.ERROR)
            elif column.primary_key is True and first is not None:
                other = column_text(model, ColumnRef(table.id, first[0].name))
                text = (
                    f"{name} says autoincrement=True, as {located(other, first[1].place)} does: only one column"
                    " of a table may, and creating it raises; leave one of them out"
                )
                yield _finding(keyword, name, text, Kind.ERROR, Related(first[1].place, other))
            elif column.primary_key is True:
                first = column, keyword
            elif table.id in mapped and _has_no_value(table, column):
                text = (
                    f"{name} says autoincrement=True and is not in the primary key: it is ignored, and NULL is"
                    " stored; give it Identity() or a Sequence(), or leave it out"
                )
                yield _finding(keyword, name, text, Kind.BUG)


def _finding(keyword: WrittenKeyword, name: str, text: str, kind: Kind, *related: Related) -> Finding:
    return Finding(RULE.code, keyword.place, one_line(text), name, related, kind=kind)


def _is_no_number(column: Column, options: Options) -> bool:
    """Whether the type of a column is known, and of none of the kinds that a database counts up."""
    if column.type_path is None:
        return column.type in _NO_NUMBERS_OF_PYTHON
    name = (column.type or "").upper()
    refused = name in _NO_NUMBERS or (name in _FRACTIONS and options.sqlalchemy >= (2, 1))
    return refused and column.type_path.startswith("sqlalchemy.")


def _has_no_value(table: Table, column: Column) -> bool:
    """Whether a column is certain to be no primary key and to have no default."""
    return table.complete and column.primary_key is False and column.has_default is False


RULE = Rule(
    code="SQR712",
    name="autoincrement-without-effect",
    kind=Kind.BUG,
    summary="autoincrement=True outside of the primary key, or on what cannot count up",
    documentation=__doc__ or "",
    check=check,
)
