"""Relationships that copy into one column without saying that they belong together.

Follows ``JoinCondition._warn_for_conflicting_sync_targets`` in SQLAlchemy's
``orm/relationships.py``; see https://sqlalche.me/e/20/qzyx.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flake8_sqla_rel.mapper.declared import DeclaredRelationship
from flake8_sqla_rel.mapper.joins import Joined
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    Conflict,
    MetaDataId,
    RelationshipId,
    Table,
    TableId,
    Unknown,
    class_name,
)
from flake8_sqla_rel.mapper.reverse import Links
from flake8_sqla_rel.mapper.visits import Lineages, Visit, found_target

# A name that extensions put into ``overlaps`` to belong to everything.
_WILDCARD = "__*"


def redefined_tables(tables: Iterable[Table]) -> Mapping[TableId, TableId]:
    """The tables that ``extend_existing`` makes one, each with the first that it is one with.

    Only of one module, where it is certain that all of them are there.
    """
    same: dict[tuple[MetaDataId | Unknown, str | Unknown, str], list[Table]] = defaultdict(list)
    for table in tables:
        if UNKNOWN not in (table.metadata, table.key) and not table.conditional:
            same[table.metadata, table.key, table.place.path].append(table)
    return {
        table.id: group[0].id
        for group in same.values()
        if any(table.redefinable is True for table in group)
        for table in group[1:]
    }


def find_conflicts(
    visits: Sequence[Visit],
    joins: Sequence[Joined],
    links: Links,
    lineages: Lineages,
    redefined: Mapping[TableId, TableId],
) -> Iterator[Conflict]:
    """The conflicts, in the order in which SQLAlchemy warns of them.

    What may be no conflict (an unknown ``overlaps``, a link that may exist) is none. ``redefined``
    are the tables that are others: see :func:`redefined_tables`.
    """
    writers: dict[ColumnRef, dict[RelationshipId, None]] = defaultdict(dict)
    for visit in _in_checking_order(visits):
        pairs = joins[visit.id].sync_pairs
        if pairs is UNKNOWN:
            continue
        for source, column in pairs:
            earlier = writers[_defined(column, redefined)]
            others = [
                other
                for other in earlier
                if other != visit.id and _conflict(visit, visits[other], links, lineages)
            ]
            if others:
                others.sort(key=lambda other: (_name(visits[other]), other))
                yield Conflict(visit.id, tuple(others), source, column)
            earlier[visit.id] = None


def _defined(column: ColumnRef, redefined: Mapping[TableId, TableId]) -> ColumnRef:
    """The column by the first definition of its table."""
    return ColumnRef(redefined[column.table], column.name) if column.table in redefined else column


def needed_overlaps(
    visits: Sequence[Visit],
    joins: Sequence[Joined],
    links: Links,
    lineages: Lineages,
    redefined: Mapping[TableId, TableId],
) -> Mapping[RelationshipId, frozenset[str]]:
    """Of each relationship with a known ``overlaps`` the names in it that are, or may be, about a conflict.

    A conflict that the other side's ``overlaps`` is about as well counts for both.
    """
    by_key: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_key[visit.declared.key].append(visit)
    found: dict[RelationshipId, frozenset[str]] = {}
    for visit in visits:
        names = visit.declared.overlaps
        if names is UNKNOWN or not names:
            continue
        found[visit.id] = frozenset(
            name
            for name in names
            if any(
                other is not visit and _may_conflict(visit, other, joins, links, lineages, redefined)
                for other in by_key[name]
            )
        )
    return found


def _may_conflict(
    one: Visit,
    other: Visit,
    joins: Sequence[Joined],
    links: Links,
    lineages: Lineages,
    redefined: Mapping[TableId, TableId],
) -> bool:
    """Whether SQLAlchemy may warn of the two if neither has an ``overlaps``."""
    columns, others = _columns(joins[one.id], redefined), _columns(joins[other.id], redefined)
    if not columns or not others or (None not in columns | others and not columns & others):
        return False
    reverse = links.reverse[one.id]
    linked = reverse is not UNKNOWN and other.id in reverse
    return not linked and not _kept_apart(one.declared, other.declared, lineages)


def _columns(joined: Joined, redefined: Mapping[TableId, TableId]) -> set[ColumnRef | None]:
    """The columns that a relationship writes, ``None`` for one that may be any."""
    if joined.sync_pairs is UNKNOWN:
        return {None}
    return {_defined(column, redefined) for _, column in joined.sync_pairs}


def _in_checking_order(visits: Sequence[Visit]) -> Iterator[Visit]:
    """A backref's relationship is configured, and so checked, in the midst of its creator."""
    for visit in visits:
        if visit.made_by is None:
            if visit.makes is not None:
                yield visits[visit.makes]
            yield visit


def _name(visit: Visit) -> str:
    return f"{class_name(visit.declared.owner)}.{visit.declared.key}"


def _conflict(later: Visit, earlier: Visit, links: Links, lineages: Lineages) -> bool:
    """Whether two relationships that write one column are certain to conflict."""
    one, other = later.declared, earlier.declared
    if one.overlaps is UNKNOWN or other.overlaps is UNKNOWN or links.may_link(later.id, earlier.id):
        return False
    if other.key in one.overlaps or one.key in other.overlaps:
        return False
    if _WILDCARD in one.overlaps or _WILDCARD in other.overlaps:
        return False
    return not _kept_apart(one, other, lineages)


def _kept_apart(one: DeclaredRelationship, other: DeclaredRelationship, lineages: Lineages) -> bool:
    """Whether inheritance keeps two from conflicting: one overrides the other, or they are of siblings."""
    if one.key == other.key and lineages.family(one.owner) == lineages.family(other.owner):
        return True
    ends = [end for end in (one.owner, found_target(one, lineages)) if end is not None]
    other_ends = [end for end in (other.owner, found_target(other, lineages)) if end is not None]
    return any(lineages.siblings(end, other_end) for end in ends for other_end in other_ends)
