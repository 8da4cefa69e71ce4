"""The static model as JSON: what ``sqla-rel graph --format json`` prints.

The schema is documented in docs/graph.md; ``schema_version`` is raised when it changes in a
way that a reader must notice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from flake8_sqla_rel.mapper.model import (
    ClassId,
    ColumnRef,
    Direction,
    MappedClass,
    Model,
    Relationship,
    Unknown,
    Unresolved,
)
from flake8_sqla_rel.output.picture import plain_id

SCHEMA_VERSION: Final = 1
_FIELDS: Final = ("direction", "uselist", "reverse", "secondary", "viewonly", "pairs")


def graph(model: Model, root: str, only: Collection[ClassId] | None = None) -> dict[str, Any]:
    """The model as a tree that :func:`json.dumps` takes; ``None`` stands for Unknown.

    With ``only``, these classes and the relationships that they map.
    """
    shown = model.classes.keys() if only is None else only
    relationships = [found for found in model.relationships if found.owner in shown]
    unresolved = model.unresolved if only is None else ()
    return {
        "schema_version": SCHEMA_VERSION,
        "root": root,
        "classes": [_class(model, mapped) for mapped in model.classes.values() if mapped.id in shown],
        "relationships": [_relationship(model, found) for found in relationships],
        "unknown": [
            {"what": unknown.what, "file": unknown.place.path, "line": unknown.place.line, "why": unknown.why}
            for unknown in (*unresolved, *unknown_fields(relationships))
        ],
    }


def unknown_fields(relationships: Iterable[Relationship]) -> Iterator[Unresolved]:
    """What of each relationship is ``None`` in the graph, and what that rests on."""
    for found in relationships:
        fields = [name for name in _FIELDS if isinstance(getattr(found, name), Unknown)]
        if found.target.state == "unknown":
            why = "its target cannot be told from the text"
        elif found.target.state != "found":
            why = f"its target is {found.target.state}"
        elif found.problem is not None:
            why = f"SQLAlchemy refuses its join ({found.problem.fault.value})"
        else:
            why = "its join, or a table of it, cannot be told from the text"
        if fields or found.target.cls is None:
            what = f"{found.name}: {', '.join(fields) or 'target'}"
            yield Unresolved(what, found.place, why)


def _class(model: Model, mapped: MappedClass) -> dict[str, Any]:
    return {
        "class": plain_id(mapped.id),
        "table": _table_key(model, mapped.table) if isinstance(mapped.table, int) else None,
        "registry": _known(mapped.registry),
        "bases": [plain_id(base) for base in mapped.lineage[1:]],
        "inheritance": _known(mapped.inheritance),
        "file": mapped.place.path,
        "line": mapped.place.line,
    }


def _relationship(model: Model, found: Relationship) -> dict[str, Any]:
    reverse = found.reverse
    direction = found.direction
    return {
        "class": plain_id(found.owner),
        "key": found.key,
        "target": None if found.target.cls is None else plain_id(found.target.cls),
        "direction": direction.value if isinstance(direction, Direction) else None,
        "uselist": _known(found.uselist),
        "reverse": None if isinstance(reverse, Unknown) else [model.relationships[r].key for r in reverse],
        "declared_by": found.declared_by,
        "secondary": _secondary(model, found),
        "viewonly": _known(found.viewonly),
        "pairs": None if isinstance(found.pairs, Unknown) else _pairs(model, found.pairs),
        "file": found.place.path,
        "line": found.place.line,
    }


def _secondary(model: Model, found: Relationship) -> str | None:
    if isinstance(found.secondary, Unknown):
        return "?"
    return None if found.secondary is None else _table_key(model, found.secondary) or "?"


def _pairs(model: Model, pairs: tuple[tuple[ColumnRef, ColumnRef], ...]) -> list[str] | None:
    rendered = []
    for local, remote in pairs:
        names = [_column(model, local), _column(model, remote)]
        if None in names:
            return None
        rendered.append("->".join(str(name) for name in names))
    return rendered


def _column(model: Model, ref: ColumnRef) -> str | None:
    key = _table_key(model, ref.table)
    return None if key is None else f"{key}.{ref.name}"


def _table_key(model: Model, table: int) -> str | None:
    key = model.tables[table].key
    return key if isinstance(key, str) else None


def _known(value: Any) -> Any:
    return None if isinstance(value, Unknown) else value
