"""Lanes for lines that cross a gap between two columns: who turns where, so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
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
    while waiting:
        free = [n for n in waiting if not any(_precedes(tracks[m], tracks[n]) for m in waiting if m != n)]
        number = free[0] if free else waiting[0]
        track, moved = tracks[number], 0 if free else _NUDGE
        least = max(
            (lane.number + 1 for m, lane in lanes.items() if _keeps_left(tracks[m], track)), default=0
        )
        lanes[number] = _first_free(track.start, track.end + moved, least, list(lanes.values()))
        waiting.remove(number)
    return [lanes.get(n, Lane(0, track.start, track.end)) for n, track in enumerate(tracks)]


def _turn(track: Track) -> tuple[bool, int, int]:
    """The order in which lines that run side by side cross least: those downwards from the lowest up."""
    down = track.end > track.start
    return (not down, -track.start if down else track.start, track.end)


def _precedes(first: Track, second: Track) -> bool:
    """Whether the first has to turn left of where the second does."""
    heights = {first.start, first.end} if first.loop else {first.start}
    return not second.loop and second.end in heights


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
