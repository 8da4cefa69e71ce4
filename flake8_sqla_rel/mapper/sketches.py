"""Tables that are written down a second time, and no further than somebody needs them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.model import MetaDataId, TableId
from flake8_sqla_rel.mapper.program import Program
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.source.facts import Import


def migrations(program: Program) -> frozenset[str]:
    """The paths of Alembic's migrations, going by what they import."""
    return frozenset(
        module.path
        for module in program.models()
        if (facts := program.facts(module)) is not None
        and any(
            isinstance(stmt, Import) and (stmt.module, stmt.name) == ("alembic", "op") for stmt in facts.body
        )
    )


def sketched(
    in_migrations: frozenset[str],
    classes: ClassReader,
    drafts: Sequence[TableDraft],
    secondaries: Collection[TableId],
) -> frozenset[MetaDataId]:
    """The MetaData whose tables nobody creates from it.

    Such is one that only Alembic's migrations put tables on, and one that has a single table,
    mapped by no class and none of the ``secondaries`` of relationships.
    """
    mapped = {draft.table.id for draft in classes.drafts.values() if isinstance(draft.table, TableDraft)}
    mapped.update(secondaries)
    tables: dict[MetaDataId, list[TableDraft]] = {}
    for draft in drafts:
        if isinstance(draft.metadata, MetaData):
            tables.setdefault(draft.metadata.id, []).append(draft)
    return frozenset(
        metadata
        for metadata, found in tables.items()
        if all(draft.place.path in in_migrations for draft in found)
        or (len(found) == 1 and found[0].id not in mapped)
    )
