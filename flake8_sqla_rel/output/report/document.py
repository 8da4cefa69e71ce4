"""What a report is made of, whatever form it takes: sections with text, tables and a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Tone: TypeAlias = Literal["", "good", "fair", "bad"]

#: What stands before a text of each tone, for those who do not see its colour.
MARKS: Final[Mapping[Tone, str]] = {"": "", "good": "✓ ", "fair": "○ ", "bad": "✗ "}


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table. ``code`` tells that it is a name or code, ``link`` is the id of a box of the picture."""

    text: str
    code: bool = False
    tone: Tone = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns. ``numeric`` columns are set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: as SVG for what can show it, as Mermaid for what draws that; empty for neither."""

    svg: str
    mermaid: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said below it, tables and pictures, and sections within."""

    title: str
    text: tuple[str, ...] = ()
    parts: tuple[Table | Figure, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole."""

    title: str
    text: tuple[str, ...]
    sections: tuple[Section, ...]


def code(text: str, link: str = "") -> Cell:
    """A name, a code or a place."""
    return Cell(text, code=True, link=link)


def table(columns: str, rows: Sequence[tuple[Cell, ...]]) -> Table:
    """A table; ``columns`` are its heads with ``|`` between them, those that end in ``#`` hold numbers."""
    heads = columns.split("|")
    numeric = frozenset(index for index, head in enumerate(heads) if head.endswith("#"))
    return Table(tuple(head.rstrip("#") for head in heads), tuple(rows), numeric)
