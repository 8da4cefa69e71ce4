"""One column object in two tables.

## What it does

Reports a `Column` object that is assigned in the bodies of two mapped classes, or given to two
tables, and a `ForeignKey` object that two columns share.

## Why is this bad?

A column belongs to one table: "Column object 'created' already assigned to Table 'post'"
(`ArgumentError`) and "This ForeignKey already has a parent !" (`InvalidRequestError`) when the
second table or column is made. Neither has a page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, DateTime, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()
created = Column("created", DateTime)


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    created = created


class Page(Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)
    created = created
```

## Use instead

```python
from sqlalchemy import Column, DateTime, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Stamped:
    created = Column("created", DateTime)


class Post(Stamped, Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)


class Page(Stamped, Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)
```

## Fix safety

A column of a mixin is copied for each class; a function that returns a new one does as well.

## What it does not see

Columns that are copied or made by a function, and the columns of another table's `c`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_mixins.html#mixing-in-columns>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    declarative,
    effective,
    in_force,
    sqlmodel_call,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line, table_text

Use = tuple[WrittenCall, int, Place, str]


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every second use of a column or foreign key object."""
    yield from once(_columns(model))
    yield from once(_of_sqlmodel(model))
    yield from once(_keys(model))


def _columns(model: Model) -> Iterator[Finding]:
    seen: dict[tuple[str, int, int], Use] = {}
    for use in _uses(model):
        column, table, place, name = use
        _, other, first, owner = seen.setdefault(column.identity, use)
        if other != table:
            message = (
                f"{name} is the column object of {located(owner, first)}, and a column belongs to one table;"
                " make another, or put it into a mixin"
            )
            yield Finding(RULE.code, place, one_line(message), name, (Related(first, owner),))


def _uses(model: Model) -> Iterator[Use]:
    """Every column object with the table it goes to, where it does, and under what name."""
    for statement in written(model).tables:
        if statement.cls is None:
            for item in statement.items:
                column = call_of(item, COLUMNS)
                if column is not None and not column.conditional:
                    name = table_text(model.tables[statement.table])
                    yield column, statement.table, item.place, f"a column of {name}"
    for cls in declarative(model):
        table = model.table_of(cls.id)
        if table is None or cls.conditional or "__table__" in cls.special:
            continue
        for attribute in in_force(cls):
            column = call_of(attribute.value, COLUMNS)
            if column is not None and not column.conditional:
                yield column, table.id, attribute.place, f"{cls.name}.{attribute.name}"


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """The column of a ``Field()`` in a base of several classes, none of which has a copy of it."""
    seen: dict[tuple[str, int, int], tuple[int, ClassStatement]] = {}
    for cls in written(model).mapped():
        table = model.table_of(cls.id)
        if cls.style != "sqlmodel" or table is None or cls.conditional:
            continue
        for source, statement in effective(model, cls):
            field = sqlmodel_call(statement.value)
            given = None if field is None else field.keyword("sa_column")
            column = None if given is None else call_of(given.value, COLUMNS)
            if given is None or column is None or column.conditional or source is cls:
                continue
            other, first = seen.setdefault(column.identity, (table.id, cls))
            if other != table.id:
                name = f"{source.name}.{statement.name}"
                message = (
                    f"sa_column of {name} is one column object for {located(first.name, first.place)} and"
                    f" {located(cls.name, cls.place)}, and a column belongs to one table; give sa_type and"
                    " sa_column_kwargs instead"
                )
                yield Finding(
                    RULE.code, given.place, one_line(message), name, (Related(cls.place, cls.name),)
                )


def _keys(model: Model) -> Iterator[Finding]:
    """Foreign key objects that two column calls were given."""
    seen: dict[tuple[str, int, int], tuple[WrittenCall, Written]] = {}
    for column in written(model).calls:
        if column.name not in COLUMNS or column.conditional:
            continue
        for argument in column.positional:
            key = call_of(argument, frozenset({"ForeignKey"}))
            if key is None or key.place == argument.place:
                continue
            other, first = seen.setdefault(key.identity, (column, argument))
            if other.identity != column.identity:
                message = f"this ForeignKey object is that of the column at {first.place}; make another"
                yield Finding(
                    RULE.code,
                    argument.place,
                    one_line(message),
                    "ForeignKey",
                    (Related(first.place, "the first use"),),
                )


RULE = Rule(
    code="SQR706",
    name="shared-column-object",
    kind=Kind.ERROR,
    summary="one Column or ForeignKey object used in two places",
    documentation=__doc__ or "",
    check=check,
)
