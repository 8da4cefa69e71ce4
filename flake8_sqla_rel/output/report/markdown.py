"""A report as Markdown, in the form that GitHub and GitLab read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flake8_sqla_rel.output.report.document import MARKS, Cell, Document, Figure, Section, Table
from flake8_sqla_rel.rules.wording import one_line


def to_markdown(document: Document) -> str:
    """The whole document."""
    return "\n".join(_lines(document)).rstrip("\n")


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_plain(document.title)}"
    for text in document.text:
        yield from ("", _plain(text))
    for section in document.sections:
        yield from _section(section, 2)


def _section(section: Section, depth: int) -> Iterator[str]:
    parts = [line for part in section.parts for line in _part(part)]
    if not (section.text or parts or section.sections):
        return
    yield from ("", f"{'#' * depth} {_plain(section.title)}")
    for text in section.text:
        yield from ("", _plain(text))
    yield from parts
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _part(part: Table | Figure) -> Iterator[str]:
    if isinstance(part, Figure):
        if part.mermaid:
            yield from ("", "```mermaid", part.mermaid, "```")
        return
    yield ""
    yield f"| {' | '.join(map(_plain, part.columns))} |"
    yield (
        "|" + "|".join("---:" if index in part.numeric else "---" for index in range(len(part.columns))) + "|"
    )
    for row in part.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: Cell) -> str:
    if not cell.text:
        return ""
    return MARKS[cell.tone] + (_code(cell.text) if cell.code else _plain(cell.text))


def _code(text: str) -> str:
    """A code span; in a table a bar has to be escaped even there."""
    inner = one_line(text).replace("|", "\\|")
    longest = max(map(len, re.findall("`+", inner)), default=0)
    fence = "`" * (longest + 1)
    space = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{fence}{space}{inner}{space}{fence}"


def _plain(text: str) -> str:
    """Text in which nothing means anything; an underscore within a word means nothing as it is."""
    escaped = re.sub(r"[\\`*{}\[\]<>|~&$#!]", r"\\\g<0>", one_line(text))
    return re.sub(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])", r"\\_", escaped)
