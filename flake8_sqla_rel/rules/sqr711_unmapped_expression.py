"""An SQL expression that is assigned and not mapped.

## What it does

Reports an attribute of a mapped class or mixin whose value is an SQL expression, made of the
class's own columns or by `func`, `case`, `literal` and the like, without `column_property()`.

## Why is this bad?

The attribute is no part of the mapping: "Attribute 'area' on class Box appears to be a
non-schema SQLAlchemy expression object; this won't be part of the declarative mapping"
(`SAWarning`) when the class is made, and `box.area` gives the expression and no value. It has
no page on sqlalche.me.

## Versions

The warning is from 2.0 on; 1.4 says nothing.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    height = Column(Integer)
    area = width * height


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy.orm import column_property
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    height = Column(Integer)
    area = column_property(width * height)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

`column_property()` adds the expression to every `SELECT` of the class; a `hybrid_property` does
not.

## What it does not see

Expressions over what is not a column of the class body, and those that a function returns.

## References

- <https://docs.sqlalchemy.org/en/20/orm/mapped_sql_expr.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, call_of, declarative, in_force, sources
from flake8_sqla_rel.rules.wording import one_line

_MAKERS: Final = frozenset(
    "case cast literal type_coerce and_ or_ not_ null exists column extract literal_column"
    " nullslast desc asc coalesce between distinct".split()
)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every SQL expression that is an attribute as it is."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        Finding(
            RULE.code,
            statement.place,
            one_line(
                f"{source.name}.{statement.name} is an SQL expression, which is not mapped as it stands;"
                " put column_property() around it"
            ),
            f"{source.name}.{statement.name}",
        )
        for cls in declarative(model)
        for source in sources(model, cls)
        for statement in in_force(source)
        if _is_expression(source, statement)
    )


def _is_expression(cls: ClassStatement, statement: Statement) -> bool:
    value = statement.value
    if value is None or statement.kind != "assignment" or statement.name.startswith("__"):
        return False
    if value.form == "expression":
        columns = {s.name for s in in_force(cls) if call_of(s.value, COLUMNS) is not None}
        return bool(value.reads) and value.reads <= columns
    if value.call is None or value.call.place != value.place:
        return False
    path = value.call.path
    return path.startswith("sqlalchemy.func.") or (value.call.of_sqlalchemy and value.call.name in _MAKERS)


RULE = Rule(
    code="SQR711",
    name="unmapped-expression",
    kind=Kind.WARNING,
    summary="an SQL expression in a class body that is not mapped",
    documentation=__doc__ or "",
    check=check,
)
