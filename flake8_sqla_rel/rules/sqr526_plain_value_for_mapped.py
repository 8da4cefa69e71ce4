"""A plain value beside `Mapped[...]`.

## What it does

Reports an attribute that is annotated `Mapped[...]` and given a value that maps nothing: a number, a text, a
list, a member of an enumeration, a class of Python's, `dataclasses.field()`, or what belongs into
`mapped_column()`, as a column type does. Of a mapped dataclass also `None`.

## Why is this bad?

SQLAlchemy says nothing, here or on sqlalche.me, and the class has no such column or relationship: what is
assigned to the attribute is never stored, and a query that names it fails. `None` alone it takes for no value
at all, so that the column is there; but the constructor of a dataclass then demands the argument that looks as
if it had a default.

## Versions

2.0 and 2.1. Before, no annotation is read.

## Example

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    active: Mapped[bool] = True
```

## Use instead

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    active: Mapped[bool] = mapped_column(default=True)
```

## Fix safety

No automatic fix: the attribute becomes a column, which it was not, and the database may need a migration.

## What it does not see

What a function or a name from elsewhere gives: it may be mapped. A `ForeignKey()` or an SQL expression by
itself is SQR711.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
- <https://docs.sqlalchemy.org/en/20/orm/dataclasses.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.column_types import COLUMN_TYPES
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    declarative,
    effective,
    hinted,
    in_tuple,
    names_of,
    says_none,
)
from flake8_sqla_rel.rules.wording import one_line, quoted

#: What belongs among the arguments of a column; a ``ForeignKey`` by itself is SQR711.
_PARTS: Final = COLUMN_TYPES | {"Computed", "Identity", "Sequence"}
#: Modules of Python's of which nothing is mapped.
_PYTHON: Final = frozenset({"builtins", "datetime", "decimal", "enum", "uuid"})
#: Of no use beside ``Mapped``, and no value of a column either.
_DESCRIPTORS: Final = frozenset({"builtins.property", "builtins.staticmethod", "builtins.classmethod"})
_DISPLAYS: Final = frozenset({"list", "dict", "set", "tuple"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every attribute with ``Mapped`` beside a value that SQLAlchemy does not map."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        finding
        for cls in declarative(model)
        if "__table__" not in cls.special and cls.style != "imperative"
        for source, statement in effective(model, cls)
        if (finding := _finding(model, cls, source, statement)) is not None
    )


def _finding(
    model: Model, cls: ClassStatement, source: ClassStatement, statement: Statement
) -> Finding | None:
    hint, value = hinted(statement), statement.value
    if (
        hint is None
        or hint.left_alone
        or value is None
        or not statement.direct
        or in_tuple(statement) is not None
    ):
        return None
    name = f"{source.name}.{statement.name}"
    if says_none(value):
        if cls.native_dataclass is not True or hint.target in model.classes:
            return None
        why = "is no default to SQLAlchemy, and the constructor demands it; say mapped_column(default=None)"
        return Finding(RULE.code, statement.place, one_line(f"{name} = None {why}"), name)
    cure = _cure(model, value)
    if cure is None:
        return None
    mapped = "relationship()" if hint.target in model.classes else f"mapped_column({cure})"
    why = f"has a plain value beside Mapped[...], with which SQLAlchemy maps nothing; say {mapped}"
    return Finding(RULE.code, statement.place, one_line(f"{name} {why}"), name)


def _cure(model: Model, value: Written) -> str | None:
    """The arguments of a column in place of a value that is not mapped, ``None`` where it may be."""
    if value.form == "constant":
        return f"default={quoted(value.value)}"
    if value.form in _DISPLAYS:
        return "default=..."
    if value.form == "attribute":
        enum = model.others.get(value.owner)
        is_member = enum is not None and enum.python is not None and "enum.Enum" in enum.python
        return f"default={names_of(value.owner)}.{value.name}" if is_member else None
    path = value.name if value.form == "external" else "" if value.call is None else value.call.path
    if path in ("dataclasses.field", "dataclasses.Field"):
        return "..."
    if path.startswith("sqlalchemy."):
        name = names_of(path)
        return f"{name}(...)" if name in _PARTS else None
    is_python = path.split(".", 1)[0] in _PYTHON and path not in _DESCRIPTORS
    return "default=..." if is_python else None


RULE = Rule(
    code="SQR526",
    name="plain-value-for-mapped",
    kind=Kind.BUG,
    summary="an attribute with Mapped[...] and a value that SQLAlchemy does not map",
    documentation=__doc__ or "",
    check=check,
)
