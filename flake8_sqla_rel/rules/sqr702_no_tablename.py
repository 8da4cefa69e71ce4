"""A class on a declarative base without a table.

## What it does

Reports a class that derives from a declarative base, is not abstract and has neither
`__tablename__` nor `__table__`, its own or inherited from a mixin or a mapped class; and a
`__tablename__` that is a method without `declared_attr`.

## Why is this bad?

"Class <class 'models.User'> does not have a __table__ or __tablename__ specified and does not
inherit from an existing table-mapped class" (`InvalidRequestError`) is raised when the class is
made; below a class on `AbstractConcreteBase` it is "Mapper[Manager(None)] has None for a primary table
argument" (`ArgumentError`). It has no page on sqlalche.me. A method is not called: one table is created under the name
"<function Named.__tablename__ at 0x7f...>", and the second class that has the method raises "Table
'<function ...>' is already defined for this MetaData instance".

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Fix safety

The code did not run before. A class that others only derive from says `__abstract__ = True`.

## What it does not see

Bases that name their tables by themselves (Flask-SQLAlchemy, SQLModel), with a metaclass or
`__init_subclass__`, and bases that cannot be read. A misspelt `__tablename__` is SQR512.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    declarative,
    in_force,
    is_below_a_union,
    misspelt_tablename,
    names_of,
    plain_method,
    written,
)
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every class that SQLAlchemy would look for a table of in vain."""
    declarations = written(model)
    for cls in declarations.classes.values():
        if not cls.tableless or cls.conditional or _is_mapped_later(cls):
            continue
        if not cls.closed and not is_below_a_union(model, cls):
            continue
        if any(_may_name(entry) for entry in declarations.lineage(cls)):
            continue
        message = f"{cls.name} has no table: give it a __tablename__, or say __abstract__ = True"
        yield Finding(RULE.code, cls.place, one_line(message), cls.name)
    yield from once(_not_called(model))


def _not_called(model: Model) -> Iterator[Finding]:
    """Names of tables that are methods: the second class below one raises, for its table is there already."""
    for cls in declarative(model):
        method = plain_method(model, cls, "__tablename__")
        if method is not None and "__table__" not in cls.special:
            owner = names_of(method.declared_in)
            message = (
                f"{owner}.__tablename__ is a method, which SQLAlchemy does not call: the function itself is"
                " the name of the table; mark it as a declared_attr"
            )
            yield Finding(RULE.code, method.place, one_line(message), owner, kind=Kind.BUG)


def _is_mapped_later(cls: ClassStatement) -> bool:
    """Whether ``AbstractConcreteBase`` gives a class its mapper, which it does for those that name it as a base."""
    return any(names_of(base.name) == "AbstractConcreteBase" for base in cls.bases)


def _may_name(cls: ClassStatement) -> bool:
    """Whether a class may give its subclasses a table by other means, or misspells how it does."""
    if any(keyword.name == "metaclass" and not _is_plain(keyword.value) for keyword in cls.keywords):
        return True
    calls = [base.call for base in (*cls.bases, *cls.decorators) if base.call is not None]
    if any(call.open or call.keyword("metaclass") is not None for call in calls):
        return True
    if any(statement.name in ("__init_subclass__", "__table_cls__") for statement in cls.statements):
        return True
    return any(misspelt_tablename(statement.name) for statement in in_force(cls))


def _is_plain(metaclass: Written) -> bool:
    """Whether a metaclass is SQLAlchemy's own, which names no table."""
    return metaclass.form == "external" and names_of(metaclass.name) == "DeclarativeMeta"


RULE = Rule(
    code="SQR702",
    name="no-tablename",
    kind=Kind.ERROR,
    summary="a class on a declarative base that nothing gives a table",
    documentation=__doc__ or "",
    check=check,
)
