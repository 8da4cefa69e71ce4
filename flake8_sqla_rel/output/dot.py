"""The picture in Graphviz's language: a table for a box, a port for a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId
from flake8_sqla_rel.output.markup import escaped
from flake8_sqla_rel.output.pairs import End
from flake8_sqla_rel.output.picture import Entity, Line, Picture, Row
from flake8_sqla_rel.rules.wording import one_line

_ARROWS: Final = {End.ONE: "tee", End.OPTIONAL: "teeodot", End.MANY: "crow", End.UNKNOWN: "none"}
_FAULT: Final = "#a40e26"


def dot(picture: Picture, title: str) -> str:
    """The picture as a ``digraph``."""
    return "\n".join(_lines(picture, title))


def _lines(picture: Picture, title: str) -> Iterator[str]:
    names = {entity.id: f"E{number}" for number, entity in enumerate(picture.entities, start=1)}
    yield f"digraph {_quoted(title)} {{"
    yield '  graph [rankdir=LR, fontname="Helvetica", ranksep=1.2]'
    yield '  node [shape=plain, fontname="Helvetica", fontsize=11]'
    yield '  edge [fontname="Helvetica", fontsize=10, color="#57606a"]'
    for entity in picture.entities:
        yield f"  {names[entity.id]} [label=<{_table(entity)}>, tooltip={_quoted(entity.place)}]"
    for line in picture.lines:
        yield f"  {_edge(line, names)}"
    yield "}"


def _table(entity: Entity) -> str:
    names = f"<B>{escaped(entity.name)}</B><BR/>{escaped(entity.table)}"
    rows = [f'<TR><TD BGCOLOR="#dbe7f5" PORT="head">{names}</TD></TR>']
    rows += [_row(number, row) for number, row in enumerate(entity.rows)]
    if entity.more:
        rows.append(f'<TR><TD ALIGN="LEFT">… {entity.more} more</TD></TR>')
    return f'<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">{"".join(rows)}</TABLE>'


def _row(number: int, row: Row) -> str:
    many = {End.MANY: "n ", End.UNKNOWN: "? "}.get(row.end, "")
    text = f"{escaped(row.key)} → {many}{escaped(row.target_name)}"
    if row.made:
        text = f"<I>{text}</I>"
    if row.codes:
        text = f'<FONT COLOR="{_FAULT}">▲ {text} <B>{escaped(", ".join(row.codes))}</B></FONT>'
    fill = ' BGCOLOR="#ffe3e0"' if row.codes else ""
    return f'<TR><TD ALIGN="LEFT" PORT="r{number}"{fill}>{text}</TD></TR>'


def _edge(line: Line, names: Mapping[ClassId, str]) -> str:
    here = _port(names[line.entity], line.row)
    there = _port(names[line.other], line.other_row)
    if line.kind == "inherits":
        return f"{there} -> {here} [dir=back, arrowtail=empty]"
    said = line.label + (f" by {line.via}" if line.via else "")
    given = {
        "dir": "both",
        "arrowtail": _ARROWS[line.end],
        "arrowhead": _ARROWS[line.other_end],
        "tooltip": _quoted(said),
    }
    if line.kind == "key":
        given["style"] = "dotted"
    if line.codes:
        given |= {"color": _quoted(_FAULT), "fontcolor": _quoted(_FAULT), "style": "dashed", "penwidth": "2"}
        given["label"] = _quoted(", ".join(line.codes))
    if line.end is End.MANY and line.other_end is not End.MANY:
        # From the one to the many, so that the ranks run as in the other pictures.
        here, there = there, here
        given["arrowtail"], given["arrowhead"] = given["arrowhead"], given["arrowtail"]
    return f"{here} -> {there} [{', '.join(f'{name}={value}' for name, value in given.items())}]"


def _port(name: str, row: int | None) -> str:
    return f"{name}:head" if row is None else f"{name}:r{row}"


def _quoted(text: str) -> str:
    inner = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
