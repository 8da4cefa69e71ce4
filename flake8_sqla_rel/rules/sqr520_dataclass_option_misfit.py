"""A dataclass option where it cannot be.

## What it does

Reports `init`, `repr`, `default_factory`, `compare`, `kw_only` and `hash` (and `default` on a
relationship) in a class that SQLAlchemy makes no dataclass of; in one that it does, a mutable
`default` on a relationship, and for 2.1 any `default` but `None`, one on a list, and a
`default_factory` that is not the collection's class.

## Why is this bad?

Outside of a mapped dataclass: "includes dataclasses argument(s): 'default_factory' but class
does not specify SQLAlchemy native dataclass configuration" (`ArgumentError`). Inside: "mutable
default <class 'list'> for field children is not allowed" (`InvalidRequestError`, sqlalche.me
dcte), in 2.1 "Only 'None' is accepted as dataclass default for a relationship()",
"default_factory must be exactly <class 'set'>" and "may only be set for a relationship that
references a scalar value" (`ArgumentError`).

## Versions

2.0 and 2.1, as far as said above; 1.4 knows none of these options.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(default_factory=list)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
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
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Classes whose bases cannot all be read, and options behind `**options`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/dataclasses.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Place, Relationship
from flake8_sqla_rel.mapper.written import ClassStatement, Hint, Statement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    RELATIONSHIPS,
    call_of,
    declarative,
    hinted,
    names_of,
    relationship_call,
    says_none,
)
from flake8_sqla_rel.rules.wording import one_line

_OPTIONS: Final = ("init", "repr", "default_factory", "compare", "kw_only", "hash", "dataclass_metadata")
_BUILTIN: Final = {"list": "list", "List": "list", "set": "set", "Set": "set", "dict": "dict", "Dict": "dict"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every dataclass option that raises."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        Finding(RULE.code, place, one_line(f"{name} {why}"), name)
        for cls in declarative(model)
        for statement in cls.collected
        for name in (f"{cls.name}.{statement.name}",)
        for place, why in _faults(model, cls, statement, options.sqlalchemy >= (2, 1))
    )


def _faults(
    model: Model, cls: ClassStatement, statement: Statement, newest: bool
) -> Iterator[tuple[Place, str]]:
    call = call_of(statement.value, RELATIONSHIPS | {"mapped_column"})
    if call is None or statement.kind == "outside":
        return
    if cls.native_dataclass is False and cls.closed:
        given = call.keyword(*_OPTIONS, *(("default",) if call.name != "mapped_column" else ()))
        if given is not None:
            cure = "leave it out, or derive from MappedAsDataclass"
            yield given.place, f"takes {given.name}= although {cls.name} is no mapped dataclass; {cure}"
    elif cls.native_dataclass is True and relationship_call(statement) is not None:
        relationship = model.relationship(cls.id, statement.name)
        yield from _values(call, hinted(statement), relationship, newest)


def _values(
    call: WrittenCall, hint: Hint | None, relationship: Relationship | None, newest: bool
) -> Iterator[tuple[Place, str]]:
    default, factory = call.keyword("default"), call.keyword("default_factory")
    if default is not None:
        value = default.value
        if value.form in ("list", "set", "dict"):
            why = f"has a {value.form} for its default, which all objects would share"
            yield default.place, f"{why}; say default_factory={value.form}"
        elif newest and value.form != "unknown" and not says_none(value):
            yield default.place, "can have no default but None"
        elif (
            newest and relationship is not None and relationship.uselist is True and value.form == "constant"
        ):
            yield default.place, "is a collection, which can have no default; say default_factory"
    if factory is not None and newest:
        wanted = _collection(call, hint)
        given = _name(factory.value)
        if wanted == "" and factory.value.form != "unknown" and not says_none(factory.value):
            yield factory.place, "has a default_factory, but is no collection; leave it out"
        elif wanted and wanted != given and (given or factory.value.form == "function"):
            made = "a function for its default_factory" if given is None else f"default_factory={given}"
            why = f"has {made}, which is not the class of its collection"
            yield factory.place, f"{why}; say default_factory={wanted}"


def _collection(call: WrittenCall, hint: Hint | None) -> str | None:
    """The class that the collection is made of, ``""`` for a scalar, ``None`` when it cannot be told."""
    given = call.keyword("collection_class")
    if given is not None:
        return _name(given.value)
    if hint is None or "[" in (hint.quoted or ""):
        return None
    if hint.container in ("DynamicMapped", "WriteOnlyMapped"):
        return "list"
    if hint.origin is None:
        return "" if hint.container == "Mapped" and not hint.bare else None
    return (
        _BUILTIN.get(names_of(hint.origin)) if hint.origin.split(".")[0] in ("typing", "builtins") else None
    )


def _name(value: Written) -> str | None:
    return names_of(value.name) if value.form == "external" and value.name.startswith("builtins.") else None


RULE = Rule(
    code="SQR520",
    name="dataclass-option-misfit",
    kind=Kind.ERROR,
    summary="a dataclass option that does not fit the class or the relationship",
    documentation=__doc__ or "",
    check=check,
)
