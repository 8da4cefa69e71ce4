"""An annotation without `Mapped` on a mapped attribute.

## What it does

Reports an attribute of a mapped class that is annotated with something else than `Mapped[...]`
or one of its kin, and that has no value or one that SQLAlchemy maps (`relationship()`,
`mapped_column()`, ...); on a mixin or an abstract base also a plain `Column`, and what a
`@declared_attr` there is said to return. So is one with a colon where a `=` was meant, as in
`children: relationship("Child")`.

## Why is this bad?

SQLAlchemy 2.0 wants every annotation of a declarative class to say that it is meant for it:
"Type annotation for "Parent.children" can't be correctly interpreted for Annotated Declarative
Table form" (`MappedAnnotationError`, sqlalche.me zlpr) is raised when the class is made. It
holds for a bare `name: str` as well, and for `def user(cls) -> RelationshipProperty` on a mixin,
which was the way to write it for 1.4.

## Versions

2.0 and 2.1. 1.4 ignores annotations, so this is what shows itself on the day of the upgrade.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: list["Child"] = relationship()


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

`Mapped[...]` is what the code means in most cases. For an attribute that is not mapped use
`ClassVar[...]`; `__allow_unmapped__ = True` on the base lets all of them pass.

## What it does not see

Classes with `__allow_unmapped__`, dataclasses, SQLModel, bases from packages that cannot be
read, and annotations whose container cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/changelog/migration_20.html#migrating-to-2-0-step-six-add-allow-unmapped-to-explicitly-typed-orm-models>
- <https://sqlalche.me/e/20/zlpr>
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
    PROPERTIES,
    allows_unmapped,
    call_of,
    declarative,
    effective,
)
from flake8_sqla_rel.rules.wording import one_line

_MAPPED: Final = PROPERTIES | {"mapped_column"}
_DECLARED: Final = frozenset({"declared_attr", "directive", "cascading"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every annotation that SQLAlchemy would refuse."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        _finding(source, statement)
        for cls in declarative(model)
        if not cls.plain_dataclass and cls.native_dataclass is False and "__table__" not in cls.special
        for source, statement in effective(model, cls)
        if _is_refused(cls, source, statement)
    )


def _is_refused(cls: ClassStatement, source: ClassStatement, statement: Statement) -> bool:
    hint = statement.hint or statement.returns
    if hint is None or hint.mapped is not False or hint.left_alone or statement.name.startswith("__"):
        return False
    if statement.returns is not None:
        return source is not cls and not _DECLARED.isdisjoint(statement.decorators)
    if source is not cls:
        # What a mixin says of its columns counts whatever __allow_unmapped__ is.
        return call_of(statement.value, COLUMNS) is not None
    empty = statement.value is None or (statement.value.form == "constant" and statement.value.value is None)
    return (empty or call_of(statement.value, _MAPPED) is not None) and allows_unmapped(cls) is False


def _finding(cls: ClassStatement, statement: Statement) -> Finding:
    hint = statement.hint or statement.returns
    assert hint is not None
    name = f"{cls.name}.{statement.name}"
    if hint.constructs and hint.container != "Annotated":
        (called,) = hint.constructs
        message = f"{name} is annotated with {called}(), which makes nothing; write {statement.name} = {called}(...)"
        return Finding(RULE.code, hint.place, one_line(message), name)
    if hint.container == "''":
        cure = "the quotes make a string in a string of it, write Mapped[...] without them"
    elif hint.container in ("Mapped", "DynamicMapped", "WriteOnlyMapped", "Relationship"):
        cure = f"write {hint.container}[...] with its type"
    elif statement.value is None:
        cure = "write Mapped[...], or ClassVar[...] for what is not mapped"
    elif hint.plain.startswith("sqlalchemy."):
        cure = "write Mapped[...] with the type of its values"
    else:
        cure = "write Mapped[...] around it"
    message = f"{name} is annotated without Mapped[...], which SQLAlchemy 2 refuses; {cure}"
    return Finding(RULE.code, hint.place, one_line(message), name)


RULE = Rule(
    code="SQR513",
    name="annotation-without-mapped",
    kind=Kind.ERROR,
    summary="an annotated mapped attribute without Mapped[...]",
    documentation=__doc__ or "",
    check=check,
)
