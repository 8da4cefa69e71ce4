"""What a mapper selects from: its own table and, for joined inheritance, those above it.

Stands for SQLAlchemy's ``Mapper.persist_selectable`` and ``Mapper.local_table``, as far as
joins ask for them; a ``secondary`` table is a selectable of one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ClassId,
    ColumnRef,
    ForeignKeyConstraint,
    ForeignKeyElement,
    MappedClass,
    MetaDataId,
    Table,
    TableId,
    Unknown,
)

JOINS: Final = frozenset({"join", "outerjoin"})
"""The functions and methods that make a join of tables."""

SUBQUERIES: Final = frozenset({"alias", "subquery", "cte"})
"""The methods that make of a table or a ``select()`` what can be selected from and is no table."""


class Selectable(NamedTuple):
    """The tables of a persist set, the own one first, or those of the join that stands for it (``local``).

    ``unseen`` are columns of theirs that it lacks all the same.
    """

    tables: tuple[TableId, ...]
    local: tuple[TableId, ...]
    unseen: frozenset[ColumnRef] = frozenset()

    def has(self, column: ColumnRef) -> bool:
        """Whether the column is one of the persist set's."""
        return column.table in self.tables and column not in self.unseen


def of_table(table: TableId) -> Selectable:
    """The selectable of a table that stands alone."""
    return Selectable((table,), (table,))


def of_class(cls: ClassId, classes: Mapping[ClassId, MappedClass]) -> Selectable | Unknown:
    """The selectable of a mapped class; ``UNKNOWN`` when a table or the inheritance is."""
    found: dict[TableId, None] = {}
    for mapped in classes[cls].lineage:
        entry = classes.get(mapped)
        if entry is None or not entry.local_tables or entry.inheritance is UNKNOWN:
            return UNKNOWN
        found.update(dict.fromkeys(entry.local_tables))
        if entry.inheritance == "concrete":
            break
    tables = tuple(found)
    return Selectable(tables, classes[cls].local_tables, _unseen(cls, tables, classes))


def _unseen(
    cls: ClassId, tables: tuple[TableId, ...], classes: Mapping[ClassId, MappedClass]
) -> frozenset[ColumnRef]:
    """The columns that a join of tables lacks, for it was made before they were.

    A joined subclass selects from a join that keeps the columns its tables had by then. Another
    class that shares one of the tables adds its columns to the table, and to the join of its own
    parent at most. Source: ``_setup_inheriting_columns`` in ``orm/decl_base.py``.
    """
    lineage = [classes[mapped] for mapped in classes[cls].lineage]
    maker = next(mapped for mapped in lineage if mapped.inheritance != "single")
    if len(tables) < 2 or maker.inheritance != "joined":
        return frozenset()
    found: set[ColumnRef] = set()
    defined = False
    for other in classes.values():
        defined = defined or other is maker
        if not defined or other.inheritance != "single" or other.table not in tables:
            continue
        if maker.id not in other.lineage:
            own = (attribute for attribute in other.attributes.values() if attribute.owner == other.id)
            found.update(attribute.column for attribute in own if attribute.column is not None)
    return frozenset(found)


class Tables:
    """The tables by id, and what joins look up in them: foreign keys by column, tables by key."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._keys: dict[TableId, dict[str, list[ForeignKeyElement]]] = {}
        self._by_key: dict[str, list[Table]] = defaultdict(list)
        for table in tables:
            if isinstance(table.key, str):
                self._by_key[table.key].append(table)

    def __getitem__(self, table: TableId) -> Table:
        return self._tables[table]

    def foreign_keys(self, column: ColumnRef) -> Sequence[ForeignKeyElement]:
        """The references that a column makes, those of composite constraints included."""
        by_column = self._keys.get(column.table)
        if by_column is None:
            by_column = self._keys[column.table] = defaultdict(list)
            for constraint in self._tables[column.table].constraints:
                for element in constraint.elements:
                    by_column[element.column].append(element)
        return by_column.get(column.name, ())

    def names(self, key: str, metadata: MetaDataId | Unknown) -> tuple[str | Unknown, ...]:
        """Bare names of the tables of that key, in that MetaData where it is known."""
        return tuple(
            table.name
            for table in self._by_key.get(key, ())
            if metadata is UNKNOWN or table.metadata is UNKNOWN or table.metadata == metadata
        )

    def constraints(self, tables: Sequence[TableId]) -> Sequence[tuple[Table, int, ForeignKeyConstraint]]:
        """Every foreign key constraint of the tables, with its table and its number there."""
        return [
            (self._tables[table], number, constraint)
            for table in tables
            for number, constraint in enumerate(self._tables[table].constraints)
        ]
