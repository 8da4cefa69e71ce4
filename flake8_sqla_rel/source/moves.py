"""Whether two texts of a module say the same, and what of it moved where.

A comment, a docstring or the body of a method that maps nothing is no part of the facts: to
edit it moves what stands below. What is worked out of facts depends on their positions by their
order alone, so that it stays as it is but for being elsewhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from flake8_sqla_rel.source.facts import Assign, Class, Expected, ModuleFacts, Param

#: Line from 1 and column from 0.
_Position: TypeAlias = tuple[int, int]


class Moves(NamedTuple):
    """Where each position of a module went, and each line."""

    positions: dict[_Position, _Position]
    lines: dict[int, int]


def moves(before: ModuleFacts, after: ModuleFacts) -> Moves | None:
    """The moves that make the one facts of a module the other, ``None`` when they say different things.

    So it is, too, when a position comes before another that it came behind, or when two come
    to stand in one line, or no longer do: which names are bound where may then be another matter.
    """
    found = Moves({}, {})
    pending: list[tuple[Any, Any]] = [*zip(before, after)]
    while pending:
        one, other = pending.pop()
        if type(one) is not type(other):
            return None
        if not isinstance(one, tuple):
            # What is not equal to itself is no number that source has.
            if one != other:
                return None
        elif len(one) != len(other):
            return None
        elif type(one) is tuple or isinstance(one, Param):
            pending += zip(one, other)
        else:
            skip = 2
            if isinstance(one, Assign | Class | Expected):
                skip = 3
                if not _note(found.lines, one.end_line, other.end_line):
                    return None
            if not _note(found.lines, one[0], other[0]) or not _note(found.positions, one[:2], other[:2]):
                return None
            pending += zip(one[skip:], other[skip:])
    return found if _keeps_order(found.lines) and _keeps_order(found.positions) else None


def _note(found: dict[Any, Any], one: Any, other: Any) -> bool:
    return bool(found.setdefault(one, other) == other)


def _keeps_order(found: dict[Any, Any]) -> bool:
    after = [found[position] for position in sorted(found)]
    return all(one < other for one, other in pairwise(after))
