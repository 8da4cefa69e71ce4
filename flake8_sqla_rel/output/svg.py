"""The picture as SVG: drawn by ourselves, so that nobody has to install a layout program.

The text is set in a fixed-width font, whose width is known without measuring. A fault is
marked by colour and by form: a filled triangle and the code in its row, and a dashed line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId
from flake8_sqla_rel.output.clusters import Cluster, clusters
from flake8_sqla_rel.output.layered import UNIT, Link, Point, Size, arrange
from flake8_sqla_rel.output.markup import escaped
from flake8_sqla_rel.output.packing import pack
from flake8_sqla_rel.output.pairs import End
from flake8_sqla_rel.output.picture import Entity, Line, Picture, Row, plain_id

_HEAD: Final = 2 * UNIT
_LETTER: Final = 7.3  # The width of a letter of 12 pixels, and a little more.
_BIG: Final = 8.5  # The same for 14 pixels.
_SMALL: Final = 6.7  # And for 11.
_PAD: Final = 10
_LONGEST: Final = 44  # Letters of a name before it is cut short.
_CAPTION: Final = 28
_RADIUS: Final = 5
_GAP: Final = 24
_LEAST_WIDTH: Final = 900  # Room for the legend.

_STYLE: Final = """
.sqla-er { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 12px; background: #ffffff; }
.sqla-er text { fill: #1f2328; }
.sqla-er .sheet { fill: #ffffff; }
.sqla-er .box { fill: #ffffff; stroke: #57606a; stroke-width: 1; }
.sqla-er .head { fill: #dbe7f5; stroke: #57606a; stroke-width: 1; }
.sqla-er .name { font-size: 14px; font-weight: bold; }
.sqla-er .table, .sqla-er .note { font-size: 11px; fill: #57606a; }
.sqla-er .caption { font-size: 13px; font-weight: bold; fill: #57606a; }
.sqla-er .made { font-style: italic; }
.sqla-er .to { fill: #0550ae; }
.sqla-er .line { fill: none; stroke: #57606a; stroke-width: 1.5; }
.sqla-er .mark { fill: #ffffff; stroke: #57606a; stroke-width: 1.5; }
.sqla-er .key { stroke-dasharray: 1.5 3; }
.sqla-er .bad { fill: #ffe3e0; }
.sqla-er text.code { fill: #a40e26; font-weight: bold; }
.sqla-er .sign { fill: #a40e26; }
.sqla-er .fault { stroke: #a40e26; stroke-width: 2.5; stroke-dasharray: 7 4; }
.sqla-er .mark.fault { stroke-dasharray: none; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  .sqla-er { background: #0d1117; }
  .sqla-er text { fill: #e6edf3; }
  .sqla-er .sheet, .sqla-er .box, .sqla-er .mark { fill: #0d1117; }
  .sqla-er .box, .sqla-er .head, .sqla-er .line, .sqla-er .mark { stroke: #8b949e; }
  .sqla-er .head { fill: #1f3350; }
  .sqla-er .table, .sqla-er .note, .sqla-er .caption { fill: #9aa4af; }
  .sqla-er .to { fill: #79c0ff; }
  .sqla-er .bad { fill: #4a1a1a; }
  .sqla-er text.code, .sqla-er .sign { fill: #ff9a8f; }
  .sqla-er .fault { stroke: #ff7b72; }
}
"""

_LEGEND: Final = (
    ("relationship", "a relationship (slanted: made by a backref)"),
    ("key", "a foreign key that no relationship follows"),
    ("fault", "at fault"),
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A line of text in a box: a row, or what leads to the box without a row of its own."""

    left: str
    right: str
    kind: str
    codes: tuple[str, ...] = ()
    target: ClassId | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    """A box as drawn: its rows and, below them, the lines that end at it without one."""

    entity: Entity
    slots: tuple[_Slot, ...]
    ends: Mapping[int, int]  # The slot at which a line of the cluster without a row ends.

    @property
    def size(self) -> Size:
        widest = max((_slot_width(slot) for slot in self.slots), default=0.0)
        head = max(len(_short(self.entity.name)) * _BIG, len(_short(self.entity.table)) * _SMALL)
        return Size(int(max(widest, head, 90) + 2 * _PAD), _HEAD + len(self.slots) * UNIT)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A part of the picture with its size."""

    size: Size
    parts: tuple[str, ...]


def svg(picture: Picture, title: str, standalone: bool = True) -> str:
    """The picture as an SVG document, or as an element to stand in HTML."""
    anchors = {entity.id: f"er{number}" for number, entity in enumerate(picture.entities)}
    names = {entity.id: entity.name for entity in picture.entities}
    parts = clusters(picture)
    drawings = [_cluster(cluster, anchors, names) for cluster in parts]
    missing = len(picture.lines) - sum(len(cluster.lines) for cluster in parts)
    places, size = pack([drawing.size for drawing in drawings], gap=2 * UNIT)
    top = 3 * UNIT
    width, height = max(size.width, _LEAST_WIDTH) + 2 * UNIT, size.height + top + UNIT
    measures = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    said = f'role="group" aria-label="{escaped(title)}"'
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sqla-er" {measures} {said}>',
        f"<title>{escaped(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="sheet" width="{width}" height="{height}"/>',
        *_legend(missing),
    ]
    for drawing, (x, y) in zip(drawings, places):
        out += [f'<g transform="translate({x + UNIT},{y + top})">', *drawing.parts, "</g>"]
    out.append("</svg>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if standalone else ""
    return head + "\n".join(out)


def _legend(missing: int) -> Iterator[str]:
    yield f'<g transform="translate({UNIT},{UNIT})">'
    x = 0.0
    for kind, text in _LEGEND:
        yield f'<path class="line {kind}" d="M{x:.0f} 0h36"/>'
        if kind == "fault":
            yield _sign(x + 42, -5)
            x += 14
        yield f'<text class="note" x="{x + 44:.0f}" y="4">{text}</text>'
        x += 44 + len(text) * _SMALL + 2 * UNIT
    if missing:
        lines = "line is" if missing == 1 else "lines are"
        yield _text("note", int(x), 4, f"{missing} {lines} not drawn: the rows name the other end")
    yield "</g>"


# One cluster


def _cluster(cluster: Cluster, anchors: Mapping[ClassId, str], names: Mapping[ClassId, str]) -> _Drawing:
    boxes = {entity.id: _box(entity, cluster, names) for entity in cluster.entities}
    if cluster.lines:
        return _linked(cluster, boxes, anchors)
    sizes = [box.size for box in boxes.values()]
    places, size = pack(sizes, gap=UNIT)
    parts = list(_caption(cluster))
    for box, own, (x, y) in zip(boxes.values(), sizes, places):
        parts += _box_parts(box, (x, y + _CAPTION), own.width, anchors)
    return _with_caption(cluster, size, parts)


def _linked(cluster: Cluster, boxes: Mapping[ClassId, _Box], anchors: Mapping[ClassId, str]) -> _Drawing:
    ways = [_link(number, line, boxes) for number, line in enumerate(cluster.lines)]
    found = arrange({cls: box.size for cls, box in boxes.items()}, [link for link, _ in ways])
    parts = list(_caption(cluster))
    for line, (_, backwards), route in zip(cluster.lines, ways, found.routes):
        way = [(x, y + _CAPTION) for x, y in route]
        parts += _line_parts(line, way[::-1] if backwards else way)
    for cls, box in boxes.items():
        x, y = found.at[cls]
        parts += _box_parts(box, (x, y + _CAPTION), found.widths[cls], anchors)
    return _with_caption(cluster, found.size, parts)


def _with_caption(cluster: Cluster, size: Size, parts: Sequence[str]) -> _Drawing:
    width = max(size.width, int(len(cluster.package) * _BIG))
    return _Drawing(Size(width, size.height + _CAPTION), tuple(parts))


def _caption(cluster: Cluster) -> Iterator[str]:
    if cluster.package:
        yield _text("caption", 0, 14, cluster.package)


def _box(entity: Entity, cluster: Cluster, names: Mapping[ClassId, str]) -> _Box:
    slots = [_slot(row, names) for row in entity.rows]
    ends: dict[int, int] = {}
    for number, line in enumerate(cluster.lines):
        if line.kind != "inherits" and line.other == entity.id and line.other_row is None:
            ends[number] = len(slots)
            said = f"{names[line.entity]}.{line.label}"
            slots.append(_Slot(f"← {_short(said)}", "", "from"))
    if entity.more:
        slots.append(_Slot(f"… {entity.more} more", "", "from"))
    return _Box(entity, tuple(slots), ends)


def _slot(row: Row, names: Mapping[ClassId, str]) -> _Slot:
    many = "n " if row.end is End.MANY else "? " if row.end is End.UNKNOWN and row.target else ""
    kind = "made" if row.made else row.kind
    return _Slot(_short(row.key), f"→ {many}{_short(row.target_name)}", kind, row.codes, row.target)


def _link(number: int, line: Line, boxes: Mapping[ClassId, _Box]) -> tuple[Link, bool]:
    """The line with the box of the one left of that of the many, and whether that turns it round."""
    here = _port(boxes[line.entity], line.row)
    there = _port(boxes[line.other], boxes[line.other].ends.get(number, line.other_row))
    if line.kind == "inherits" or (line.end is End.MANY and line.other_end is not End.MANY):
        return Link(line.other, there, line.entity, here), True
    return Link(line.entity, here, line.other, there), False


def _port(box: _Box, slot: int | None) -> int:
    return UNIT if slot is None else _HEAD + slot * UNIT + UNIT // 2


# What is drawn


def _box_parts(box: _Box, at: Point, width: int, anchors: Mapping[ClassId, str]) -> Iterator[str]:
    x, y = at
    entity = box.entity
    height = box.size.height
    yield f'<g class="entity" id="{anchors[entity.id]}">'
    yield f"<title>{escaped(f'{plain_id(entity.id)} ({entity.place})')}</title>"
    yield f'<rect class="box" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'
    yield f'<path class="head" d="M{x} {y + _HEAD}v{4 - _HEAD}q0 -4 4 -4h{width - 8}q4 0 4 4v{_HEAD - 4}z"/>'
    yield _text("name", x + _PAD, y + 18, _short(entity.name))
    yield _text("table", x + _PAD, y + 33, _short(entity.table))
    for number, slot in enumerate(box.slots):
        yield from _slot_parts(slot, (x, y + _HEAD + number * UNIT), width, anchors)
    yield "</g>"


def _slot_parts(slot: _Slot, at: Point, width: int, anchors: Mapping[ClassId, str]) -> Iterator[str]:
    x, y = at
    left, right = x + _PAD, x + width - _PAD
    if slot.codes:
        code = _codes(slot)
        yield f'<rect class="bad" x="{x + 1}" y="{y + 1}" width="{width - 2}" height="{UNIT - 2}"/>'
        yield _sign(left, y + 5)
        left += 14
        right -= int(len(code) * _SMALL + 8)
        yield _text("code note", right + 8, y + 14, code)
    style = {"made": "made", "key": "note", "from": "note"}.get(slot.kind, "")
    yield _text(style, left, y + 14, slot.left)
    if slot.right:
        target = _text("to", int(right - _width(slot.right, _LETTER)), y + 14, slot.right)
        anchor = None if slot.target is None else anchors.get(slot.target)
        yield target if anchor is None else f'<a href="#{anchor}">{target}</a>'


def _line_parts(line: Line, route: Sequence[Point]) -> Iterator[str]:
    """A line from its ``entity`` to its ``other``, with the marks at both ends."""
    fault = " fault" if line.codes else ""
    label = line.label if not line.via else f"{line.label} (by {line.via})"
    said = f"{label}: {', '.join(line.codes)}" if line.codes else label
    yield f'<g class="link"><title>{escaped(said)}</title>'
    yield f'<path class="line {line.kind}{fault}" d="{_path(route)}"/>'
    if line.kind == "inherits":
        # A hollow triangle at the class that is inherited from.
        (x, y), before = route[-1], route[-2]
        s = 1 if before[0] > x else -1
        yield f'<path class="mark" d="M{x} {y}l{s * 12} -6v12z"/>'
    else:
        yield from _end_mark(route[0], route[1], line.end, fault)
        yield from _end_mark(route[-1], route[-2], line.other_end, fault)
    yield "</g>"


def _path(route: Sequence[Point]) -> str:
    """Straight stretches with rounded corners."""
    out = [f"M{route[0][0]} {route[0][1]}"]
    for before, corner, after in zip(route, route[1:], route[2:]):
        into = _towards(corner, before)
        away = _towards(corner, after)
        out.append(f"L{into[0]} {into[1]}Q{corner[0]} {corner[1]} {away[0]} {away[1]}")
    out.append(f"L{route[-1][0]} {route[-1][1]}")
    return "".join(out)


def _towards(corner: Point, other: Point) -> Point:
    """The point near a corner on the way to another."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(dx), abs(dy))
    step = min(_RADIUS, length // 2)
    return corner[0] + round(dx / length * step), corner[1] + round(dy / length * step)


def _end_mark(at: Point, before: Point, end: End, fault: str) -> Iterator[str]:
    """The sign of a line's end: a crow's foot, a bar, a bar behind a ring."""
    x, y = at
    s = 1 if before[0] > x else -1
    style = f'class="line mark{fault}"'
    if end is End.MANY:
        yield f'<path {style} d="M{x} {y - 6}L{x + s * 12} {y}L{x} {y + 6}"/>'
    elif end in (End.ONE, End.OPTIONAL):
        yield f'<path {style} d="M{x + s * 7} {y - 6}v12"/>'
    if end is End.OPTIONAL:
        yield f'<circle {style} cx="{x + s * 13}" cy="{y}" r="3.5"/>'


def _sign(x: float, y: float) -> str:
    return f'<path class="sign" d="M{x:.0f} {y + 10:.0f}l5.5 -10l5.5 10z"/>'


def _text(style: str, x: int, y: int, text: str) -> str:
    chosen = f' class="{style}"' if style else ""
    return f'<text{chosen} x="{x}" y="{y}">{escaped(text)}</text>'


def _codes(slot: _Slot) -> str:
    first = slot.codes[0]
    return first if len(slot.codes) == 1 else f"{first} +{len(slot.codes) - 1}"


def _slot_width(slot: _Slot) -> float:
    width = _width(slot.left, _LETTER) + (_width(slot.right, _LETTER) + _GAP if slot.right else 0)
    return width + (len(_codes(slot)) * _SMALL + 22 if slot.codes else 0)


def _width(text: str, letter: float) -> float:
    return letter * sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _short(text: str) -> str:
    """A text that is not too long to show; of a dotted name the end tells more."""
    if len(text) <= _LONGEST:
        return text
    return f"…{text[1 - _LONGEST :]}" if "." in text else f"{text[: _LONGEST - 1]}…"
