"""A collection inside quotes is taken for the name of a class.

## What it does

Reports `Mapped["list[Child]"]` and `relationship("list[Child]")`: quotes inside `Mapped[...]`,
or around the argument, that hold more than the name of a class, such as
`Mapped[list["Child | None"]]` (around a scalar `None` is read). In a table model of SQLModel it
reports annotations of a `Relationship()` that are strings and more than a name: `"list[Child]"`,
`"Child | None"`, and whatever is no bare name below `from __future__ import annotations`. Of
annotations without `Mapped`, in mapped dataclasses, in classes with `__allow_unmapped__` and beside
SQLModel's `sa_relationship`, it reports those that are text and name a class which is not there when
theirs is made: one further down, or imported for type checkers only.

## Why is this bad?

What stands in the inner quotes is the name that is looked up in the registry: "expression
"relationship('list[Child]')" seems to be using a generic class as the argument to
relationship(); please state the generic argument using an annotation" (`InvalidRequestError`)
when the mappers are configured. With an explicit target nothing is raised, and the attribute is
silently a scalar. There is no page on sqlalche.me. SQLModel evaluates no strings either and
passes them on as the name of the target: "expression 'Child | None' failed to locate a name".
Text without `Mapped` that cannot be evaluated is looked up as it is, or with an explicit target taken
for one class, and `uselist=True` does not help; where the generic itself is not there, "Could not interpret
annotation" (`MappedAnnotationError`) is raised.

## Versions

Annotations count from 2.0 on. In 1.4 a collection in the argument is a name that is not found.
Quotes around the whole annotation, as in `"Mapped[list[Child]]"`, are right.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped["list[Child]"] = relationship()


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

The code did not run before, unless the target was given as well: then an object becomes a list.

## What it does not see

Columns, where quotes around a type do no harm.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from flake8_sqla_rel.mapper.model import Direction, Model, Place, Relationship
from flake8_sqla_rel.mapper.written import Hint, Statement, Taken, Unbound
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.statements import (
    LOADING_CONTAINERS,
    declarative,
    hinted,
    names_of,
    own_attributes,
    relationship_call,
    sqlmodel_relationships,
    statement_of,
    target_argument,
)
from flake8_sqla_rel.rules.wording import located, one_line, quoted

_OR_NONE: Final = r"\s*\|\s*None\b|\bNone\s*\|\s*"
#: The annotations without ``Mapped`` that promise a collection.
_PLAIN: Final = frozenset(
    "builtins.list builtins.set builtins.dict typing.List typing.Set typing.Dict typing.Sequence".split()
)
_TO_MANY: Final = (Direction.ONETOMANY, Direction.MANYTOMANY)

#: The cure where nothing says which class is meant.
_ALONE: Final = "name one class alone"
_QUOTES: Final = "\"'"
_GENERIC: Final = re.compile(r"([^ |]+?)\[.+\]$")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose target is a generic in quotes."""
    modern = options.sqlalchemy >= (2, 0)
    yield from once(
        chain(
            _declarative(model, modern),
            _of_sqlmodel(model),
            _unevaluated(model) if modern else (),
            _of_others(model),
        )
    )


def _declarative(model: Model, modern: bool) -> Iterator[Finding]:
    for cls in declarative(model):
        for name, statement in own_attributes(model, cls):
            found = _fault(statement, modern)
            if found is not None:
                place, text, kind = found
                yield Finding(RULE.code, place, one_line(f"{name} {text}"), name, kind=kind)


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """The relationships whose annotation is a string that SQLModel takes for a name as it is."""
    for name, statement, _ in sqlmodel_relationships(model):
        taken = None if statement.hint is None else statement.hint.taken
        if taken is not None and re.fullmatch(r"[\w.]+", taken.text) is None:
            message = f"{name} takes {quoted(taken.text)} for the name of a class; {_bare(taken)}"
            yield Finding(RULE.code, taken.place, one_line(message), name)


def _unevaluated(model: Model) -> Iterator[Finding]:
    """The collections without ``Mapped`` that are text and name what is not there when the class is made."""
    for relationship in declared(model):
        statement = statement_of(model, relationship)
        hint = None if statement is None else statement.hint
        if hint is None or not hint.unevaluated or hint.taken is None:
            continue
        text = hint.taken.text
        whole = relationship.target.text == text and not text.replace(".", "").isidentifier()
        scalar = hint.plain in _PLAIN and relationship.uselist is False and relationship.direction in _TO_MANY
        refused = _without_generic(relationship, hint, hint.taken) if whole or scalar else None
        if refused is not None:
            yield refused
            continue
        if whole:
            yield _taken_whole(relationship, hint, hint.taken)
        if not scalar:
            continue
        text = re.sub(_OR_NONE, "", text)
        name = _element(text)
        message = (
            f"{relationship.name} is annotated {hint.taken.text}, a text that is not evaluated, as {_lacking(hint)}"
            f" is not there when the class is made, and is scalar;"
            f" {f'write {_with_quotes(text, name)}' if name else _ALONE}"
        )
        yield Finding(RULE.code, hint.place, one_line(message), relationship.name, kind=Kind.BUG)


def _taken_whole(relationship: Relationship, hint: Hint, taken: Taken) -> Finding:
    """An annotation without ``Mapped`` that is looked up as it is, since nothing else says what is meant."""
    text = re.sub(_OR_NONE, "", taken.text)
    name = _element(text)
    better = _with_quotes(text, name) if "[" in text else f"Optional[{quoted(name)}]"
    message = (
        f"{relationship.name} takes {quoted(taken.text)} for the name of a class, as {_lacking(hint)} is not there "
        f"when the class is made; {f'write Mapped[{better}]' if name else _ALONE}"
    )
    return Finding(RULE.code, hint.place, one_line(message), relationship.name)


def _without_generic(relationship: Relationship, hint: Hint, taken: Taken) -> Finding | None:
    """A text in a generic that is not there, which SQLAlchemy refuses.

    Source: ``_cleanup_mapped_str_annotation`` in ``orm/util.py``.
    """
    generic = _GENERIC.match(taken.text)
    missing = [each for each in hint.unevaluated if generic and each.name == generic[1].partition(".")[0]]
    if not missing:
        return None
    message = (
        f"{relationship.name} is annotated {taken.text}, but {_place_of(missing[0])} is not there when the class "
        f"is made; import {missing[0].name} at run time too"
    )
    return Finding(RULE.code, hint.place, one_line(message), relationship.name)


def _lacking(hint: Hint) -> str:
    """What an annotation needs to be evaluated, and where that is bound."""
    return _place_of(hint.unevaluated[0])


def _place_of(missing: Unbound) -> str:
    return missing.name if missing.bound is None else located(missing.name, missing.bound)


def _of_others(model: Model) -> Iterator[Finding]:
    """What is looked up for a relationship wherever it is declared, such as in the call of a mapper."""
    for relationship in declared(model):
        target = relationship.target
        if target.state == "unknown" and target.text is not None and "[" in target.text:
            message = f"{relationship.name} {_for_a_name(target.text)}"
            yield Finding(RULE.code, target.place, one_line(message), relationship.name)


def _for_a_name(text: str) -> str:
    """What is wrong with an argument that is a collection in quotes."""
    name = _element(text)
    cure = f"pass the name alone, {quoted(name)}" if name else _ALONE
    return f"takes {quoted(text)} for the name of a class; {cure}"


def _bare(taken: Taken) -> str:
    """What to write instead of a text that is more than a name."""
    text = re.sub(_OR_NONE + r"|\bNone\b|[\"'|]", "", taken.text).strip()
    name = _element(text)
    if not name:
        return _ALONE
    better = _with_quotes(text, name) if "[" in text else f"Optional[{quoted(name)}]"
    dropping = "drop from __future__ import annotations and " if taken.all else ""
    return f"{dropping}write {quoted(name) if name == taken.text.strip(_QUOTES) else better}"


def _fault(statement: Statement, modern: bool) -> tuple[Place, str, Kind] | None:
    call = relationship_call(statement)
    if call is None:
        return None
    argument = target_argument(call)
    if argument is not None and argument.text is not None and "[" in argument.text:
        return argument.place, _for_a_name(argument.text), Kind.ERROR
    hint = hinted(statement)
    if not modern or hint is None or hint.quoted is None:
        return None
    if "|" in hint.quoted and "[" not in hint.quoted and argument is None:
        return hint.inner, f"takes {quoted(hint.quoted)} for the name of a class; {_ALONE}", Kind.ERROR
    if "[" not in hint.quoted:
        return None
    inner = _element(hint.quoted)
    if not inner:
        text = f"takes {quoted(hint.quoted)} for the name of a class; {_ALONE}"
        return (hint.inner, text, Kind.ERROR) if argument is None else None
    loaded = call.keyword("lazy")
    container = LOADING_CONTAINERS.get("" if loaded is None else loaded.value.text or "")
    better = f"{container}[{quoted(inner)}]" if container else f"{hint.container}[{_collection(hint, inner)}]"
    if argument is None:
        text = f"takes {quoted(hint.quoted)} for the name of a class; write {better}"
        return hint.inner, text, Kind.ERROR
    if hint.container in LOADING_CONTAINERS.values() or hint.origin is not None or call.open:
        return None
    if call.keyword("collection_class") is not None:
        # That says as well that it is a collection.
        return None
    text = f"does not read the collection inside the quotes and is scalar; write {better}"
    return hint.inner, text, Kind.BUG


def _collection(hint: Hint, inner: str) -> str:
    """What to write inside of the container: a collection holds the one class, and never None."""
    if hint.origin is not None:
        name = names_of(hint.origin) or "list"
        return f"{name}[{'..., ' if name in ('dict', 'Dict') else ''}{quoted(inner)}]"
    text = re.sub(r"(?<=\[)(?:\w+\.)?(?:Optional|Union)\[[^][]*\]", inner, hint.quoted or "")
    return _with_quotes(re.sub(_OR_NONE, "", text), inner)


def _with_quotes(text: str, inner: str) -> str:
    """A generic with quotes around the innermost name."""
    before, _, behind = text.rpartition(inner)
    return f"{before.rstrip(_QUOTES)}{quoted(inner)}{behind.lstrip(_QUOTES)}"


def _element(text: str) -> str:
    """The innermost name: ``Child`` of ``dict[str, list[Child]]`` and of ``list[Child | None]``."""
    parts = re.split(r"[,|]", text.rstrip("] ").rpartition("[")[2])
    names = [part.strip(" \"'") for part in parts]
    return next((name for name in reversed(names) if name != "None"), "")


RULE = Rule(
    code="SQR515",
    name="quoted-container",
    kind=Kind.ERROR,
    summary="a collection inside the quotes of a relationship's target",
    documentation=__doc__ or "",
    check=check,
)
