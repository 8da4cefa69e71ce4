"""Rectangles on a sheet: each as high as it goes, the widest place for it furthest left."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

from flake8_sqla_rel.output.layered import Point, Size

_SHAPE: Final = 1.5  # How much wider than high a sheet should be.


def pack(sizes: Sequence[Size], gap: int) -> tuple[list[Point], Size]:
    """The top left corner of each rectangle, in the order given, and the size of the sheet.

    The tallest are placed first; none is nearer to another than ``gap``.
    """
    if not sizes:
        return [], Size(0, 0)
    area = sum((size.width + gap) * (size.height + gap) for size in sizes)
    sheet = max(max(size.width for size in sizes) + gap, int(sqrt(area * _SHAPE)))
    skyline = [(0, sheet, 0)]  # Stretches: from, to, how far down they are taken.
    places: list[Point] = [(0, 0)] * len(sizes)
    for number in sorted(range(len(sizes)), key=lambda n: (-sizes[n].height, n)):
        width, height = sizes[number].width + gap, sizes[number].height + gap
        x, y = _lowest(skyline, sheet, width)
        places[number] = (x, y)
        skyline = _covered(skyline, x, x + width, y + height)
    right = max(place[0] + size.width for place, size in zip(places, sizes))
    bottom = max(place[1] + size.height for place, size in zip(places, sizes))
    return places, Size(right, bottom)


def _lowest(skyline: Sequence[tuple[int, int, int]], sheet: int, width: int) -> Point:
    """Where a rectangle of this width lies highest, furthest left among equals."""
    starts = [start for start, _, _ in skyline if start + width <= sheet]
    found = [(max(d for a, b, d in skyline if a < start + width and b > start), start) for start in starts]
    depth, x = min(found)
    return x, depth


def _covered(
    skyline: Sequence[tuple[int, int, int]], left: int, right: int, depth: int
) -> list[tuple[int, int, int]]:
    """The skyline when the stretch from ``left`` to ``right`` is taken down to ``depth``."""
    found = [(left, right, depth)]
    for start, end, old in skyline:
        if start < left:
            found.append((start, min(end, left), old))
        if end > right:
            found.append((max(start, right), end, old))
    return sorted(found)
