"""One column, two declarations.

## What it does

Reports two columns of one name in a `Table(...)`, two attributes of a class that hold columns
of one name, and a column in the body of a class that has its `__table__` already.

## Why is this bad?

"A column with name 'user_id' is already present in table 'post'" (`DuplicateColumnError`), "On
class 'User', Column object 'email' named directly multiple times, only one will be used"
(`SAWarning`), "Can't add additional column 'title' when specifying __table__"
(`ArgumentError`), all when the class or table is made. None of these has a page on sqlalche.me.

## Versions

Every release; two columns of one name in a `Table` are a deprecation warning in 1.4, and the
later one replaces the first.

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


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column that is declared a second time."""
    for table in written(model).tables:
        if table.cls is None:
            yield from _in_table(model, table)
    yield from once(
        found
        for cls in declarative(model)
        for found in (_beside_table(model, cls) if "__table__" in cls.special else _in_class(model, cls))
    )


def _in_table(model: Model, statement: TableStatement) -> Iterator[Finding]:
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
            yield Finding(RULE.code, item.place, one_line(message), table, (Related(first.place, name),))


def _in_class(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    seen: dict[str, tuple[ClassStatement, Statement]] = {}
    for source, statement in effective(model, cls):
        name = _column(cls, statement)
        if name is None:
            continue
        other, first = seen.setdefault(name, (source, statement))
        if first is statement or (other is source is cls and _same_call(first, statement)):
            continue
        where = located(f"{other.name}.{first.name}", first.place)
        subject = f"{source.name}.{statement.name}"
        message = (
            f"{subject} is the column {name}, as is {where}: rename one, or use synonym() for a second name"
        )
        related = (Related(first.place, name),)
        yield Finding(RULE.code, statement.place, one_line(message), subject, related, Kind.WARNING)


def _same_call(one: Statement, other: Statement) -> bool:
    """Whether one call makes the column of both names, which is SQR511."""
    calls = [None if each.value is None else each.value.call for each in (one, other)]
    return None not in calls and calls[0] == calls[1]


def _column(cls: ClassStatement, statement: Statement) -> str | None:
    """The database name of the column that a statement declares, ``None`` when it is none."""
    if statement.value is None:
        return statement.name if hinted(statement) is not None and not _is_alias(statement) else None
    call = call_of(statement.value, COLUMNS | {"deferred"})
    if call is not None and call.name == "deferred":
        call = call_of(call.positional[0], COLUMNS) if call.positional else None
    return None if call is None else column_name(call, statement.name)


def _is_alias(statement: Statement) -> bool:
    """Whether the annotation may be an ``Annotated`` type, which may name the column."""
    hint = statement.hint
    return hint is None or bool(hint.constructs) or (not hint.external and hint.origin is None)


def _beside_table(model: Model, cls: ClassStatement) -> Iterator[Finding]:
    own = [s for s in cls.named("__table__") if s.value is not None]
    table = model.table_of(cls.id)
    if not own or table is None or table.declared_by != "Table":
        return
    statement = next((t for t in written(model).tables if t.table == table.id), None)
    parts = () if statement is None else statement.items
    made = {item.call.identity for item in parts if item.call is not None}
    for source, found in effective(model, cls):
        call: WrittenCall | None = call_of(found.value, COLUMNS)
        if call is None or call.identity in made:
            continue
        name = column_name(call, found.name)
        if source is not cls and (name is None or not table.complete or table.column(name) is not None):
            continue
        subject = f"{source.name}.{found.name}"
        where = located(table_text(table), table.place)
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
