"""A relationship that stands on a mixin as it is.

## What it does

Reports `relationship()`, `column_property()`, `deferred()`, `synonym()` and the like that are
assigned directly in the body of a class that has no mapper of its own, a mixin or an abstract
base, from which a mapped class inherits; of SQLModel's, `Relationship()` in a class without `table=True`.

## Why is this bad?

One object cannot belong to several mappers. "Mapper properties (i.e.
deferred,column_property(), relationship(), etc.) must be declared as @declared_attr callables
on declarative mixin classes" (`InvalidRequestError`) is raised when the first class that uses
the mixin is made, even when that class has an attribute of the same name. There is no page on
sqlalche.me. SQLModel takes what it inherits so for a column: "<class 'Team'> has no matching SQLAlchemy
type" (`ValueError`).

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OwnedMixin:
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    owner: Mapped["User"] = relationship()


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)


class Car(OwnedMixin, Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OwnedMixin:
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    @declared_attr
    def owner(cls) -> Mapped["User"]:
        return relationship()


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)


class Car(OwnedMixin, Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Fix safety

The code did not run before.

## What it does not see

Mixins that no mapped class of the project uses.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_mixins.html#mixing-in-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    PROPERTIES,
    call_of,
    in_force,
    mapped_value,
    sources,
    sqlmodel_call,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapped property that stands directly on what a mapped class inherits from."""
    return once(
        _finding(cls, mixin, statement, cure)
        for cls in written(model).mapped()
        if cls.style != "imperative"
        for mixin in sources(model, cls)
        if mixin is not cls
        for statement in in_force(mixin)
        if (cure := _cure(model, cls, mixin, statement)) is not None
    )


def _cure(model: Model, cls: ClassStatement, mixin: ClassStatement, statement: Statement) -> str | None:
    """What to do about a statement that a mapped class inherits, ``None`` if it is well where it is."""
    if cls.style == "sqlmodel":
        refused = all(map(_is_sqlmodel_relationship, (statement, *cls.named(statement.name))))
        return f"declare {statement.name} in {cls.name} instead" if refused else None
    call = call_of(mapped_value(model, cls, mixin, statement), PROPERTIES)
    if call is None:
        return None
    called = call.name
    if statement.value is not None and statement.value.called == "field":
        return f"put a lambda before {called}() in the metadata of {statement.name}"
    return f"return {called}() from a function {statement.name}(cls) with @declared_attr"


def _is_sqlmodel_relationship(statement: Statement) -> bool:
    call = sqlmodel_call(statement.value)
    return call is not None and call.name == "Relationship" and statement.hint is not None


def _finding(cls: ClassStatement, mixin: ClassStatement, statement: Statement, cure: str) -> Finding:
    user = located(cls.name, cls.place)
    message = f"{mixin.name} has no mapper, and {user} inherits from it: {cure}"
    return Finding(
        RULE.code,
        statement.place,
        one_line(message),
        f"{mixin.name}.{statement.name}",
        (Related(cls.place, cls.name),),
    )


RULE = Rule(
    code="SQR504",
    name="relationship-on-mixin",
    kind=Kind.ERROR,
    summary="a relationship written directly on a mixin or an abstract base",
    documentation=__doc__ or "",
    check=check,
)
