"""What several rules ask about the joins of relationships."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.declared import ColumnTerm, Criterion
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    Direction,
    JoinFault,
    Model,
    Relationship,
    Unknown,
)
from flake8_sqla_rel.rules.expressions import misread


def terms(criterion: Criterion) -> Iterator[ColumnTerm]:
    """Every column in a join expression."""
    for comparison in criterion.comparisons:
        yield from comparison.left.columns
        yield from comparison.right.columns
    yield from criterion.loose


def columns(criterion: Criterion | None | Unknown) -> set[ColumnRef]:
    """The columns of a join expression; none when it is not given or unknown."""
    return {term.ref for term in terms(criterion)} if isinstance(criterion, Criterion) else set()


def equated(criterion: Criterion | None | Unknown) -> frozenset[frozenset[ColumnRef]] | None:
    """The pairs of columns that a join expression sets equal, ``None`` when it may say anything else."""
    if not isinstance(criterion, Criterion) or criterion.loose or criterion.alternatives:
        return None
    sides = [(each.left, each.right) for each in criterion.comparisons if each.op == "=="]
    if len(sides) != len(criterion.comparisons) or not all(side.plain for pair in sides for side in pair):
        return None
    return frozenset(frozenset(term.ref for side in pair for term in side.columns) for pair in sides)


def refused(model: Model, *faults: JoinFault) -> Iterator[Relationship]:
    """The relationships whose join SQLAlchemy refuses for one of these reasons.

    Those that a backref makes are among them where only their own join is refused; those are not
    of which an argument is at fault by itself.
    """
    at_fault = misread(model)
    for relationship in model.relationships:
        creator = relationship if relationship.made_by is None else model.relationships[relationship.made_by]
        problem = relationship.problem
        if problem is not None and problem.fault in faults and (creator.owner, creator.key) not in at_fault:
            yield relationship


def listed_keys(relationship: Relationship) -> tuple[ColumnRef, ...]:
    """The columns of ``foreign_keys``; none when it is not given, empty or unknown."""
    joins = relationship.joins
    given = None if joins is None else joins.foreign_keys
    return given if isinstance(given, tuple) else ()


def turned_round(model: Model, relationship: Relationship) -> tuple[tuple[ColumnRef, ColumnRef], ...]:
    """The columns that a join is told are foreign although the keys run from the others to them.

    Each with the column that refers to it; none where any of the columns is foreign by its own key.
    SQLAlchemy writes the column that it takes for foreign, here the one that is referred to.
    """
    if relationship.secondary is not None or relationship.problem is not None:
        return ()
    if relationship.pairs is UNKNOWN or relationship.direction not in (
        Direction.ONETOMANY,
        Direction.MANYTOONE,
    ):
        return ()
    # The local column comes first.
    many = relationship.direction is Direction.ONETOMANY
    found = tuple((remote, local) if many else (local, remote) for local, remote in relationship.pairs)
    said = marked_foreign(relationship) or set(listed_keys(relationship))
    if all(
        foreign in said and _refers(model, other, foreign) and not _refers(model, foreign, other)
        for foreign, other in found
    ):
        return found
    return ()


def marked_foreign(relationship: Relationship) -> set[ColumnRef]:
    """The columns of the ``primaryjoin`` around which ``foreign()`` is: beside it ``foreign_keys`` says nothing."""
    given = None if relationship.joins is None else relationship.joins.primaryjoin
    return {term.ref for term in terms(given) if term.foreign} if isinstance(given, Criterion) else set()


def either_key(relationship: Relationship) -> set[frozenset[ColumnRef]]:
    """The pairs of columns in the ``primaryjoin`` of which one is enough, as inside of ``or_()``."""
    given = None if relationship.joins is None else relationship.joins.primaryjoin
    if not isinstance(given, Criterion):
        return set()
    return {
        frozenset((each.left.columns[0].ref, each.right.columns[0].ref))
        for each in given.comparisons
        if each.alternative and each.op == "==" and each.left.plain and each.right.plain
    }


def _refers(model: Model, column: ColumnRef, referred: ColumnRef) -> bool:
    """Whether a foreign key of the column leads to the other one."""
    return any(
        element.column == column.name and element.referred == referred
        for constraint in model.tables[column.table].constraints
        for element in constraint.elements
    )


def takes_no_part(relationship: Relationship) -> bool:
    """Whether ``foreign_keys`` lists no column of the given join that SQLAlchemy refuses."""
    joins, problem = relationship.joins, relationship.problem
    if joins is None or problem is None or not listed_keys(relationship):
        return False
    half = joins.primaryjoin if problem.half == "primary" else joins.secondaryjoin
    if half is None and relationship.made_by is not None:
        return False  # The join and perhaps the list are its creator's.
    return not set(listed_keys(relationship)) & columns(half)
