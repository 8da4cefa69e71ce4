"""Both sides of a relationship have the same direction.

## What it does

Reports two relationships of which one names the other, or a relationship and its backref, where
both are many-to-one or both one-to-many. On a class that refers to itself that is usually a
`remote_side` that is missing, or on the wrong side, and the side that it is about is reported;
otherwise the two use different foreign keys, and both are.

## Why is this bad?

"Node.children and back-reference Node.parent are both of the same direction ... Did you mean to
set remote_side on the many-to-one side ?" (`ArgumentError`) is raised when the mappers are
configured, and every later use of any mapper raises it again. The message has no page of its own
on sqlalche.me.

Where only one of the two names the other, SQLAlchemy refuses them if it comes to that other one
first, which may hang on the order of the imports. If not, the two keep each other in step as if
they were a pair. That is reported as a bug.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    children: Mapped[list["Node"]] = relationship(back_populates="parent")
    parent: Mapped[Optional["Node"]] = relationship(back_populates="children")
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    children: Mapped[list["Node"]] = relationship(back_populates="parent")
    parent: Mapped[Optional["Node"]] = relationship(back_populates="children", remote_side=[id])
```

## Fix safety

The code did not run before.

## What it does not see

Joins that cannot be worked out.

## References

- <https://docs.sqlalchemy.org/en/20/orm/self_referential.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.backrefs import to_say
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.one_direction import is_refused, unfit_partner
from flake8_sqla_rel.rules.self_reference import is_named_after_key, is_turned_round, remote_side
from flake8_sqla_rel.rules.sides import anchor, is_self_referential, once, stated
from flake8_sqla_rel.rules.wording import column_text, listed, one_line, quoted, side

_WORDS = {Direction.ONETOMANY: "one-to-many", Direction.MANYTOONE: "many-to-one"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Backrefs of one direction, and pairs of one of which at least one side names the other."""
    return once(
        finding
        for relationship in model.relationships
        if (other := unfit_partner(model, relationship)) is not None
        and (finding := _finding(model, relationship, other)) is not None
    )


def _finding(model: Model, relationship: Relationship, other: Relationship) -> Finding | None:
    kind = None if is_refused(model, relationship, other) else Kind.BUG
    wrong = _wrong(model, relationship, other)
    if wrong is not None and wrong.id != relationship.id:
        if unfit_partner(model, wrong) is not None:
            return None  # Said there.
        relationship, other = wrong, relationship
    other_name = other.name if relationship.made_by is not None else side(other)
    message = f"{relationship.name} and its reverse {other_name} are both {_why(model, relationship, other)}"
    return Finding(
        code=RULE.code,
        place=_place(model, relationship),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(other.call, other.name),),
        kind=kind,
    )


def _wrong(model: Model, one: Relationship, other: Relationship) -> Relationship | None:
    """The one of two that is to change, ``None`` when that cannot be told."""
    if not _is_of_one_key(model, one, other):
        return None
    meant = _many_to_one(one, other)
    if one.direction is Direction.ONETOMANY or meant is None:
        return meant
    return other if meant is one else one


def _is_of_one_key(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether the two are of one class and by one foreign key, and ``remote_side`` alone tells them apart."""
    both = (one, other)
    if all(is_turned_round(model, each) for each in both):
        return True
    return (
        all(is_self_referential(model, each) and each.pairs is not UNKNOWN for each in both)
        and _columns(model, one) == _columns(model, other)
        and any("remote_side" in each.args for each in both)
    )


def _why(model: Model, relationship: Relationship, other: Relationship) -> str:
    """Which direction two have, why, and how to mend it at the first."""
    word = _WORDS[Direction(relationship.direction)]
    columns = _columns(model, relationship)
    if not _is_of_one_key(model, relationship, other):
        return (
            f"{word}, the one by {columns}, the other by {_columns(model, other)}; they are no pair "
            "unless both use the same foreign key"
        )
    arguments = remote_side(model, relationship)
    if stated(model, relationship) is None:
        arguments += f", back_populates={quoted(other.key)}"
    cure = to_say(model, relationship, arguments)
    if "remote_side" not in relationship.args and word == _WORDS[Direction.ONETOMANY]:
        return (
            f"{word}, because nothing says which side of {columns} is remote; on the many-to-one side {cure}"
        )
    if word == _WORDS[Direction.ONETOMANY]:
        return f"{word}, because remote_side names the foreign key {columns} itself; {cure}"
    where = "the other" if _many_to_one(relationship, other) is None else relationship.name
    return f"{word} by {columns}; remote_side belongs on the many-to-one side alone: leave it out of {where}"


def _many_to_one(one: Relationship, other: Relationship) -> Relationship | None:
    """The one of two that was meant to be many-to-one, ``None`` when that cannot be told."""
    for test in (is_named_after_key, _is_scalar):
        if test(one) != test(other):
            return one if test(one) else other
    return None


def _is_scalar(relationship: Relationship) -> bool:
    return relationship.uselist is False


def _columns(model: Model, relationship: Relationship) -> str:
    """The foreign keys of a relationship."""
    if relationship.pairs is UNKNOWN:
        return "another key"
    number = 0 if relationship.direction is Direction.MANYTOONE else 1
    return listed(dict.fromkeys(column_text(model, pair[number]) for pair in relationship.pairs))


def _place(model: Model, relationship: Relationship) -> Place:
    if relationship.made_by is not None:
        return relationship.call
    if is_turned_round(model, relationship):
        return relationship.call
    return anchor(relationship, "remote_side", "back_populates", "backref")


RULE = Rule(
    code="SQR008",
    name="same-direction-on-both-sides",
    kind=Kind.ERROR,
    summary="both sides of a relationship are many-to-one, or both one-to-many",
    documentation=__doc__ or "",
    check=check,
)
