"""A relationship that says nowhere what it points to.

## What it does

Reports `relationship()` without a target, where the attribute has no annotation, one that
SQLAlchemy passes over (`ClassVar`), or one that names no class of the models: `Mapped[list]`,
`Mapped[List]`, `Mapped[int]`, `Mapped[Any]`, `Mapped[list[Optional["Child"]]]`.

## Why is this bad?

Without an annotation: "Python typing annotation is required for attribute "Parent.children"
when primary argument(s) for "Relationship" construct are None or not present" (`ArgumentError`)
when the class is made. `Mapped[list]` makes `list` itself the target: "Class 'builtins.list' is
not mapped" (`UnmappedClassError`) when the mappers are configured; `Mapped[List]` raises
`AttributeError`, and an `Optional` inside of the list "Cannot instantiate typing.Union" (`TypeError`).
None of these has a page on sqlalche.me.

## Versions

SQLModel takes the target of a `Relationship()` from the annotation alone, and raises `KeyError` where
there is none. 1.4 reads no annotations: there the argument is always required (`TypeError`).

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list] = relationship()


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

Relationships that a function with `@declared_attr` returns, whose annotation is that of the
function, and arguments behind `**options`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Hint, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.statements import (
    allows_unmapped,
    declarative,
    in_force,
    names_of,
    relationship_call,
    sqlmodel_relationships,
    target_argument,
)
from flake8_sqla_rel.rules.wording import one_line, quoted

_STANDARD: Final = frozenset(sys.stdlib_module_names) | {"typing_extensions"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship that is given no target."""
    yield from _of_sqlmodel(model)
    for cls in declarative(model):
        for statement in in_force(cls):
            call = relationship_call(statement)
            if call is None or call.open or target_argument(call) is not None:
                continue
            if statement.value is None or statement.value.place != call.place:
                # The same relationship under a second name.
                continue
            found = _fault(cls, statement, options.sqlalchemy >= (2, 0))
            if found is not None:
                place, why = found
                name = f"{cls.name}.{statement.name}"
                yield Finding(RULE.code, place or call.place, one_line(f"{name} {why}"), name)


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """The relationships of which SQLModel looks for an annotation in vain."""
    for name, statement, call in sqlmodel_relationships(model):
        if statement.hint is None and statement.direct:
            message = f"{name} has no annotation, which SQLModel takes the target from: annotate it"
            yield Finding(RULE.code, call.place, one_line(message), name)


def _fault(cls: ClassStatement, statement: Statement, modern: bool) -> tuple[Place | None, str] | None:
    """Where and why there is no target; the place is ``None`` for the call itself."""
    hint = statement.hint
    if not modern:
        return None, "names no class: pass it to relationship(), SQLAlchemy 1.4 does not read annotations"
    if hint is None:
        return None, "has neither a target nor an annotation: annotate it or pass the class"
    if hint.left_alone:
        return (
            hint.place,
            f"is annotated {hint.container}[...], which SQLAlchemy does not read: use Mapped[...]",
        )
    if hint.mapped is not True or allows_unmapped(cls):
        return None
    return _unusable(hint)


def _unusable(hint: Hint) -> tuple[Place, str] | None:
    if hint.bare:
        return hint.inner, "is annotated with a generic that says not of what: write what is in it"
    if hint.element:
        return (
            hint.inner,
            f"points to {hint.element}, which is no class: name one alone, as in {_alone(hint)}",
        )
    if hint.origin is None and hint.external and hint.external.split(".", 1)[0] in _STANDARD:
        name = names_of(hint.external)
        example = 'list["Child"]' if name in ("list", "set") else '"Child"'
        return hint.inner, f"points to {name}, which is not mapped: name the class, as in Mapped[{example}]"
    return None


def _alone(hint: Hint) -> str:
    """The annotation with the name of one class for what its collection is of."""
    name = names_of(hint.origin or "list")
    words = re.findall(r"[\w.]+", hint.element.rpartition("[")[2])
    key = "..., " if name in ("dict", "Dict") else ""
    one = next((quoted(word) for word in words if word != "None"), "...")
    return f"{hint.container}[{name}[{key}{one}]]"


RULE = Rule(
    code="SQR505",
    name="relationship-without-target",
    kind=Kind.ERROR,
    summary="a relationship with neither a target argument nor an annotation that gives one",
    documentation=__doc__ or "",
    check=check,
)
