"""What a name in ``overlaps`` may be about: the relationships and classes that write the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    Backref,
    ClassId,
    ColumnRef,
    MetaDataId,
    Model,
    Relationship,
    TableId,
)

#: What stands in ``overlaps`` for any name, and what an empty one holds.
NO_NAMES = frozenset({"", "__*"})


class Index(NamedTuple):
    """Relationships by the columns they write and classes by root and table; names that may be anywhere.

    Tables that may be one, since ``extend_existing`` defines it again, go by the first of them, as
    ``tables`` has it. ``names_untold`` tells that there is a backref of an unknown name.
    """

    tables: Mapping[TableId, TableId]
    writers: Mapping[ColumnRef, list[Relationship]]
    hierarchies: Mapping[ClassId, list[ClassId]]
    mapped: Mapping[TableId, list[ClassId]]
    untold: frozenset[str]
    names_untold: bool


def index_of(model: Model) -> Index:
    """The index of a model."""
    writers: dict[ColumnRef, list[Relationship]] = {}
    hierarchies: dict[ClassId, list[ClassId]] = {}
    mapped: dict[TableId, list[ClassId]] = {}
    untold: set[str] = set()
    names_untold = False
    tables = _tables(model)
    for relationship in model.relationships:
        backref = relationship.backref
        names_untold = names_untold or backref is UNKNOWN
        if isinstance(backref, Backref):
            names_untold = names_untold or backref.name is UNKNOWN
            if isinstance(backref.name, str) and relationship.makes is None:
                untold.add(backref.name)
        if relationship.sync_pairs is UNKNOWN:
            untold.add(relationship.key)
            continue
        for _, column in relationship.sync_pairs:
            writers.setdefault(_column(column, tables), []).append(relationship)
    for cls in model.classes.values():
        hierarchies.setdefault(cls.root, []).append(cls.id)
        if isinstance(cls.table, int):
            mapped.setdefault(tables[cls.table], []).append(cls.id)
    return Index(tables, writers, hierarchies, mapped, frozenset(untold), names_untold)


def _tables(model: Model) -> dict[TableId, TableId]:
    """Each table with the first of its key on its MetaData."""
    first: dict[tuple[MetaDataId, str], TableId] = {}
    found: dict[TableId, TableId] = {}
    for table in model.tables:
        found[table.id] = table.id
        if isinstance(table.metadata, str) and isinstance(table.key, str):
            found[table.id] = first.setdefault((table.metadata, table.key), table.id)
    return found


def _column(column: ColumnRef, tables: Mapping[TableId, TableId]) -> ColumnRef:
    return ColumnRef(tables[column.table], column.name)


def writers(relationship: Relationship, index: Index) -> Iterator[Relationship]:
    """The relationships that write one of the columns that this one writes."""
    for _, column in () if relationship.sync_pairs is UNKNOWN else relationship.sync_pairs:
        yield from index.writers.get(_column(column, index.tables), ())


def concerned(model: Model, relationship: Relationship, index: Index) -> set[ClassId]:
    """The classes whose relationships the names may be about."""
    found: set[ClassId] = set()
    for writer in (relationship, *writers(relationship, index)):
        for end in (writer.owner, writer.target.cls):
            if end is not None and end in model.classes:
                found.update(index.hierarchies[model.classes[end].root])
        if isinstance(writer.secondary, int):
            found.update(index.mapped.get(index.tables[writer.secondary], ()))
    return found


def keys(model: Model, classes: set[ClassId]) -> set[str]:
    """The names that are, or may be, relationships of some classes."""
    kinds = (AttributeKind.RELATIONSHIP, AttributeKind.BACKREF, AttributeKind.UNKNOWN)
    return {
        attribute.name
        for cls in classes
        for attribute in model.classes[cls].attributes.values()
        if attribute.kind in kinds
    }
