"""What foreign keys refer to: a column of a table, by text or as an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, ForeignKeyElement, Place, Unknown
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import Arguments, Constant, Value


def infer_schemas(drafts: list[TableDraft]) -> None:
    """Give tables whose schema cannot be told the one by which a foreign key names them.

    ``"events.sessions.id"`` is about the one table ``sessions`` of that MetaData, when there
    is no other of that name and none is known by that key.
    """
    by_name: dict[tuple[str, str], list[TableDraft]] = {}
    keys = set()
    for draft in drafts:
        if isinstance(draft.metadata, MetaData) and isinstance(draft.name, str):
            by_name.setdefault((draft.metadata.id, draft.name), []).append(draft)
            keys.add((draft.metadata.id, draft.key))
    for draft in drafts:
        if not isinstance(draft.metadata, MetaData):
            continue
        for _, column in draft.columns:
            for key in column.foreign_keys:
                if not isinstance(key.reference, Constant) or not isinstance(key.reference.value, str):
                    continue
                table = key.reference.value.rpartition(".")[0]
                schema, dot, name = table.rpartition(".")
                named = by_name.get((draft.metadata.id, name), [])
                new = bool(dot) and (draft.metadata.id, table) not in keys
                if new and len(named) == 1 and isinstance(named[0].schema, Unknown):
                    named[0].schema = schema


class Unseen(Protocol):
    """Tells what may be there although the text does not show it."""

    def may_have(self, metadata: MetaData, key: str, path: str) -> bool:
        """Whether a MetaData may have a table of that key for the file at ``path``."""

    def may_extend(self, metadata: MetaData, key: str) -> bool:
        """Whether the table of that key may be given columns elsewhere."""


class Resolver:
    """Finds the column that a foreign key refers to, once every table has been read.

    A table that is defined in a migration as well, by the paths of ``migrations``, is the other one.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        drafts: list[TableDraft],
        column: Callable[[Value], ColumnRef | None],
        migrations: frozenset[str],
        unseen: Unseen,
    ) -> None:
        self.evaluator = evaluator
        self._column_object = column
        self._unseen = unseen
        self._drafts = drafts
        self._by_key: dict[tuple[str, str], list[TableDraft]] = {}
        self._foreign: dict[str, list[TableDraft]] = {}
        self._unplaced: dict[str, list[TableDraft]] = {}
        imported = {
            (draft.metadata.id, draft.key)
            for draft in drafts
            if isinstance(draft.metadata, MetaData) and draft.place.path not in migrations
        }
        for draft in drafts:
            key = draft.key
            if isinstance(draft.metadata, Unknown) and isinstance(draft.name, str):
                self._unplaced.setdefault(draft.name, []).append(draft)
            if isinstance(draft.metadata, MetaData) and isinstance(key, str):
                if draft.place.path in migrations and (draft.metadata.id, key) in imported:
                    continue
                self._by_key.setdefault((draft.metadata.id, key), []).append(draft)
                if draft.metadata.id.startswith("ext:") and not draft.conditional:
                    self._foreign.setdefault(key, []).append(draft)

    def tables(self, metadata: str, key: str) -> list[TableDraft]:
        """The tables of that key.

        Bases from other packages may share one MetaData: there, the only table of the key is
        the one that is meant.
        """
        found = self._by_key.get((metadata, key), [])
        if not found and metadata.startswith("ext:"):
            found = self._foreign.get(key, [])
            return found if len(found) == 1 else []
        return found

    def __call__(
        self, draft: TableDraft, column: str, reference: Value, place: Place, arguments: Arguments
    ) -> ForeignKeyElement:
        """The element that ``reference`` gives the column of a table."""
        if isinstance(reference, Constant) and isinstance(reference.value, str):
            return self._by_text(draft, column, reference.value, place, arguments)
        found = self._column_object(reference)
        if found is None:
            return ForeignKeyElement(column, None, None, None, UNKNOWN, place)
        target = self._drafts[found.table]
        key = target.key
        return ForeignKeyElement(
            column, None, key if isinstance(key, str) else None, found.name, found, place
        )

    def named(self, draft: TableDraft, column: str, spec: str) -> tuple[list[TableDraft], str]:
        """The tables that a reference as text may be to, and the key of the column in it.

        ``column`` is the name of the local column, which counts where the text is a table's name.
        """
        metadata, table, name = draft.metadata, *_table_and_column(spec, column)
        if not isinstance(metadata, MetaData):
            return self._beside(table), name
        if "." not in table and isinstance(metadata.schema, Unknown):
            return [d for d in self._drafts if d.name == table and d.metadata == metadata], name
        return self.tables(metadata.id, _qualified(metadata, table)), name

    def _beside(self, table: str) -> list[TableDraft]:
        """The tables that a table of unknown MetaData may mean by a key: such as are of an unknown one too."""
        schema, _, name = table.rpartition(".")
        return [draft for draft in self._unplaced.get(name, ()) if draft.schema == (schema or None)]

    def _by_text(
        self, draft: TableDraft, column: str, spec: str, place: Place, arguments: Arguments
    ) -> ForeignKeyElement:
        table, name = _table_and_column(spec, column)
        metadata = draft.metadata
        found, _ = self.named(draft, column, spec)
        if not isinstance(metadata, MetaData) or ("." not in table and isinstance(metadata.schema, Unknown)):
            only = self._column(found[0], name, False) if len(found) == 1 else None
            referred = only if isinstance(only, ColumnRef) else UNKNOWN
            return ForeignKeyElement(column, spec, None, name, referred, place)
        table = _qualified(metadata, table)
        if not found:
            missing = not self._unseen.may_have(metadata, table, place.path)
            return ForeignKeyElement(column, spec, table, name, None if missing else UNKNOWN, place)
        by_name = self.evaluator.value(arguments.keyword("link_to_name")) == Constant(True)
        refs = {self._column(candidate, name, by_name) for candidate in found}
        refs = {r for r in refs if isinstance(r, ColumnRef)} or refs
        single = refs.pop() if len(refs) == 1 else UNKNOWN
        if single is None and not self._is_whole(metadata, found):
            single = UNKNOWN
        return ForeignKeyElement(column, spec, table, name, single, place)

    def _is_whole(self, metadata: MetaData, found: list[TableDraft]) -> bool:
        """Whether the tables of a key are on the MetaData itself, and nothing adds columns to them."""
        return all(
            draft.metadata == metadata and not self._unseen.may_extend(metadata, str(draft.key))
            for draft in found
        )

    def _column(self, draft: TableDraft, key: str, by_name: bool) -> ColumnRef | None | Unknown:
        for attribute, raw in draft.columns:
            name = draft.column_name(attribute, raw)
            if name is not None and key == (name if by_name else draft.column_key(attribute, raw)):
                return ColumnRef(draft.id, name)
        return None if draft.complete else UNKNOWN


def _table_and_column(spec: str, column: str) -> tuple[str, str]:
    """What ``"table.column"`` names; the table alone means its column of the local one's name."""
    table, dot, name = spec.rpartition(".")
    return (table, name) if dot else (spec, column)


def _qualified(metadata: MetaData, table: str) -> str:
    """The key of a table: the schema of the MetaData put in where none is written."""
    if "." in table or not isinstance(metadata.schema, str) or not metadata.schema:
        return table
    return f"{metadata.schema}.{table}"
