"""Configuring: from relationships as declared to relationships as SQLAlchemy makes them.

The counterpart of ``RelationshipProperty.do_init`` in SQLAlchemy's ``orm/relationships.py``
for all relationships of a project. Where SQLAlchemy would stop at the first error, the rest
is configured as if the refused relationship were not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from flake8_sqla_rel.mapper import joins, selectables
from flake8_sqla_rel.mapper.conflicts import find_conflicts, needed_overlaps, redefined_tables
from flake8_sqla_rel.mapper.declared import DeclaredBackref, DeclaredRelationship
from flake8_sqla_rel.mapper.joins import Joined, JoinInput
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Backref,
    ClassId,
    Conflict,
    Direction,
    MappedClass,
    Relationship,
    RelationshipId,
    Table,
    Unknown,
)
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.reverse import link
from flake8_sqla_rel.mapper.selectables import Selectable, Tables
from flake8_sqla_rel.mapper.visits import Lineages, Visit, found_target, visits


@record()
class Configured:
    """All relationships in visit order, and the conflicts in the order of SQLAlchemy's warnings.

    ``needed_overlaps`` are of each relationship with a known ``overlaps`` the names in it that are,
    or may be, about a conflict.
    """

    relationships: tuple[Relationship, ...]
    conflicts: tuple[Conflict, ...]
    needed_overlaps: Mapping[RelationshipId, frozenset[str]]


def configure(
    declared: Sequence[DeclaredRelationship],
    classes: Mapping[ClassId, MappedClass],
    tables: Sequence[Table],
    sqlalchemy: tuple[int, int] = (2, 0),
) -> Configured:
    """Configure the relationships, which are in visit order; a table's id is its index.

    Never raises. ``sqlalchemy`` is the version that the project runs on; 1.4, 2.0 and 2.1
    agree on everything that is decided here.
    """
    lineages = Lineages(classes)
    order = visits(declared, lineages)
    worked_out = _Joining(order, lineages, Tables(tables)).all()
    links = link(order, lineages)
    redefined = redefined_tables(tables)
    return Configured(
        tuple(
            _relationship(visit, joined, reverse)
            for visit, joined, reverse in zip(order, worked_out, links.reverse, strict=True)
        ),
        tuple(dict.fromkeys(find_conflicts(order, worked_out, links, lineages, redefined))),
        needed_overlaps(order, worked_out, links, lineages, redefined),
    )


class _Joining:
    """Works out the joins one after the other, a backref's from that of its creator."""

    def __init__(self, order: Sequence[Visit], lineages: Lineages, tables: Tables) -> None:
        self._order = order
        self._lineages = lineages
        self._tables = tables
        self._selectable = cache(lambda cls: selectables.of_class(cls, lineages.classes))

    def all(self) -> list[Joined]:
        found: list[Joined] = []
        for visit in self._order:
            found.append(self._join(visit, None if visit.made_by is None else found[visit.made_by]))
        return found

    def _join(self, visit: Visit, creator: Joined | None) -> Joined:
        declared = visit.declared
        target = found_target(declared, self._lineages)
        if target is None or (creator is not None and creator.problem is not None):
            return Joined()
        if declared.secondary is UNKNOWN:
            # Unknown which table, or unknown whether any. A backref has that of its creator.
            some = "secondary" in declared.args or (creator and creator.direction is Direction.MANYTOMANY)
            return Joined(direction=Direction.MANYTOMANY if some else UNKNOWN)
        parent_tables: Selectable | Unknown = self._selectable(declared.owner)
        target_tables: Selectable | Unknown = self._selectable(target)
        if parent_tables is UNKNOWN or target_tables is UNKNOWN:
            return Joined(direction=UNKNOWN if declared.secondary is None else Direction.MANYTOMANY)
        given = declared.joins
        if creator is None:
            primary, secondary = joins.written(given.primaryjoin), joins.written(given.secondaryjoin)
        else:
            primary, secondary = joins.backref_joins(creator, given)
        return joins.work_out(
            JoinInput(
                parent=parent_tables,
                target=target_tables,
                secondary=declared.secondary,
                primaryjoin=primary,
                secondaryjoin=secondary,
                foreign_keys=given.foreign_keys,
                remote_side=given.remote_side,
                viewonly=declared.viewonly,
                same_mapper=declared.owner == target,
                exact=creator is None or creator.exact,
            ),
            self._tables,
        )


def _relationship(
    visit: Visit, joined: Joined, reverse: tuple[RelationshipId, ...] | Unknown
) -> Relationship:
    declared = visit.declared
    backref = declared.backref
    return Relationship(
        id=visit.id,
        owner=declared.owner,
        key=declared.key,
        declared_by="relationship" if visit.made_by is None else "backref",
        declared_in=declared.declared_in,
        place=declared.place,
        call=declared.call,
        args=declared.args,
        target=declared.target,
        secondary=declared.secondary,
        viewonly=declared.viewonly,
        back_populates=declared.back_populates,
        backref=Backref(backref.name, backref.place, backref.args)
        if isinstance(backref, DeclaredBackref)
        else backref,
        overlaps=declared.overlaps,
        direction=joined.direction,
        uselist=_uselist(declared, joined),
        pairs=joined.pairs,
        sync_pairs=joined.sync_pairs,
        problem=joined.problem,
        reverse=reverse,
        made_by=visit.made_by,
        makes=visit.makes,
        annotation=declared.annotation,
        joins=declared.joins,
        sync_backref=declared.sync_backref,
        secondary_fault=declared.secondary_fault,
    )


def _uselist(declared: DeclaredRelationship, joined: Joined) -> bool | Unknown:
    if joined.problem is not None:
        return UNKNOWN
    if declared.uselist is not None:
        return declared.uselist
    return UNKNOWN if joined.direction is UNKNOWN else joined.direction is not Direction.MANYTOONE
