"""What a fix would change: edits of text over one or several files.

These are values only. :mod:`flake8_sqla_rel.fix` makes them and carries them out; reports show
them beside the finding.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one file and the text that takes its place.

    ``path`` is relative to the root, with ``/`` between its parts. The stretch goes from
    ``line``, ``col`` up to, and without, ``end_line``, ``end_col``: lines from 1, columns from 0 in
    characters (code points) of the decoded line, a byte order mark not counted. An insertion
    has an empty stretch.
    """

    path: str
    line: int
    col: int
    end_line: int
    end_col: int
    text: str

    @property
    def span(self) -> tuple[str, int, int, int, int]:
        """The file and the stretch."""
        return (self.path, self.line, self.col, self.end_line, self.end_col)


@dataclass(frozen=True, slots=True)
class Fix:
    """One repair: all of its edits or none.

    ``code`` is the rule whose finding it mends, ``subject`` that finding's mapped thing
    (``Booking.chef``), ``title`` one line of what it does. ``safe`` tells that the mapping means the
    same afterwards or what the finding says it has to mean; ``why`` is what speaks against
    applying it unseen, ``""`` for a safe one. ``edits`` are in the order of the text and do not overlap; those at one
    place go in one after the other.
    """

    code: str
    title: str
    subject: str
    safe: bool
    edits: tuple[Edit, ...]
    why: str = ""
