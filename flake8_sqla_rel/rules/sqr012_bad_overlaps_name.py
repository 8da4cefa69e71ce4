"""A name in overlaps is the name of no relationship.

## What it does

Reports a name in `overlaps` that no relationship of the classes concerned has: those at both ends,
their relatives, the class of a `secondary` table, and the classes at the ends of every
relationship that writes the same columns. Names that are not separated by commas, or are written
with their class, are such names. A list in the place of the text is an error.

## Why is this bad?

`overlaps` holds bare attribute names with commas between them. SQLAlchemy does not look any of
them up: a misspelt name silences nothing, and the warning "relationship X will copy column Q to
column P, which conflicts with relationship(s): Y" (sqlalche.me/e/20/qzyx) comes as if it were not
there. Of a list "expected string or bytes-like object, got 'list'" (`TypeError`) is raised.

## Versions

SQLAlchemy 1.4 and later, 1.4, 2.0 and 2.1 alike.

## Example

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
    parent: Mapped["Parent"] = relationship(overlaps="childrens")
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
    parent: Mapped["Parent"] = relationship(overlaps="children")
```

## Fix safety

`overlaps` does nothing but silence the warning.

## What it does not see

A name that belongs to a relationship which does not conflict: SQR915 is about those. Relationships
whose target, joins or classes are not all known, and names that a relationship with unknown joins
has.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.overlaps>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.overlaps import NO_NAMES, Index, concerned, index_of, keys, writers
from flake8_sqla_rel.rules.sides import anchor, declared, once, target_class
from flake8_sqla_rel.rules.wording import listed, nearest, one_line, quoted, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared ``overlaps`` with such a name."""
    stated = [
        relationship
        for relationship in declared(model)
        if relationship.overlaps is not UNKNOWN
        and relationship.overlaps - NO_NAMES
        and relationship.viewonly is False
        and "overlaps" in relationship.args
    ]
    yield from once(
        _no_text(relationship, place)
        for relationship in declared(model)
        for place in _given_as_list(relationship)
    )
    if not stated:
        return
    index = index_of(model)
    yield from once(
        finding for relationship in stated if (finding := _finding(model, relationship, index)) is not None
    )


def _given_as_list(relationship: Relationship) -> Iterator[Place]:
    given = relationship.args.get("overlaps")
    if given is not None and given.form == "display":
        yield given.place


def _no_text(relationship: Relationship, place: Place) -> Finding:
    message = f'{relationship.name}: overlaps is text with commas between the names, "a,b", and no list'
    return Finding(RULE.code, place, one_line(message), relationship.name, kind=Kind.ERROR)


def _finding(model: Model, relationship: Relationship, index: Index) -> Finding | None:
    target = target_class(model, relationship)
    if target is None or relationship.sync_pairs is UNKNOWN or relationship.overlaps is UNKNOWN:
        return None
    if relationship.secondary is UNKNOWN or index.names_untold:
        return None
    classes = concerned(model, relationship, index)
    if any(model.classes[cls].open for cls in classes):
        return None
    known = keys(model, classes)
    wrong = sorted(relationship.overlaps - known - index.untold - NO_NAMES)
    if not wrong:
        return None
    which = listed(quoted(name) for name in wrong)
    be = "is" if len(wrong) == 1 else "are"
    message = (
        f"{relationship.name}: {which} in overlaps {be} the name of no relationship that could conflict; "
        f"{_cure(relationship, wrong, known)}"
    )
    others = {other.id: other for other in writers(relationship, index) if other.id != relationship.id}
    if others:
        message += f" (the same columns are written by {listed(map(side, others.values()))})"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "overlaps"),
        message=one_line(message),
        subject=relationship.name,
        related=tuple(Related(other.call, other.name) for other in others.values()),
    )


def _cure(relationship: Relationship, wrong: list[str], known: set[str]) -> str:
    parts = [part for name in wrong for part in name.replace(".", " ").split()]
    meant = [part for part in parts if part in known]
    if len(parts) > len(wrong) and meant:
        apart = " with commas between them" if len(meant) > 1 else ""
        return f"write {quoted(','.join(meant))}, bare names{apart}"
    near = [found for name in wrong if (found := nearest(name, known - {relationship.key})) is not None]
    if near:
        return f"did you mean {listed(map(quoted, near))}?"
    return "take it out"


RULE = Rule(
    code="SQR012",
    name="bad-overlaps-name",
    kind=Kind.STYLE,
    summary="a name in overlaps is the name of no relationship that could conflict",
    documentation=__doc__ or "",
    check=check,
)
