"""A report as plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from flake8_sqla_rel.output.report.document import MARKS, Cell, Document, Figure, Section, Table
from flake8_sqla_rel.rules.wording import one_line

_UNDER = {1: "=", 2: "-"}


def to_text(document: Document) -> str:
    """The whole document; the picture is left out."""
    return "\n".join(_lines(document)).strip("\n")


def _lines(document: Document) -> Iterator[str]:
    yield from _heading(document.title, 1)
    for text in document.text:
        yield from ("", one_line(text))
    for section in document.sections:
        yield from _section(section, 2)


def _heading(title: str, depth: int) -> Iterator[str]:
    text = one_line(title)
    yield ""
    yield text
    if depth in _UNDER:
        yield _UNDER[depth] * _width(text)


def _section(section: Section, depth: int) -> Iterator[str]:
    tables = [part for part in section.parts if not isinstance(part, Figure)]
    if not (section.text or tables or section.sections):
        return
    yield from _heading(section.title, depth)
    for text in section.text:
        yield from ("", one_line(text))
    for found in tables:
        yield ""
        yield from _table(found)
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _table(found: Table) -> Iterator[str]:
    rows = [list(found.columns), *([_cell(cell) for cell in row] for row in found.rows)]
    widths = [max(_width(row[index]) for row in rows) for index in range(len(found.columns))]
    for number, row in enumerate(rows):
        texts = [
            _padded(text, width, index in found.numeric)
            for index, (text, width) in enumerate(zip(row, widths))
        ]
        yield f"  {'  '.join(texts)}".rstrip()
        if number == 0:
            under = [*widths[:-1], _width(row[-1])]  # The last column may be as wide as a message.
            yield f"  {'  '.join('-' * width for width in under)}"


def _cell(cell: Cell) -> str:
    return MARKS[cell.tone] + one_line(cell.text) if cell.text else ""


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
