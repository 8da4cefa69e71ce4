"""A model that derives from `DeclarativeBase` itself.

## What it does

Reports a class that names a table and derives from `DeclarativeBase` or `DeclarativeBaseNoMeta` directly.

## Why is this bad?

What derives from `DeclarativeBase` is a base, with a registry and a MetaData of its own, and no model.
"Cannot use 'DeclarativeBase' directly as a declarative base class. Create a Base by creating a subclass of
it" (`InvalidRequestError`) is raised when the class is made. It has no page on sqlalche.me.

## Versions

2.0 and 2.1. 1.4 has no `DeclarativeBase`.

## Example

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Parent(DeclarativeBase):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Fix safety

The code did not run before. All models that refer to one another need the same base.

## What it does not see

A table name that cannot be told, or that a function gives: those are taken for what subclasses inherit.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_styles.html#using-a-declarative-base-class>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.statements import call_of, in_force, names_of, written
from flake8_sqla_rel.rules.wording import one_line

_BASES: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every such class that names a table in its own body."""
    for cls in written(model).classes.values() if options.sqlalchemy >= (2, 0) else ():
        base = _direct_base(cls)
        if base and not cls.conditional and any(map(_gives_table, in_force(cls))):
            message = (
                f"{cls.name} names a table and derives from {base} itself, which only a base does; derive it from"
                f" a class Base({base}) of your own"
            )
            yield Finding(RULE.code, cls.place, one_line(message), cls.name)


def _direct_base(cls: ClassStatement) -> str:
    """The name of the class of SQLAlchemy's that makes it a base, ``""`` where it derives from none."""
    found = [names_of(base.name) for base in cls.bases if base.form == "external"]
    return next((name for name in found if name in _BASES), "") if cls.declarative_base else ""


def _gives_table(statement: Statement) -> bool:
    if statement.name == "__tablename__":
        return statement.value is not None and statement.value.text is not None
    return statement.name == "__table__" and call_of(statement.value, frozenset({"Table"})) is not None


RULE = Rule(
    code="SQR709",
    name="declarative-base-with-table",
    kind=Kind.ERROR,
    summary="a model that derives from DeclarativeBase itself",
    documentation=__doc__ or "",
    check=check,
)
