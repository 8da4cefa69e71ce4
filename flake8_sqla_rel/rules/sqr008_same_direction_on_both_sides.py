"""Both sides of a relationship have the same direction.

## What it does

Reports two relationships that name each other, or a relationship and its backref, of which both
are many-to-one or both one-to-many. On a class that refers to itself that is usually a missing
`remote_side`, and the side that lacks it is reported; otherwise the two use different foreign
keys, and both are.

## Why is this bad?

"Node.children and back-reference Node.parent are both of the same direction ... Did you mean to
set remote_side on the many-to-one side ?" (`ArgumentError`) is raised when the mappers are
configured, and every later use of any mapper raises it again. The message has no page of its own
on sqlalche.me.

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

Joins that cannot be worked out. Where only one of the two names the other, SQLAlchemy refuses it
when the other was configured before it; across modules the source does not show that.

## References

- <https://docs.sqlalchemy.org/en/20/orm/self_referential.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.backrefs import to_say
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.one_direction import refused_partner
from flake8_sqla_rel.rules.self_reference import is_named_after_key, is_turned_round, remote_side
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import column_text, listed, one_line, side

_WORDS = {Direction.ONETOMANY: "one-to-many", Direction.MANYTOONE: "many-to-one"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Pairs that name each other, and backrefs, of one direction."""
    return once(
        finding
        for relationship in model.relationships
        if (other := refused_partner(model, relationship)) is not None
        and (finding := _finding(model, relationship, other)) is not None
    )


def _finding(model: Model, relationship: Relationship, other: Relationship) -> Finding | None:
    both = (relationship, other)
    if all(is_turned_round(model, each) for each in both):
        meant = _many_to_one(relationship, other)
        if meant is not None and meant.id != relationship.id:
            if refused_partner(model, meant) is not None:
                return None  # Said there.
            relationship, other = meant, relationship
        other_name = other.name if relationship.made_by is not None else side(other)
        message = (
            f"{relationship.name} and its reverse {other_name} are both one-to-many, because nothing says "
            f"which side of {_columns(model, relationship)} is remote; on the many-to-one side "
            f"{to_say(model, relationship, remote_side(model, relationship))}"
        )
    else:
        word = _WORDS[Direction(relationship.direction)]
        message = (
            f"{relationship.name} and its reverse {side(other)} are both {word}, the one by "
            f"{_columns(model, relationship)}, the other by {_columns(model, other)}; they are no pair "
            "unless both use the same foreign key"
        )
    return Finding(
        code=RULE.code,
        place=_place(model, relationship),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(other.call, other.name),),
    )


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
