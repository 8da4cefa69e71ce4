"""The join of one relationship: its direction, its pairs, or why SQLAlchemy refuses it.

Follows ``JoinCondition.__init__`` in SQLAlchemy's ``orm/relationships.py``: find the joins,
mark foreign, remote and local columns, check that something can be written, decide the
direction, check that the pairs have two sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias

from flake8_sqla_rel.mapper import expressions, marks
from flake8_sqla_rel.mapper.declared import Criterion, JoinArguments
from flake8_sqla_rel.mapper.expressions import Join, Term
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    Direction,
    JoinFault,
    JoinProblem,
    Pairs,
    TableId,
    Unknown,
)
from flake8_sqla_rel.mapper.paths import Path, find_path
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.selectables import Selectable, Tables, of_table

Half: TypeAlias = Literal["primary", "secondary"]


@record()
class JoinInput:
    """What a join is worked out from.

    ``primaryjoin`` and ``secondaryjoin`` are ``None`` when not given. ``exact`` is false when
    the given ones are a backref's that name columns which are only known by their tables.
    ``same_mapper``: parent and target are one class.
    """

    parent: Selectable
    target: Selectable
    secondary: TableId | None
    primaryjoin: Join | None | Unknown
    secondaryjoin: Join | None | Unknown
    foreign_keys: tuple[ColumnRef, ...] | None | Unknown
    remote_side: tuple[ColumnRef, ...] | None | Unknown
    viewonly: bool | Unknown
    same_mapper: bool
    exact: bool = True

    def maps(self, column: ColumnRef) -> bool:
        """Whether the column is in a table of either side or in the secondary one."""
        return column.table == self.secondary or self.parent.has(column) or self.target.has(column)


@record()
class Joined:
    """A join worked out; ``UNKNOWN`` what is not decided or comes after the ``problem``.

    ``primaryjoin`` and ``secondaryjoin`` are the expressions with their marks, ``None`` where
    unknown; ``sided`` tells that local and remote are among those marks. ``own_foreign`` and
    ``own_remote`` tell that the given primaryjoin already had such marks. ``exact``: see
    :class:`JoinInput`; what rests on an inexact column is ``UNKNOWN`` already.
    """

    direction: Direction | Unknown = UNKNOWN
    pairs: Pairs | Unknown = UNKNOWN
    sync_pairs: Pairs | Unknown = UNKNOWN
    problem: JoinProblem | None = None
    primaryjoin: Join | None = None
    secondaryjoin: Join | None = None
    sided: bool = False
    own_foreign: bool = False
    own_remote: bool = False
    exact: bool = True


class _Halves(NamedTuple):
    """The primary join and, with a secondary table, the secondary one."""

    primary: Join
    secondary: Join | None
    exact: bool

    def each(self) -> Iterator[tuple[Half, Join]]:
        yield "primary", self.primary
        if self.secondary is not None:
            yield "secondary", self.secondary


def written(criterion: Criterion | None | Unknown) -> Join | None | Unknown:
    """An explicit join as an expression; not given and unknown stay what they are."""
    return expressions.of_criterion(criterion) if isinstance(criterion, Criterion) else criterion


def work_out(given: JoinInput, tables: Tables) -> Joined:
    """The join of a relationship whose parent and target are known."""
    if given.secondary is None and given.secondaryjoin is not None:
        return Joined()  # Refused, but not for what the tables are.
    undecided = Joined(direction=UNKNOWN if given.secondary is None else Direction.MANYTOMANY)
    found = _find_halves(given, tables)
    if isinstance(found, JoinProblem):
        return Joined(problem=found)
    if found is UNKNOWN:
        return undecided
    foreign = _mark_foreign(found, given, tables)
    if isinstance(foreign, JoinProblem):
        return Joined(problem=foreign) if found.exact else undecided
    if foreign is UNKNOWN:
        return undecided
    own_remote = any(term.remote for term in found.primary.terms())
    sided = _mark_sides(foreign, given, own_remote)
    joined = _conclude(foreign, sided, given)
    if not found.exact:
        joined = undecided if joined.problem else replace(joined, pairs=UNKNOWN, sync_pairs=UNKNOWN)
    known = foreign if sided is UNKNOWN else sided
    return replace(
        joined,
        primaryjoin=known.primary,
        secondaryjoin=known.secondary,
        sided=sided is not UNKNOWN,
        own_foreign=any(term.foreign for term in found.primary.terms()),
        own_remote=own_remote,
        exact=found.exact,
    )


def _find_halves(given: JoinInput, tables: Tables) -> _Halves | JoinProblem | Unknown:
    """The joins given or, where none is, along the foreign keys: the secondary one first."""
    second: Join | None | Unknown = None
    exact = given.exact
    if given.secondary is not None:
        found = _find_join(given.secondaryjoin, given.target, of_table(given.secondary), given, tables)
        if isinstance(found, JoinProblem):
            return replace(found, half="secondary")
        second, exact = (found[0], exact and found[1]) if found is not UNKNOWN else (UNKNOWN, exact)
    other = given.target if given.secondary is None else of_table(given.secondary)
    found = _find_join(given.primaryjoin, given.parent, other, given, tables)
    if isinstance(found, JoinProblem):
        return found
    if found is UNKNOWN or second is UNKNOWN:
        return UNKNOWN
    return _Halves(found[0], second, exact and found[1])


def _find_join(
    explicit: Join | None | Unknown, left: Selectable, right: Selectable, given: JoinInput, tables: Tables
) -> tuple[Join, bool] | JoinProblem | Unknown:
    """One half, and whether its columns are exact."""
    if explicit is not None:
        return explicit if explicit is UNKNOWN else (explicit, True)
    if given.foreign_keys is UNKNOWN:
        return UNKNOWN
    path = find_path(left, right, given.foreign_keys or (), tables)
    return (expressions.of_path(path), path.exact) if isinstance(path, Path) else path


def _mark_foreign(halves: _Halves, given: JoinInput, tables: Tables) -> _Halves | JoinProblem | Unknown:
    if any(term.foreign for term in halves.primary.terms()):
        return halves
    if given.foreign_keys is UNKNOWN:
        return UNKNOWN
    marked: dict[Half, Join] = {}
    for half, join in halves.each():
        if given.foreign_keys:
            marked[half] = marks.mark_listed_foreign(join, given.foreign_keys)
            continue
        present = marks.mark_present_foreign(join, given.secondary, tables)
        if isinstance(present, JoinProblem):
            return replace(present, half=half)
        if present is UNKNOWN:
            return UNKNOWN
        marked[half] = present
    return halves._replace(primary=marked["primary"], secondary=marked.get("secondary"))


def _mark_sides(halves: _Halves, given: JoinInput, own_remote: bool) -> _Halves | Unknown:
    """With remote and local marks; ``UNKNOWN`` when the remote ones are."""
    primary, secondary = halves.primary, halves.secondary
    if not own_remote and given.secondary is not None:
        primary = marks.mark_remote_secondary(primary, given.secondary)
        if secondary is not None:
            secondary = marks.mark_remote_secondary(secondary, given.secondary)
    elif not own_remote:
        if given.remote_side is UNKNOWN:
            return UNKNOWN
        sided = marks.mark_remote(
            primary, given.parent, given.target, given.remote_side or (), given.same_mapper
        )
        if sided is UNKNOWN:
            return UNKNOWN
        primary = sided
    return halves._replace(primary=marks.mark_local(primary, given.parent), secondary=secondary)


def _conclude(foreign: _Halves, sided: _Halves | Unknown, given: JoinInput) -> Joined:
    """Pairs and direction, with the checks in SQLAlchemy's order."""
    written_pairs: dict[tuple[ColumnRef, ColumnRef], None] = {}
    for half, join in foreign.each():
        pairs = expressions.sync_pairs(join, given.maps)
        if _is_unwritable(join, pairs, given.viewonly):
            return Joined(problem=JoinProblem(JoinFault.NO_WRITABLE_PAIR, half=half))
        written_pairs.update(dict.fromkeys(pairs))
    direction = _direction(foreign, sided, given)
    if isinstance(direction, JoinProblem):
        return Joined(problem=direction)
    if direction is UNKNOWN and sided is not UNKNOWN:
        # It may be that it cannot be decided, which is said before anything else.
        return Joined()
    local_remote: Pairs | Unknown = UNKNOWN
    if sided is not UNKNOWN:
        local_remote = tuple(
            dict.fromkeys(
                pair for _, join in sided.each() for pair in expressions.local_remote_pairs(join, given.maps)
            )
        )
        if not local_remote:
            return Joined(problem=JoinProblem(JoinFault.NO_LOCAL_REMOTE_PAIR))
    synced: Pairs | Unknown = UNKNOWN
    if given.viewonly is not UNKNOWN:
        synced = () if given.viewonly else tuple(written_pairs)
    return Joined(direction=direction, pairs=local_remote, sync_pairs=synced)


def _is_unwritable(join: Join, pairs: Pairs, viewonly: bool | Unknown) -> bool:
    """Whether one half is certain to be refused: nothing foreign, or nothing to write."""
    if not any(term.foreign for term in join.terms()):
        return True
    return not pairs and viewonly is False


def _direction(
    foreign: _Halves, sided: _Halves | Unknown, given: JoinInput
) -> Direction | JoinProblem | Unknown:
    if given.secondary is not None:
        return Direction.MANYTOMANY
    columns = {term.ref for term in foreign.primary.terms() if term.foreign}
    in_target = any(given.target.has(column) for column in columns)
    in_parent = any(given.parent.has(column) for column in columns)
    if in_target and in_parent:
        return UNKNOWN if sided is UNKNOWN else _self_referential_direction(sided.primary)
    if in_target:
        return Direction.ONETOMANY
    if in_parent:
        return Direction.MANYTOONE
    return JoinProblem(JoinFault.UNDECIDABLE)


def _self_referential_direction(join: Join) -> Direction | JoinProblem | Unknown:
    """By the marks of the foreign columns: remote ones say one-to-many, others many-to-one."""
    if _order_decides(join):
        return UNKNOWN
    to_many = {term.ref for term in join.terms() if term.foreign and term.remote}
    to_one = {ref for ref, term in _first_foreign(join).items() if not term.remote}
    if to_many and to_one:
        remote = {term.ref for term in join.terms() if term.remote}
        local = {term.ref for term in join.terms() if term.local}
        to_many -= remote & local
        to_one -= remote & local
    if to_many and not to_one:
        return Direction.ONETOMANY
    if to_one and not to_many:
        return Direction.MANYTOONE
    return JoinProblem(JoinFault.UNDECIDABLE)


def _order_decides(join: Join) -> bool:
    """Whether a column has other marks inside of a function and outside of any comparison.

    Which of them counts depends on how deep they are, which is not kept.
    """
    operands = [operand for binary in join.binaries for operand in (binary.left, binary.right)]
    plain = {term.ref for operand in operands if operand.plain for term in operand.terms}
    inside = {
        (term.ref, term.remote)
        for operand in operands
        if not operand.plain
        for term in operand.terms
        if term.foreign
    }
    return any(
        term.foreign and term.ref not in plain and (term.ref, not term.remote) in inside
        for term in join.loose
    )


def _first_foreign(join: Join) -> dict[ColumnRef, Term]:
    """The foreign columns, each as it occurs first.

    SQLAlchemy collects them into a set, where a column of other marks is no second one, in
    the order of a breadth-first walk: plain sides before what is inside of functions.
    """
    operands = [operand for binary in join.binaries for operand in (binary.left, binary.right)]
    operands.sort(key=lambda operand: not operand.plain)
    found: dict[ColumnRef, Term] = {}
    for term in (*(term for operand in operands for term in operand.terms), *join.loose):
        if term.foreign:
            found.setdefault(term.ref, term)
    return found


def backref_joins(
    joined: Joined, given: JoinArguments
) -> tuple[Join | None | Unknown, Join | None | Unknown]:
    """The primaryjoin and secondaryjoin of the relationship that a backref makes.

    ``joined`` is the join of its creator, ``given`` are the arguments of ``backref()``,
    which come first. The joins of a many-to-many change places; any other join keeps the
    foreign marks that were written, and the written remote ones turned round.
    """
    first: Join | None | Unknown
    second: Join | None | Unknown = None
    if joined.primaryjoin is None:
        first = UNKNOWN
        second = UNKNOWN if joined.direction is Direction.MANYTOMANY else None
    elif joined.secondaryjoin is not None:
        first = marks.without_sides(joined.secondaryjoin)
        second = marks.without_sides(joined.primaryjoin)
    elif joined.own_remote:
        first = marks.turned_round(joined.primaryjoin)
    elif joined.own_foreign:
        first = marks.without_sides(joined.primaryjoin)
    else:
        first = marks.without_marks(joined.primaryjoin)
    return (
        first if given.primaryjoin is None else written(given.primaryjoin),
        second if given.secondaryjoin is None else written(given.secondaryjoin),
    )
