"""A relationship that says nowhere what it points to.

## What it does

Reports `relationship()` without a target, where the attribute has no annotation, one that
SQLAlchemy passes over (`ClassVar`, unless the class is a mapped dataclass or has
`__allow_unmapped__`), or one that names no class of the models: `Mapped[list]`,
`Mapped[List]`, `Mapped[int]`, `Mapped[list[int]]`, `Mapped[Any]`, `Mapped[list[Optional["Child"]]]`.
What a function with `@declared_attr` is said to return is its annotation, where it stands in a mixin or
abstract base; SQLAlchemy does not read that of one in the mapped class itself, nor any annotation of what
a class or mapper is given outside of the class body.

## Why is this bad?

Without an annotation: "Python typing annotation is required for attribute "Parent.children"
when primary argument(s) for "Relationship" construct are None or not present" (`ArgumentError`)
when the class is made. `Mapped[list]` makes `list` itself the target: "Class 'builtins.list' is
not mapped" (`UnmappedClassError`) when the mappers are configured; `Mapped[List]` raises
`AttributeError`, also where the call names the target, and an `Optional` inside of the list "Cannot
instantiate typing.Union" (`TypeError`).
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

Arguments behind `**options`.

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
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.statements import (
    NO_LISTS,
    NOT_READ,
    allows_unmapped,
    call_elsewhere,
    declarative,
    is_not_read,
    names_of,
    own_attributes,
    relationship_call,
    sqlmodel_relationships,
    target_argument,
)
from flake8_sqla_rel.rules.wording import one_line, quoted

_STANDARD: Final = frozenset(sys.stdlib_module_names) | {"typing_extensions"}
#: Generics that SQLAlchemy looks into for the target; ``None`` is none at all.
_COLLECTIONS: Final = frozenset({None, "builtins.list", "builtins.set", "typing.List", "typing.Set"})
#: Generics that SQLAlchemy cannot read alone, whatever the relationship is given.
_BARE: Final = frozenset({"typing.List", "typing.Set", "typing.Dict"})
_SAYS_NOT_OF_WHAT: Final = "is annotated with a generic that says not of what: write what is in it"


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship that is given no target."""
    yield from _of_sqlmodel(model)
    of_classes = tuple(once(_declarative(model, options.sqlalchemy >= (2, 0))))
    yield from of_classes
    # What a declared_attr of the class itself returns is given to it as well.
    told = {finding.place for finding in of_classes}
    yield from (finding for finding in once(_elsewhere(model)) if finding.place not in told)


def _declarative(model: Model, modern: bool) -> Iterator[Finding]:
    for cls in declarative(model):
        for name, statement in own_attributes(model, cls):
            call = relationship_call(statement)
            if call is None or call.open:
                continue
            if statement.direct and (statement.value is None or statement.value.place != call.place):
                # The same relationship under a second name.
                continue
            if target_argument(call) is None:
                found = _fault(model, cls, statement, modern)
            else:
                found = _raises_anyway(statement) if modern else None
            if found is not None:
                place, why = found
                yield Finding(RULE.code, place or call.place, one_line(f"{name} {why}"), name)


def _elsewhere(model: Model) -> Iterator[Finding]:
    """The relationships given to a class from outside of its body, where no annotation is read."""
    for relationship in declared(model):
        target = relationship.target
        named = target.cls is not None or target.text is not None
        call = None if named else call_elsewhere(model, relationship)
        if call is not None and not call.open and target_argument(call) is None:
            message = f"{relationship.name} names no class: pass it to {call.name}()"
            yield Finding(RULE.code, call.place, one_line(message), relationship.name)


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """The relationships of which SQLModel looks for an annotation in vain."""
    for name, statement, call in sqlmodel_relationships(model):
        hint = statement.hint
        if hint is None and statement.direct:
            message = f"{name} has no annotation, which SQLModel takes the target from: annotate it"
            yield Finding(RULE.code, call.place, one_line(message), name)
        elif hint is not None and hint.mapped is False and _is_sought_elsewhere(model, hint):
            known = names_of(hint.sought)
            example = _example("list" if names_of(hint.plain) in ("list", "List") else known)
            message = f"{name} points to {known}, which is not mapped: name the class, as in {example}"
            yield Finding(RULE.code, hint.place, one_line(message), name)


def _is_sought_elsewhere(model: Model, hint: Hint) -> bool:
    """Whether SQLModel comes to something of Python's own; collections that it does not know are SQR516's."""
    if hint.container in NO_LISTS or not _is_standard(hint.sought):
        return False
    if hint.taken is None:
        return True
    text = hint.taken.text
    return text.isidentifier() and all(cls.name != text for cls in model.classes.values())


def _fault(
    model: Model, cls: ClassStatement, statement: Statement, modern: bool
) -> tuple[Place | None, str] | None:
    """Where and why there is no target; the place is ``None`` for the call itself."""
    hint = statement.hint
    if not modern:
        return None, "names no class: pass it to relationship(), SQLAlchemy 1.4 does not read annotations"
    if is_not_read(statement, cls):
        return None, f"names no class: pass it to relationship(), {NOT_READ}"
    if hint is None:
        return None, "has neither a target nor an annotation: annotate it or pass the class"
    if hint.left_alone:
        if allows_unmapped(cls) is not False or cls.native_dataclass is not False:
            # There it is read like any other annotation that lacks Mapped.
            return None
        return (
            hint.place,
            f"is annotated {hint.container}[...], which SQLAlchemy does not read: use Mapped[...]",
        )
    if hint.mapped is not True or allows_unmapped(cls):
        return None
    return _unusable(model, hint)


def _raises_anyway(statement: Statement) -> tuple[Place, str] | None:
    """Where and why an annotation raises beside a target that is given: SQLAlchemy asks a generic what is in it."""
    hint = statement.hint
    if hint is None or hint.mapped is not True or hint.text or not statement.direct:
        return None
    return (hint.inner, _SAYS_NOT_OF_WHAT) if hint.bare and hint.external in _BARE else None


def _unusable(model: Model, hint: Hint) -> tuple[Place, str] | None:
    if hint.bare:
        return hint.inner, _SAYS_NOT_OF_WHAT
    if hint.element:
        return (
            hint.inner,
            f"points to {hint.element}, which is no class: name one alone, as in {_alone(hint)}",
        )
    if hint.origin not in _COLLECTIONS or not _is_standard(hint.external) or _names_a_class(model, hint):
        return None
    name = names_of(hint.external)
    example = f"{hint.container}[{_example(name if hint.origin is None else 'list')}]"
    return hint.inner, f"points to {name}, which is not mapped: name the class, as in {example}"


def _names_a_class(model: Model, hint: Hint) -> bool:
    """Whether an annotation in quotes names a mapped class: what its module has under that name is not asked."""
    if not hint.text and hint.quoted is None:
        return False
    words = hint.named.split(".")
    return any(cls.name in words for cls in model.classes.values())


def _is_standard(path: str) -> bool:
    """Whether an import path is that of something of Python's own."""
    return path.split(".", 1)[0] in _STANDARD


def _example(name: str) -> str:
    return 'list["Child"]' if name in ("list", "set", "List", "Set") else '"Child"'


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
