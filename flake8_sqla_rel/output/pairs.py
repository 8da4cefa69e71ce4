"""The relationships two by two: each with its reverse, and how the two are tied."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flake8_sqla_rel.finding import Finding, Place
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Backref,
    ColumnRef,
    Direction,
    Model,
    Relationship,
    RelationshipId,
)
from flake8_sqla_rel.rules.one_direction import unfit_partner
from flake8_sqla_rel.rules.sides import mirrored, points_to, stated, target_class


class State(enum.Enum):
    """How the two sides of a pair are tied; the text is for readers."""

    LINKED = "linked"
    BACKREF = "backref"
    ASYMMETRIC = "asymmetric"
    UNLINKED = "not linked"
    ONE_SIDED = "one-sided"
    VIEW_ONLY = "view only"
    REFUSED = "refused"
    UNKNOWN = "unknown"


MEANING: Mapping[State, str] = {
    State.LINKED: "each side names the other with back_populates",
    State.BACKREF: "one side makes the other with backref",
    State.ASYMMETRIC: "one side names a reverse that does not name it, or that is not there",
    State.UNLINKED: "both sides are there and join the same columns, but neither names the other",
    State.ONE_SIDED: "nothing leads back",
    State.VIEW_ONLY: "nothing leads back, and it writes nothing",
    State.REFUSED: "SQLAlchemy cannot configure it: the target, the join or the direction of a side is at fault",
    State.UNKNOWN: "the text does not tell",
}


class End(enum.Enum):
    """How many objects an end of a relationship stands for."""

    ONE = "1"
    OPTIONAL = "0..1"
    MANY = "n"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Pair:
    """A relationship and its reverse, ``None`` where none is known.

    ``here`` is how many objects of the class of ``side`` belong to one of the other class,
    ``there`` how many of the other class to one of this. ``codes`` are the findings on its sides.
    """

    side: Relationship
    reverse: Relationship | None
    state: State
    here: End
    there: End
    codes: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[Relationship, ...]:
        """The one or two relationships."""
        return (self.side,) if self.reverse is None else (self.side, self.reverse)

    @property
    def kind(self) -> str:
        """``one-to-many`` and so on, seen from ``side``; ``unknown`` when an end is."""
        words = {End.ONE: "one", End.OPTIONAL: "one", End.MANY: "many"}
        if self.here not in words or self.there not in words:
            return "unknown"
        return f"{words[self.here]}-to-{words[self.there]}"


def pairs(model: Model, codes: Mapping[RelationshipId, tuple[str, ...]]) -> Iterator[Pair]:
    """Every relationship with its reverse, each pair once, in the order of configuration.

    A relationship that several others name comes with the one that it names itself; the
    others come with it as pairs of their own. ``codes`` are the findings: see :func:`faults`.
    """
    told: set[RelationshipId] = set()
    for relationship in model.relationships:
        if relationship.id in told:
            continue
        state, reverse = _tie(model, relationship, told)
        told.add(relationship.id)
        came = state is State.ASYMMETRIC and reverse is not None and reverse.id in told
        if came and stated(model, relationship) is None:
            continue  # Those that name it brought it along.
        if reverse is not None and (state is not State.ASYMMETRIC or reverse.reverse == (relationship.id,)):
            told.add(reverse.id)
        found = Pair(
            relationship, reverse, state, _end_here(model, relationship, reverse), _end(model, relationship)
        )
        said = {code for side in found.sides for code in codes.get(side.id, ())}
        yield replace(found, codes=tuple(sorted(said)))


def faults(model: Model, findings: Iterable[Finding]) -> dict[RelationshipId, tuple[str, ...]]:
    """The codes of the findings that sit on each relationship's call, its arguments or its annotation."""
    at: dict[Place, list[RelationshipId]] = {}
    for relationship in model.relationships:
        for place in _places(relationship):
            at.setdefault(place, []).append(relationship.id)
    found: dict[RelationshipId, dict[str, None]] = {}
    for finding in findings:
        for number in at.get(finding.place, ()):
            found.setdefault(number, {})[finding.code] = None
    return {number: tuple(sorted(codes)) for number, codes in found.items()}


def _places(relationship: Relationship) -> set[Place]:
    found = {relationship.call, relationship.target.place}
    found |= {argument.place for argument in relationship.args.values()}
    if relationship.annotation is not None:
        found.add(relationship.annotation.place)
    if isinstance(relationship.backref, Backref):
        # What is wrong in backref(...) concerns both; the keyword itself is among the arguments.
        found |= {argument.place for argument in relationship.backref.args.values()}
    return found


def _tie(
    model: Model, relationship: Relationship, told: set[RelationshipId]
) -> tuple[State, Relationship | None]:
    made = relationship.makes if relationship.makes is not None else relationship.made_by
    if relationship.target.state == "unknown":
        return State.UNKNOWN, None
    if relationship.target.state != "found" or relationship.problem is not None:
        return State.REFUSED, None if made is None else model.relationships[made]
    if made is not None:
        return State.BACKREF, model.relationships[made]
    name = stated(model, relationship)
    if relationship.reverse is UNKNOWN or name is UNKNOWN:
        return State.UNKNOWN, None
    linked = [model.relationships[number] for number in relationship.reverse]
    for other in linked:
        if stated(model, other) == relationship.key and name == other.key:
            return _both_named(model, relationship, other), other
    if linked:
        return State.ASYMMETRIC, linked[0]
    if name is not None:
        return State.ASYMMETRIC, None
    return _untied(model, relationship, told)


def _both_named(model: Model, one: Relationship, other: Relationship) -> State:
    """What two that name each other are: SQLAlchemy still has to take each for the other's reverse."""
    if other.problem is not None or unfit_partner(model, one) is not None:
        return State.REFUSED
    if other.target.state == "found" and not points_to(model, other, one.owner):
        return State.REFUSED
    return State.LINKED if other.target.state in ("found", "unknown") else State.REFUSED


def _untied(
    model: Model, relationship: Relationship, told: set[RelationshipId]
) -> tuple[State, Relationship | None]:
    """What is opposite to a relationship that no ``back_populates`` and no backref ties to another."""
    target = target_class(model, relationship)
    opposite = [
        other
        for other in model.relationships
        if target is not None
        and other.id != relationship.id
        and other.reverse == ()
        and model.classes[other.owner].root == target.root
        and points_to(model, other, relationship.owner)
        and mirrored(relationship, other) is not False
    ]
    sure = [
        other
        for other in opposite
        if mirrored(relationship, other) is True and stated(model, other) is None and other.id not in told
    ]
    if sure:
        return State.UNLINKED, sure[0]
    if relationship.viewonly is not False:
        return (State.UNKNOWN if relationship.viewonly is UNKNOWN else State.VIEW_ONLY), None
    unsure = any(mirrored(relationship, other) is UNKNOWN for other in opposite)
    return (State.UNKNOWN if unsure else State.ONE_SIDED), None


def _end(model: Model, relationship: Relationship) -> End:
    """How many objects the attribute holds."""
    if relationship.uselist is UNKNOWN or relationship.direction is UNKNOWN:
        return End.UNKNOWN
    if relationship.uselist:
        return End.MANY
    if relationship.direction is Direction.MANYTOONE and _is_required(model, _columns(relationship, 0)):
        return End.ONE
    return End.OPTIONAL


def _is_required(model: Model, columns: Iterable[ColumnRef]) -> bool:
    """Whether every one of the columns is certain to be NOT NULL; false for none at all."""
    found = [model.tables[ref.table].column(ref.name) for ref in columns]
    return bool(found) and all(column is not None and column.nullable is False for column in found)


def _end_here(model: Model, relationship: Relationship, reverse: Relationship | None) -> End:
    """How many objects of the own class one of the other side belongs to."""
    if reverse is not None:
        return _end(model, reverse)
    if relationship.direction is UNKNOWN:
        return End.UNKNOWN
    if relationship.direction is Direction.MANYTOMANY:
        return End.MANY
    if relationship.direction is Direction.ONETOMANY:
        return End.ONE if _is_required(model, _columns(relationship, 1)) else End.OPTIONAL
    return End.OPTIONAL if _is_unique(model, relationship) else End.MANY


def _is_unique(model: Model, relationship: Relationship) -> bool:
    """Whether the columns of a many-to-one are unique in their table."""
    local = _columns(relationship, 0)
    if not local:
        return False
    table = model.tables[local[0].table]
    names = frozenset(column.name for column in local)
    return names in table.unique or names == table.primary_key


def _columns(relationship: Relationship, end: int) -> list[ColumnRef]:
    """The local (0) or remote (1) columns of the join, none when they are unknown."""
    return [] if relationship.pairs is UNKNOWN else [pair[end] for pair in relationship.pairs]
