"""Foreign key constraints that SQLAlchemy refuses for what their column lists say.

Source: ``ForeignKeyConstraint.__init__`` and ``_validate_dest_table`` in ``sql/schema.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_sqla_rel.mapper.model import MalformedForeignKey, Unknown
from flake8_sqla_rel.mapper.tables import RawConstraint, TableDraft
from flake8_sqla_rel.mapper.values import Constant, Value


def malformed_foreign_keys(
    tables: Iterable[TableDraft], sqlalchemy: tuple[int, int]
) -> tuple[MalformedForeignKey, ...]:
    """The constraints with column lists that do not fit together, or not the table.

    :param tables: as read, before anything is resolved.
    :param sqlalchemy: 2.1 accepts a local column that is listed twice.
    """
    return tuple(
        fault for table in tables for raw in table.constraints for fault in _faults(table, raw, sqlalchemy)
    )


def _faults(
    table: TableDraft, raw: RawConstraint, sqlalchemy: tuple[int, int]
) -> Iterator[MalformedForeignKey]:
    if isinstance(raw.columns, Unknown) or isinstance(raw.references, Unknown):
        return
    columns, references = _texts(raw.columns), _texts(raw.references)
    if any(isinstance(value, Unknown) for value in (*raw.columns, *raw.references)):
        return
    lists = (tuple(c or "?" for c in columns), tuple(r or "?" for r in references))
    repeated = sorted({c for c in columns if c is not None and columns.count(c) > 1})
    if repeated and sqlalchemy < (2, 1):
        yield MalformedForeignKey(table.id, "repeated", raw.place, *lists, tuple(repeated))
        return
    if len(columns) != len(references):
        yield MalformedForeignKey(table.id, "count", raw.place, *lists)
        return
    named = [r.rpartition(".")[0] for r in references if r is not None and "." in r]
    if len(set(named)) > 1 and len(named) == len(references):
        yield MalformedForeignKey(table.id, "tables", raw.place, *lists, tuple(dict.fromkeys(named)))
    elif table.complete:
        missing = _missing(table, columns)
        if missing:
            yield MalformedForeignKey(table.id, "column", raw.place, *lists, missing)


def _texts(values: tuple[Value, ...]) -> list[str | None]:
    return [v.value if isinstance(v, Constant) and isinstance(v.value, str) else None for v in values]


def _missing(table: TableDraft, columns: list[str | None]) -> tuple[str, ...]:
    keys = {table.column_key(attribute, column) for attribute, column in table.columns}
    return tuple(c for c in columns if c is not None and c not in keys)
