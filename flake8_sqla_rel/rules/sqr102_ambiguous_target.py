"""A name that stands for two mapped classes.

## What it does

Reports a relationship whose target is given by a name that fits two mapped classes of its
registry, naming both and the dotted path that tells them apart; the second of two mapped
classes that have the same name in the same module; and a class that is mapped twice.

## Why is this bad?

"Multiple classes found for path "Booking" in the registry of this declarative base" is
raised when the mappers are configured. Of two classes with one name in one module SQLAlchemy
warns "This declarative base already contains a class with the same class name and module
name", and no path can tell them apart. Nor does a path help in an annotation whose module is imported: SQLAlchemy
evaluates it, and looks up the class by its name. Mapping a class twice raises "Class already has been
instrumented declaratively" or "already has a primary mapper defined". None of them has a page
of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
# hotel.py
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Booking(Base):
    __tablename__ = "hotel_booking"
    id: Mapped[int] = mapped_column(primary_key=True)


# Another module, restaurant.py, declares its own class Booking on the same Base.


class Guest(Base):
    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship("Booking")
```

## Use instead

```python
# hotel.py
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Booking(Base):
    __tablename__ = "hotel_booking"
    id: Mapped[int] = mapped_column(primary_key=True)


# Another module, restaurant.py, declares its own class Booking on the same Base.


class Guest(Base):
    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship("hotel.Booking")
```

## Fix safety

A path that ends in the class's name and begins anywhere in its module's name picks one class
and changes nothing else. Renaming a class also changes its polymorphic names and what other
modules import.

## What it does not see

Definitions of which only one is ever made (under a condition, in a function, in examples or
scripts that are programs of their own). A class given
as an object or a lambda is never ambiguous.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ClassId,
    ExpressionFault,
    Model,
    Place,
    Relationship,
    Table,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.expressions import argument, faults
from flake8_sqla_rel.rules.sides import declared, dotted_path, once
from flake8_sqla_rel.rules.wording import class_at, listed, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Ambiguous references, second classes of one name and module, classes mapped twice."""
    pairs = [pair for pair in model.duplicates if _are_both_made(model, *pair)]
    references = (
        _reference(model, relationship)
        for relationship in declared(model)
        if relationship.target.state == "ambiguous" and not _told(relationship.target.candidates, pairs)
    )
    expressions = (
        _expression(model, fault, relationship)
        for fault, relationship in faults(model, "ambiguous")
        if not _told(fault.candidates, pairs)
    )
    return once(chain(references, expressions, _duplicates(model, pairs), _mapped_twice(model)))


def _are_both_made(model: Model, first: ClassId, second: ClassId) -> bool:
    """Whether two classes of one name and file are certain to be there, and of one module to SQLAlchemy."""
    if model.classes[first].conditional or model.classes[second].conditional:
        return False
    modules = [model.stated_modules.get(cls, model.classes[cls].module) for cls in (first, second)]
    return UNKNOWN not in modules and modules[0] == modules[1]


def _told(candidates: Sequence[ClassId], pairs: Sequence[tuple[ClassId, ClassId]]) -> bool:
    """Whether the reference is ambiguous only because of classes that are reported themselves."""
    second = {pair[1] for pair in pairs}
    return len(set(candidates) - second) < 2


def _reference(model: Model, relationship: Relationship) -> Finding:
    target = relationship.target
    said = f"{relationship.name} points to {quoted(target.text or '')}"
    # A path in an annotation is evaluated, and the class that it comes to looked up by its name alone.
    by_annotation = (
        "argument" not in relationship.args and model.classes[relationship.owner].style != "sqlmodel"
    )
    return _finding(model, said, relationship, target.place, target.candidates, by_annotation)


def _expression(model: Model, fault: ExpressionFault, relationship: Relationship) -> Finding:
    said = f"{argument(fault, relationship)} names {quoted(fault.name)}"
    return _finding(model, said, relationship, fault.place, fault.candidates)


def _finding(
    model: Model,
    said: str,
    relationship: Relationship,
    place: Place,
    candidates: Sequence[ClassId],
    by_annotation: bool = False,
) -> Finding:
    classes = [model.classes[candidate] for candidate in candidates]
    paths = [path for path in (dotted_path(cls, classes) for cls in classes) if path is not None]
    message = f"{said}, which fits {listed(class_at(c) for c in classes)}; "
    spelt = [f"relationship({quoted(path)})" if by_annotation else quoted(path) for path in paths]
    message += f"write {listed(spelt, 'or')}" if spelt else "rename one of them"
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(message),
        subject=relationship.name,
        related=tuple(Related(cls.place, cls.name) for cls in classes),
    )


def _duplicates(model: Model, pairs: Sequence[tuple[ClassId, ClassId]]) -> Iterator[Finding]:
    for first, second in pairs:
        one, other = model.classes[first], model.classes[second]
        if _same_table(model.table_of(first), model.table_of(second)):
            continue  # pasted twice, table and all: SQR105 says it where SQLAlchemy raises
        which, cure = f"the other is {class_at(one)}", "rename one of them"
        if one.place == other.place:
            which, cure = "made here by several calls", "give each a name of its own, with type()"
        message = (
            f"{other.name} is the name of two mapped classes of {other.module}, "
            f"{which}: a relationship that names it fails; {cure}"
        )
        yield Finding(
            code=RULE.code,
            place=other.place,
            message=one_line(message),
            subject=other.name,
            related=(Related(one.place, one.name),),
            kind=Kind.WARNING,
        )


def _same_table(one: Table | None, other: Table | None) -> bool:
    if one is None or other is None or one.id == other.id:
        return False
    known = one.key is not UNKNOWN and one.metadata is not UNKNOWN
    return known and (one.key, one.metadata) == (other.key, other.metadata) and other.redefinable is False


def _mapped_twice(model: Model) -> Iterator[Finding]:
    for identity, place in model.mapped_twice:
        cls = model.classes[identity]
        message = (
            f"{class_at(cls)} is mapped twice: its base or an earlier call maps it already; drop this one"
        )
        yield Finding(
            code=RULE.code,
            place=place,
            message=one_line(message),
            subject=cls.name,
            related=(Related(cls.place, cls.name),),
        )


RULE = Rule(
    code="SQR102",
    name="ambiguous-target",
    kind=Kind.ERROR,
    summary="a name that stands for two mapped classes, or a class that is mapped twice",
    documentation=__doc__ or "",
    check=check,
)
