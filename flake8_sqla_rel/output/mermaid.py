"""The picture as Mermaid's ``erDiagram``, as pages on GitHub and GitLab show it.

Mermaid cannot dash or colour a line of such a diagram by itself, so a fault is named in the
label of its line and in its row, and the boxes at fault are coloured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId
from flake8_sqla_rel.output.pairs import End
from flake8_sqla_rel.output.picture import Line, Picture, Row
from flake8_sqla_rel.rules.wording import one_line

_LEFT: Final = {End.ONE: "||", End.OPTIONAL: "|o", End.MANY: "}o", End.UNKNOWN: "|o"}
_RIGHT: Final = {End.ONE: "||", End.OPTIONAL: "o|", End.MANY: "o{", End.UNKNOWN: "o|"}
_KEYS: Final = ("PK", "FK", "UK")
_FAULT: Final = "classDef faulty fill:#ffe3e0,stroke:#a40e26,stroke-width:3px,color:#1f2328"


def mermaid(picture: Picture, title: str) -> str:
    """The picture as text for Mermaid."""
    return "\n".join(_lines(picture, title))


def _lines(picture: Picture, title: str) -> Iterator[str]:
    names = {entity.id: f"E{number}" for number, entity in enumerate(picture.entities, start=1)}
    faulty = {entity.id for entity in picture.entities if any(row.codes for row in entity.rows)}
    yield f"%% {_plain(title)}"
    yield "erDiagram"
    yield "    direction LR"
    for entity in picture.entities:
        style = ":::faulty" if entity.id in faulty else ""
        head = f'    {names[entity.id]}["{_plain(entity.name)} ({_plain(entity.table)})"]{style}'
        if not entity.rows:
            yield head
            continue
        yield f"{head} {{"
        for row in entity.rows:
            yield f"        {_row(row)}"
        yield "    }"
    for line in picture.lines:
        yield f"    {_line(line, names)}"
    if faulty:
        yield f"    {_FAULT}"


def _row(row: Row) -> str:
    """``type name "comment"``: the type is what the attribute leads to."""
    many = {End.MANY: "[]", End.UNKNOWN: ""}.get(row.end, "")
    said = ["backref"] if row.made else []
    said += ["foreign key only"] if row.kind == "key" else []
    said += [f"⚠ {', '.join(row.codes)}"] if row.codes else []
    name = _word(row.key)
    if name != row.key:
        said.insert(0, _plain(row.key))
    comment = f' "{"; ".join(said)}"' if said else ""
    return f"{_word(row.target_name)}{many} {name}{comment}"


def _line(line: Line, names: dict[ClassId, str]) -> str:
    if line.kind == "inherits":
        return f'{names[line.entity]} |o..|| {names[line.other]} : "is a"'
    drawn = "--" if line.kind == "relationship" else ".."
    said = _plain(line.label) + (f" by {_plain(line.via)}" if line.via else "")
    if line.codes:
        said = f"⚠ {', '.join(line.codes)} {said}"
    ends = f"{_LEFT[line.end]}{drawn}{_RIGHT[line.other_end]}"
    return f'{names[line.entity]} {ends} {names[line.other]} : "{said}"'


def _word(text: str) -> str:
    """Text as a name that Mermaid takes for an attribute or its type."""
    found = re.sub(r"[^0-9A-Za-z_]", "_", text)
    if found.upper() in _KEYS or not re.match(r"[A-Za-z]", found):
        return f"x{found}"
    return found


def _plain(text: str) -> str:
    """Text for a place between double quotes, where Mermaid knows no escapes."""
    return re.sub(r'["%\\;#<>{}`~]', "_", one_line(text)).strip() or "_"
