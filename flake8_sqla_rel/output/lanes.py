"""Lanes for lines that cross a gap between two columns: who turns where, so that none lies on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

LANE: Final = 10
"""The distance of two lanes."""

_NUDGE: Final = 5


@dataclass(frozen=True, slots=True)
class Track:
    """A line over a gap: the height at which it comes from the left, and that at which it goes on.

    A ``loop`` comes from the left and goes back there.
    """

    start: int
    end: int
    loop: bool = False

    @property
    def straight(self) -> bool:
        """Whether it needs no lane."""
        return self.start == self.end and not self.loop


class Lane(NamedTuple):
    """The lane of a line, counted from the left, and the heights between which it runs there."""

    number: int
    start: int
    end: int


def assign(tracks: Sequence[Track]) -> list[Lane]:
    """A lane for each line.

    A line that comes in at the height at which another goes out has to turn before that one.
    Of two that swap heights the one that is taken first goes out a little lower than asked.
    """
    lanes: dict[int, Lane] = {}
    waiting = sorted(
        (n for n, track in enumerate(tracks) if not track.straight), key=lambda n: _turn(tracks[n])
    )
    coming: Counter[int] = Counter(height for n in waiting for height in _heights(tracks[n]))
    while waiting:
        number = next((n for n in waiting if _is_free(tracks[n], coming)), None)
        moved = _NUDGE if number is None else 0
        number = waiting[0] if number is None else number
        track = tracks[number]
        least = max(
            (lane.number + 1 for m, lane in lanes.items() if _keeps_left(tracks[m], track)), default=0
        )
        lanes[number] = _first_free(track.start, track.end + moved, least, list(lanes.values()))
        waiting.remove(number)
        coming.subtract(_heights(track))
    return [lanes.get(n, Lane(0, track.start, track.end)) for n, track in enumerate(tracks)]


def _turn(track: Track) -> tuple[bool, int, int]:
    """The order in which lines that run side by side cross least: those downwards from the lowest up."""
    down = track.end > track.start
    return (not down, -track.start if down else track.start, track.end)


def _heights(track: Track) -> tuple[int, ...]:
    """The heights at which a line comes from the left."""
    return (track.start, track.end) if track.loop else (track.start,)


def _is_free(track: Track, coming: Mapping[int, int]) -> bool:
    """Whether no line that still waits, counted in ``coming`` by its heights, has to turn before this one."""
    return track.loop or coming[track.end] == (track.end in _heights(track))


def _precedes(first: Track, second: Track) -> bool:
    """Whether the first has to turn left of where the second does."""
    return not second.loop and second.end in _heights(first)


def _keeps_left(first: Track, second: Track) -> bool:
    """Whether the lane of the second must be right of that of the first, which was given before."""
    if _precedes(first, second):
        return True
    same_way = (first.end > first.start) == (second.end > second.start)
    return same_way and _meet(first.start, first.end, second.start, second.end)


def _first_free(start: int, end: int, least: int, taken: Sequence[Lane]) -> Lane:
    number = least
    while any(lane.number == number and _meet(lane.start, lane.end, start, end) for lane in taken):
        number += 1
    return Lane(number, start, end)


def _meet(start: int, end: int, other_start: int, other_end: int) -> bool:
    return min(start, end) <= max(other_start, other_end) and min(other_start, other_end) <= max(start, end)
