"""The foreign key constraint along which two selectables are joined.

Follows ``Join._join_condition`` and its two helpers in SQLAlchemy's ``sql/selectable.py``.
The own table of the left side is tried first, its whole persist set afterwards. Keys of both
directions count. A reference that cannot be told may be one more key, so it leaves a
conclusion standing only when one more key would too. A table that may have columns which the
text does not show keeps the search from concluding that there is no key; a key that was found
stands, since a second, unseen one between the same two tables would be an error that
``foreign_keys`` has to settle, and then it does.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    ForeignKeyConstraint,
    ForeignKeyElement,
    JoinFault,
    JoinProblem,
    Pairs,
    Table,
    TableId,
    Unknown,
)
from flake8_sqla_rel.mapper.selectables import Selectable, Tables


class Path(NamedTuple):
    """A constraint that joins the two sides, as (referred column, referring column) pairs.

    ``exact`` is false when a referred column is only known by its table: the referring
    columns can be relied on, the referred ones cannot.
    """

    table: TableId
    constraint: ForeignKeyConstraint
    pairs: Pairs
    exact: bool

    @property
    def columns(self) -> frozenset[ColumnRef]:
        """All referring columns of the constraint, whether they are in ``pairs`` or not."""
        return frozenset(ColumnRef(self.table, element.column) for element in self.constraint.elements)

    def same_as(self, other: Path) -> bool | Unknown:
        """Whether both lead to the same pairs of columns."""
        if {local for _, local in self.pairs} != {local for _, local in other.pairs}:
            return False
        if self.exact and other.exact:
            return set(self.pairs) == set(other.pairs)
        return UNKNOWN


@dataclass
class _Scan:
    """What one pass over the constraints between two sets of tables has found.

    ``maybe``: a constraint may be one more path, or stop the search.
    """

    paths: dict[tuple[TableId, int], Path] = field(default_factory=dict)
    unresolved: dict[tuple[TableId, int], tuple[TableId, ForeignKeyConstraint]] = field(default_factory=dict)
    maybe: bool = False


class _Reach(enum.Enum):
    """How a reference relates to a set of tables when it is not simply inside or outside."""

    OUTSIDE = "outside"
    UNRESOLVED = "unresolved"
    MAYBE = "maybe"


def find_path(
    left: Selectable,
    right: Selectable,
    foreign_keys: Sequence[ColumnRef],
    tables: Tables,
) -> Path | JoinProblem | Unknown:
    """The one constraint that joins ``left`` and ``right``.

    ``foreign_keys`` are the columns to which the search is limited, none for no limit.
    Returns the problem when SQLAlchemy would raise, ``UNKNOWN`` when that cannot be told.
    """
    limit = frozenset(foreign_keys)
    for side in (_own(left), left):
        scan = _scan(side, right, limit, tables)
        if scan.unresolved:
            return JoinProblem(JoinFault.UNRESOLVED_FOREIGN_KEY, tuple(scan.unresolved.values()))
        paths = tuple(scan.paths.values())
        if paths:
            return _choose(paths, limit, scan.maybe)
        if scan.maybe or _may_have_more((*side.tables, *right.tables), limit, tables):
            return UNKNOWN
    return JoinProblem(JoinFault.NO_FOREIGN_KEY)


def _own(selectable: Selectable) -> Selectable:
    return Selectable(selectable.local, selectable.local)


def _choose(
    paths: tuple[Path, ...], limit: frozenset[ColumnRef], maybe: bool
) -> Path | JoinProblem | Unknown:
    """The path to take, of one or more found; ``maybe``: a known constraint may be one more."""
    if len(paths) == 1 and not maybe:
        return paths[0]
    full = tuple(path for path in paths if path.columns == limit)
    # With several to choose from, SQLAlchemy drops those that are not exactly ``foreign_keys``.
    kept = full if limit else paths
    same = [path.same_as(other) for path in kept for other in kept if path is not other]
    if any(answer is False for answer in same):
        return _ambiguous(kept)
    if maybe or any(answer is UNKNOWN for answer in same):
        return UNKNOWN
    return kept[0] if kept else _ambiguous(paths)


def _ambiguous(paths: Iterable[Path]) -> JoinProblem:
    return JoinProblem(JoinFault.AMBIGUOUS, tuple((path.table, path.constraint) for path in paths))


def _may_have_more(tables: Iterable[TableId], limit: frozenset[ColumnRef], index: Tables) -> bool:
    """Whether constraints may exist that the text does not show, on the columns that count."""
    asked = {column.table for column in limit} if limit else None
    return any(not index[table].complete for table in tables if asked is None or table in asked)


def _scan(left: Selectable, right: Selectable, limit: frozenset[ColumnRef], tables: Tables) -> _Scan:
    found = _Scan()
    for sources, targets in ((right, left), (left, right)):
        for table, number, constraint in tables.constraints(sources.tables):
            local = {ColumnRef(table.id, element.column) for element in constraint.elements}
            if not local <= sources.unseen:
                _add(found, (table.id, number), table, constraint, targets.tables, limit, tables)
    return found


def _add(
    found: _Scan,
    key: tuple[TableId, int],
    table: Table,
    constraint: ForeignKeyConstraint,
    targets: tuple[TableId, ...],
    limit: frozenset[ColumnRef],
    tables: Tables,
) -> None:
    """Enter one constraint into what the pass has found, if it leads to the targets."""
    pairs: dict[tuple[ColumnRef, ColumnRef], None] = {}
    unsure: list[ColumnRef] = []
    exact = True
    for element in constraint.elements:
        local = ColumnRef(table.id, element.column)
        if limit and local not in limit:
            continue
        reached = _reach(element, table, targets, tables)
        if isinstance(reached, ColumnRef):
            pairs[reached, local] = None
            exact = exact and element.referred is not UNKNOWN
        elif reached is _Reach.UNRESOLVED:
            found.unresolved[key] = (table.id, constraint)
        elif reached is _Reach.MAYBE:
            unsure.append(local)
    if pairs:
        # All elements of a constraint refer to one table.
        referred = next(iter(pairs))[0].table
        pairs.update(((ColumnRef(referred, ""), local), None) for local in unsure)
        # Overlapping sides meet a constraint in both directions.
        before = found.paths.get(key)
        merged = tuple(dict.fromkeys((*(before.pairs if before else ()), *pairs)))
        found.paths[key] = Path(table.id, constraint, merged, exact and not unsure)
    elif unsure:
        found.maybe = True


def _reach(
    element: ForeignKeyElement, table: Table, targets: tuple[TableId, ...], tables: Tables
) -> ColumnRef | _Reach:
    """The column of the target tables that the element refers to, or why there is none."""
    if isinstance(element.referred, ColumnRef):
        return element.referred if element.referred.table in targets else _Reach.OUTSIDE
    if element.referred_table is None:
        return _Reach.MAYBE
    if element.referred is None:
        return _failing(element.referred_table, table, targets, tables)
    for target in targets:
        candidate = tables[target]
        if candidate.key is UNKNOWN:
            return _Reach.MAYBE
        if candidate.key == element.referred_table and _one_metadata(table, candidate):
            return ColumnRef(target, element.referred_column or "")
    return _Reach.OUTSIDE


def _one_metadata(table: Table, other: Table) -> bool:
    return table.metadata is UNKNOWN or other.metadata is UNKNOWN or table.metadata == other.metadata


def _failing(referred_table: str, table: Table, targets: tuple[TableId, ...], tables: Tables) -> _Reach:
    """Whether a reference to nothing stops the search.

    SQLAlchemy passes over it unless the name in its error, which is the bare name of a table
    that lacks the column but the whole key of one that is missing, is that of a target.
    """
    asked = tables.names(referred_table, table.metadata) or (referred_table,)
    names = [tables[target].name for target in targets]
    if any(name in asked for name in names if name is not UNKNOWN):
        return _Reach.UNRESOLVED
    if UNKNOWN in asked or UNKNOWN in names:
        return _Reach.MAYBE
    return _Reach.OUTSIDE
