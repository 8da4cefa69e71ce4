"""A comma behind the call, and the attribute is a tuple.

## What it does

Reports an attribute of a mapped class or mixin that is a tuple of one column, relationship or
other mapped property, or of a column and what belongs inside of it (`Column(Integer),
ForeignKey("parent.id")`), a `__tablename__` that is a tuple of one string, and a name that is
nearly `__tablename__` on a class that has no other table, `__table__ = "parent"` included.

## Why is this bad?

The tuple is no mapped attribute: "Ignoring declarative-like tuple value of attribute
'children': possibly a copy-and-paste error with a comma accidentally placed at the end of the
line?" (`SAWarning`) when the class is made, nothing at all for a mixin or a longer tuple, and then the column is
missing from the table. SQLModel takes the tuple for the default of a column, without the key and
all else that `Field()` says; of a `Relationship()` it raises "has no matching SQLAlchemy type"
(`ValueError`). `__tablename__ = "parent",` makes a table named `('parent',)`, which no
foreign key finds. A misspelt name raises "does not have a __table__ or __tablename__
specified", a string for `__table__` "'str' object has no attribute 'c'". None of these has a page
on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child"),


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

The attribute becomes mapped, which it was not: a column may need a migration.

## What it does not see

Other tuples of more than one item, and class attributes that are meant to be tuples.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    effective,
    in_force,
    in_tuple,
    misspelt_tablename,
    written,
)
from flake8_sqla_rel.rules.wording import listed, one_line, quoted

_TABLE: Final = "__tablename__"
#: A tuple of what the table has, which may be columns.
_TABLE_ARGS: Final = "__table_args__"
#: What belongs into a column beside its type.
_PARTS: Final = frozenset("ForeignKey CheckConstraint Computed Identity Sequence".split())


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapped attribute in a tuple, and every table name that is none."""
    yield from once(
        found
        for cls in written(model).mapped()
        if cls.style != "imperative"
        for source, statement in effective(model, cls)
        if (found := _tuple(source, statement)) is not None
    )
    for cls in written(model).mapped():
        for statement in in_force(cls):
            text = None if statement.value is None else statement.value.text
            if statement.name == "__table__" and text is not None and not statement.conditional:
                name = f"{cls.name}.__table__"
                message = f"{name} is a string and no Table; say {_TABLE} = {quoted(text)}"
                yield Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.ERROR)
    for cls in written(model).classes.values():
        if cls.tableless and not cls.conditional:
            for statement in in_force(cls):
                text = None if statement.value is None else statement.value.text
                if text is not None and misspelt_tablename(statement.name):
                    name = f"{cls.name}.{statement.name}"
                    message = f"{cls.name} has no table: {statement.name} is not {_TABLE}"
                    yield Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.ERROR)


def _tuple(cls: ClassStatement, statement: Statement) -> Finding | None:
    if statement.name == _TABLE_ARGS:
        return None
    items = () if statement.value is None or statement.value.form != "tuple" else statement.value.items
    text = items[0].text if len(items) == 1 and statement.name == _TABLE else None
    call = in_tuple(statement)
    name = f"{cls.name}.{statement.name}"
    if text is not None:
        message = f"{name} is a tuple, which names another table; remove the comma behind {quoted(text)}"
    elif call is not None:
        who = "SQLAlchemy" if call.of_sqlalchemy else "SQLModel"
        message = f"{name} is a tuple, which {who} ignores; remove the comma behind {call.name}()"
    elif len(items) > 1 and all(call_of(item, _PARTS if at else COLUMNS) for at, item in enumerate(items)):
        parts = listed(f"{item.called}()" for item in items[1:])
        message = f"{name} is a tuple, which SQLAlchemy ignores; put {parts} inside of {items[0].called}()"
    else:
        return None
    return Finding(RULE.code, statement.place, one_line(message), name)


RULE = Rule(
    code="SQR512",
    name="trailing-comma-tuple",
    kind=Kind.BUG,
    summary="a comma at the end of an attribute's line, or a misspelt __tablename__",
    documentation=__doc__ or "",
    check=check,
)
