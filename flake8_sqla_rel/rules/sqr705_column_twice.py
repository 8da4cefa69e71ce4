"""One column, two declarations.

## What it does

Reports two columns of one name in a `Table(...)`, two attributes of a class that hold columns
of one name, and a column in the body of a class that has its `__table__` already.

## Why is this bad?

"A column with name 'user_id' is already present in table 'post'" (`DuplicateColumnError`), and
"Can't add additional column 'title' when specifying __table__" (`ArgumentError`), when the class
or table is made. Of a class SQLAlchemy says before, "Column object 'email' named directly multiple
times, only one will be used" (`SAWarning`). None of these has a page on sqlalche.me.

## Versions

Every release. Two columns of one name in a `Table` are a deprecation warning in 1.4, and the later
one replaces the first; so they are in a class of which one attribute is called as the column, and
of any other class 1.4 raises "column 'user.email' is not represented in the mapper's table".

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column("length", Integer)
    length = Column(Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy.orm import synonym
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column("length", Integer)
    length = synonym("size")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

Which of the two was meant is the author's to say. For a second name of one column use
`synonym()`.

## What it does not see

Columns whose name cannot be told, and tables that the database describes.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, TableStatement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    column_name,
    declarative,
    effective,
    hinted,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line, table_text

_WRAPPERS: Final = frozenset({"deferred", "column_property"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column that is declared a second time."""
    for table in written(model).tables:
        # With extend_existing the later of two takes the place of the first.
        if table.cls is None and model.tables[table.table].redefinable is False:
            yield from _in_table(model, options, table)
    yield from once(
        found
        for cls in declarative(model)
        for found in (
            _beside_table(model, cls) if "__table__" in cls.special else _in_class(model, options, cls)
        )
    )


def _in_table(model: Model, options: Options, statement: TableStatement) -> Iterator[Finding]:
    kind = Kind.ERROR if options.sqlalchemy >= (2, 0) else Kind.WARNING
    table = table_text(model.tables[statement.table])
    seen: dict[str, Written] = {}
    for item in statement.items:
        call = call_of(item, COLUMNS)
        name = None if call is None else column_name(call, None)
        if name is None:
            continue
        first = seen.setdefault(name, item)
        if first is not item:
            where = located(name, first.place)
            message = f"{table} has the column {where} already: one of the two needs another name"
            yield Finding(
                RULE.code, item.place, one_line(message), table, (Related(first.place, name),), kind
            )


def _in_class(model: Model, options: Options, cls: ClassStatement) -> Iterator[Finding]:
    seen: dict[str, tuple[ClassStatement, Statement]] = {}
    for source, statement in effective(model, cls):
        name = _column(statement)
        if name is None:
            continue
        other, first = seen.setdefault(name, (source, statement))
        if first is statement or (source is other is cls and _is_one_object(first, statement)):
            continue  # Of one object by two names SQLAlchemy uses one: SQR511.
        where = located(f"{other.name}.{first.name}", first.place)
        subject = f"{source.name}.{statement.name}"
        message = (
            f"{subject} is the column {name}, as is {where}: rename one, or use synonym() for a second name"
        )
        raises = options.sqlalchemy >= (2, 0) or name not in (first.name, statement.name)
        kind = Kind.ERROR if raises else Kind.WARNING
        yield Finding(
            RULE.code, statement.place, one_line(message), subject, (Related(first.place, name),), kind
        )


def _column(statement: Statement) -> str | None:
    """The database name of the column that a statement declares, ``None`` when it is none."""
    if statement.value is None:
        return statement.name if hinted(statement) is not None and not _is_alias(statement) else None
    call = _call(statement)
    return None if call is None else column_name(call, statement.name)


def _call(statement: Statement) -> WrittenCall | None:
    """The call that makes the column of a statement, ``None`` when none does."""
    call = call_of(statement.value, COLUMNS | _WRAPPERS)
    if call is None or call.name not in _WRAPPERS:
        return call
    return call_of(call.positional[0], COLUMNS) if call.positional else None


def _is_one_object(one: Statement, other: Statement) -> bool:
    """Whether two attributes are given the same column object."""
    first, second = _call(one), _call(other)
    return first is not None and second is not None and first.identity == second.identity


def _is_alias(statement: Statement) -> bool:
    """Whether the annotation may be an ``Annotated`` type, which may name the column."""
    hint = statement.hint
    return hint is None or bool(hint.constructs) or (not hint.external and hint.origin is None)


def _beside_table(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    own = [s for s in cls.named("__table__") if s.value is not None]
    table = model.table_of(cls.id)
    if not own or table is None:
        return
    statement = next((t for t in written(model).tables if t.table == table.id), None)
    parts = () if statement is None else statement.items
    made = {item.call.identity for item in parts if item.call is not None}
    for source, found in effective(model, cls):
        call = _call(found) if source is cls else call_of(found.value, COLUMNS)
        if call is None or call.identity in made:
            continue
        name = column_name(call, found.name)
        if source is not cls and (name is None or not table.complete or table.column(name) is not None):
            continue
        subject = f"{source.name}.{found.name}"
        where = located(table_text(table), table.place)
        if name is not None and table.column(name) is not None:
            message = f"{subject} makes the column {name} anew, which {where} has already: leave it out"
        else:
            message = f"{subject} is a new column, but {cls.name} has its table already: add it to {where}"
        yield Finding(
            RULE.code, found.place, one_line(message), subject, (Related(table.place, "the table"),)
        )


RULE = Rule(
    code="SQR705",
    name="column-twice",
    kind=Kind.ERROR,
    summary="one database column declared twice in a class or table",
    documentation=__doc__ or "",
    check=check,
)
