"""What an entity-relationship picture shows, before any form: boxes with rows, and lines between them.

A box is a mapped class. A row is a relationship of the class, or a foreign key that no
relationship follows. A line stands for a pair of relationships, such a key, or inheritance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from flake8_sqla_rel.finding import Finding, Kind
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ClassId,
    ColumnRef,
    ForeignKeyConstraint,
    MappedClass,
    Model,
    Relationship,
    RelationshipId,
    Table,
)
from flake8_sqla_rel.output.pairs import End, Pair, faults, pairs
from flake8_sqla_rel.rules.sides import mapped_by
from flake8_sqla_rel.rules.wording import one_line, table_text

LineKind: TypeAlias = Literal["relationship", "key", "inherits"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in a box: an attribute (or key column), what it points to, and what is wrong with it.

    ``target`` is the box it leads to, ``None`` when there is none; ``target_name`` is to be shown.
    ``end`` says how many it holds. ``made`` tells that a backref makes it. ``codes`` are findings.
    """

    key: str
    kind: Literal["relationship", "key"]
    target: ClassId | None
    target_name: str
    end: End
    made: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A box: a mapped class, its table, where it is declared, and its rows; ``more`` are not shown."""

    id: ClassId
    name: str
    table: str
    module: str
    place: str
    rows: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a box to another, or back to the same.

    ``row`` and ``other_row`` are the indexes of the rows it joins, ``None`` where that end has
    none. ``end`` is how many of ``entity`` belong to one of ``other``, ``other_end`` the
    opposite. ``label`` names the attributes, ``codes`` are findings on them.
    """

    kind: LineKind
    entity: ClassId
    row: int | None
    end: End
    other: ClassId
    other_row: int | None
    other_end: End
    label: str
    via: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes in the order of their ids, and the lines between them; ``centre`` is what it is around."""

    entities: tuple[Entity, ...]
    lines: tuple[Line, ...]
    centre: ClassId | None = None


def picture(model: Model, findings: Iterable[Finding]) -> Picture:
    """The picture of a whole model; findings of style leave no mark in it."""
    codes = faults(model, (finding for finding in findings if finding.kind is not Kind.STYLE))
    names = _names(model)
    keys = tuple(_loose_keys(model))
    rows: dict[ClassId, list[Row]] = {cls: [] for cls in model.classes}
    at: dict[RelationshipId, int] = {}
    for relationship in model.relationships:
        at[relationship.id] = len(rows[relationship.owner])
        rows[relationship.owner].append(_row(relationship, names, codes.get(relationship.id, ())))
    lines = [line for pair in pairs(model, codes) if (line := _line(model, pair, at)) is not None]
    for key in keys:
        lines.append(_key_line(key, len(rows[key.child.id])))
        rows[key.child.id].append(_key_row(key, names))
    lines += _inheritance(model)
    entities = [
        _entity(model, cls, names[cls.id], tuple(rows[cls.id]))
        for cls in sorted(model.classes.values(), key=lambda each: each.id)
    ]
    return Picture(tuple(entities), tuple(lines))


def around(whole: Picture, centre: ClassId, depth: int) -> Picture:
    """The part of a picture that is at most ``depth`` lines away from a box.

    The outermost boxes show only what leads inwards, and how much else they have.
    """
    neighbours: dict[ClassId, set[ClassId]] = {}
    for line in whole.lines:
        neighbours.setdefault(line.entity, set()).add(line.other)
        neighbours.setdefault(line.other, set()).add(line.entity)
    reached = edge = {centre}
    for _ in range(depth):
        edge = {other for each in edge for other in neighbours.get(each, ())} - reached
        reached = reached | edge
    inner = (reached - edge) | {centre}
    shown = {
        entity.id: [n for n, row in enumerate(entity.rows) if entity.id in inner or row.target in inner]
        for entity in whole.entities
        if entity.id in reached
    }
    return Picture(
        tuple(_trimmed(entity, shown[entity.id]) for entity in whole.entities if entity.id in reached),
        tuple(
            replace(
                line,
                row=_moved(line.row, shown[line.entity]),
                other_row=_moved(line.other_row, shown[line.other]),
            )
            for line in whole.lines
            if {line.entity, line.other} <= reached and {line.entity, line.other} & inner
        ),
        centre,
    )


def _trimmed(entity: Entity, shown: list[int]) -> Entity:
    return replace(
        entity, rows=tuple(entity.rows[number] for number in shown), more=len(entity.rows) - len(shown)
    )


def _moved(row: int | None, shown: list[int]) -> int | None:
    return shown.index(row) if row in shown else None


def _names(model: Model) -> dict[ClassId, str]:
    """What each class is called: its name, with as much of its module before it as tells it apart."""
    named: dict[str, list[MappedClass]] = {}
    for cls in model.classes.values():
        named.setdefault(cls.name, []).append(cls)
    found: dict[ClassId, str] = {}
    for name, group in named.items():
        for cls in group:
            found[cls.id] = one_line(name if len(group) == 1 else _qualified(cls, group))
    return found


def _qualified(cls: MappedClass, group: list[MappedClass]) -> str:
    parts = cls.id.split(".")
    rest = [other.id.split(".") for other in group if other.id != cls.id]
    for length in range(1, len(parts) + 1):
        if all(other[-length:] != parts[-length:] for other in rest):
            return ".".join(parts[-length:])
    return cls.id


def _entity(model: Model, cls: MappedClass, name: str, rows: tuple[Row, ...]) -> Entity:
    table = model.table_of(cls.id)
    text = "?" if table is None or table.name is UNKNOWN else table_text(table)
    return Entity(cls.id, name, one_line(text), one_line(cls.module), one_line(str(cls.place)), rows)


def _row(relationship: Relationship, names: Mapping[ClassId, str], codes: tuple[str, ...]) -> Row:
    target = relationship.target
    found = target.cls if target.state == "found" and target.cls in names else None
    shown = names[found] if found is not None else (target.text or "?")
    many = relationship.uselist
    end = (End.MANY if many else End.ONE) if isinstance(many, bool) else End.UNKNOWN
    return Row(
        one_line(relationship.key),
        "relationship",
        found,
        one_line(shown),
        end,
        relationship.made_by is not None,
        codes,
    )


def _line(model: Model, pair: Pair, at: Mapping[RelationshipId, int]) -> Line | None:
    side, reverse = pair.side, pair.reverse
    target = side.target.cls
    if side.target.state != "found" or target is None or target not in model.classes:
        return None
    # The reverse may belong to a relative of the class that is named.
    other = target if reverse is None else reverse.owner
    secondary = model.tables[side.secondary] if isinstance(side.secondary, int) else None
    return Line(
        "relationship",
        side.owner,
        at[side.id],
        pair.here,
        other,
        None if reverse is None else at[reverse.id],
        pair.there,
        one_line(" / ".join(each.key for each in pair.sides)),
        "" if secondary is None else one_line(table_text(secondary)),
        pair.codes,
    )


@dataclass(frozen=True, slots=True)
class _LooseKey:
    """A foreign key that no relationship follows, and the classes at its ends."""

    child: MappedClass
    parent: MappedClass
    table: Table
    constraint: ForeignKeyConstraint


def _loose_keys(model: Model) -> Iterator[_LooseKey]:
    followed = {
        frozenset(pair)
        for relationship in model.relationships
        if isinstance(relationship.pairs, tuple)
        for pair in relationship.pairs
    }
    for table in model.tables:
        children = mapped_by(model, table)
        for constraint in table.constraints:
            ends = [
                (ColumnRef(table.id, element.column), element.referred)
                for element in constraint.elements
                if isinstance(element.referred, ColumnRef)
            ]
            if not children or not ends or any(frozenset(pair) in followed for pair in ends):
                continue
            parents = mapped_by(model, model.tables[ends[0][1].table])
            if parents and parents[0].id not in children[0].lineage[1:]:
                yield _LooseKey(children[0], parents[0], table, constraint)


def _key_text(key: _LooseKey) -> str:
    return one_line(", ".join(element.column for element in key.constraint.elements))


def _key_row(key: _LooseKey, names: Mapping[ClassId, str]) -> Row:
    return Row(_key_text(key), "key", key.parent.id, names[key.parent.id], End.ONE)


def _key_line(key: _LooseKey, row: int) -> Line:
    columns = [key.table.column(element.column) for element in key.constraint.elements]
    required = all(column is not None and column.nullable is False for column in columns)
    alone = frozenset(element.column for element in key.constraint.elements)
    unique = alone in key.table.unique or alone == key.table.primary_key
    return Line(
        "key",
        key.child.id,
        row,
        End.OPTIONAL if unique else End.MANY,
        key.parent.id,
        None,
        End.ONE if required else End.OPTIONAL,
        _key_text(key),
    )


def _inheritance(model: Model) -> Iterator[Line]:
    for cls in sorted(model.classes.values(), key=lambda each: each.id):
        if len(cls.lineage) > 1:
            kind = cls.inheritance if isinstance(cls.inheritance, str) else "inherits"
            yield Line("inherits", cls.id, None, End.UNKNOWN, cls.lineage[1], None, End.UNKNOWN, kind)


def plain_id(cls: ClassId) -> str:
    """The dotted name of a class without the number that tells same-named ones apart."""
    return cls.split("#", 1)[0]


def degrees(lines: Iterable[Line]) -> Counter[ClassId]:
    """How many lines end at each box, those from a box to itself left out."""
    found: Counter[ClassId] = Counter()
    for line in lines:
        if line.entity != line.other:
            found.update((line.entity, line.other))
    return found
