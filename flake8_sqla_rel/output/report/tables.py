"""Circles of foreign keys, and classes and tables that are there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flake8_sqla_rel.finding import Place
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, MappedClass, Model, Table
from flake8_sqla_rel.output.report.document import Cell, Section, code, table
from flake8_sqla_rel.rules.circles import Edge, circles
from flake8_sqla_rel.rules.wording import table_text

_ABOUT_CIRCLES = (
    "Tables that refer to one another in a circle cannot be created or dropped in any order. "
    "The key named is where the circle is best cut: with use_alter=True, or by dropping the key."
)


def cycles(model: Model) -> Section:
    """The circles that keep SQLAlchemy from an order of the tables, and tables that refer to themselves."""
    found = list(circles(model))
    rows = [
        (
            code(_way(model, circle)),
            Cell(str(len(circle))),
            code(_key(model, circle[0])),
            code(str(circle[0].constraint.place)),
        )
        for circle in found
    ]
    own = [key for key in map(_self_reference, model.tables) if key]
    text = [
        _ABOUT_CIRCLES if found else "No foreign keys lead in a circle from one table to another and back."
    ]
    if own:
        text.append(f"Tables that refer to themselves, which is no obstacle: {', '.join(sorted(own))}.")
    parts = (table("Circle|Tables#|Best cut at|Where", rows),) if rows else ()
    return Section("Foreign-key cycles", tuple(text), parts)


def _way(model: Model, circle: Sequence[Edge]) -> str:
    steps = [_key(model, edge) for edge in circle]
    return " → ".join([*steps, table_text(model.tables[circle[0].child])])


def _key(model: Model, edge: Edge) -> str:
    columns = ", ".join(element.column for element in edge.constraint.elements)
    return f"{table_text(model.tables[edge.child])}.{columns}"


def _self_reference(found: Table) -> str | None:
    for constraint in found.constraints:
        for element in constraint.elements:
            if isinstance(element.referred, ColumnRef) and element.referred.table == found.id:
                return f"{table_text(found)}.{element.column}"
    return None


@dataclass(frozen=True, slots=True)
class _Definition:
    """A class or table of a name: where, and what it belongs to (registry or MetaData)."""

    place: Place
    owner: str | None
    conditional: bool


def duplicates(model: Model) -> Section:
    """Names that several mapped classes have, and tables that are defined several times."""
    classes: dict[str, list[_Definition]] = defaultdict(list)
    for cls in model.classes.values():
        classes[cls.name].append(_of_class(cls))
    tables: dict[str, list[_Definition]] = defaultdict(list)
    for found in model.tables:
        if found.key is not UNKNOWN and _defines(found):
            tables[found.key].append(_of_table(found))
    rows = [
        *_rows("class", classes, "one registry: the bare name fits both", "different registries"),
        *_rows("table", tables, "one MetaData: defined already", "different MetaData"),
    ]
    if not rows:
        return Section("Duplicates", ("No two mapped classes and no two tables have the same name.",))
    return Section("Duplicates", parts=(table("What|Name|Times#|Where|Clash", rows),))


def _of_class(cls: MappedClass) -> _Definition:
    registry = None if cls.registry is UNKNOWN else cls.registry
    return _Definition(cls.place, registry, cls.conditional)


def _of_table(found: Table) -> _Definition:
    metadata = None if found.metadata is UNKNOWN else found.metadata
    return _Definition(found.place, metadata, found.conditional or found.redefinable is not False)


def _defines(found: Table) -> bool:
    """``Table("x", metadata)`` alone only fetches what others define."""
    return bool(found.declared_by == "class" or found.columns or found.constraints)


def _rows(
    what: str, named: dict[str, list[_Definition]], same: str, different: str
) -> Sequence[tuple[Cell, ...]]:
    rows = []
    for name in sorted(named):
        found = named[name]
        if len(found) < 2:
            continue
        sure = [each.owner for each in found if each.owner is not None and not each.conditional]
        clash = len(set(sure)) < len(sure)
        said = (
            same if clash else different if len(set(sure)) == len(found) else "not certain that both are made"
        )
        places = ", ".join(sorted(str(each.place) for each in found))
        rows.append(
            (
                Cell(what),
                code(name),
                Cell(str(len(found))),
                code(places),
                Cell(said, tone="bad" if clash else ""),
            )
        )
    return rows
