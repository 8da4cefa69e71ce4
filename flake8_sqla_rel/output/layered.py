"""Boxes in columns, with right-angled lines between them: a small layered layout.

Every line leaves a box at its right side and enters another, further right, at its left side;
one to the box itself leaves and enters at the right. Between two columns each line has a lane
of its own where it would otherwise run over another, and a line that passes a column does so
in a place that is kept free for it. Nothing is random, so that equal input gives equal output.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from flake8_sqla_rel.output.lanes import LANE, Track, assign

UNIT: Final = 20
"""The grid of everything vertical: heights of boxes are multiples of it."""

_MARGIN: Final = 26  # Between a box and the next lane: room for the mark at a line's end.
_SWEEPS: Final = 12

Point: TypeAlias = tuple[int, int]


class Size(NamedTuple):
    """Of a box."""

    width: int
    height: int


class Link(NamedTuple):
    """A line between two boxes; a port is the distance of its end from the top of the box."""

    left: str
    left_port: int
    right: str
    right_port: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Top left corners and widths of the boxes, the corners of every line, and the size of it all.

    A line whose left box came to stand right of its right one has its corners in reverse, so
    that they begin at ``Link.left`` always.
    """

    at: Mapping[str, Point]
    widths: Mapping[str, int]
    routes: tuple[tuple[Point, ...], ...]
    size: Size


@dataclass(frozen=True, slots=True)
class _Hop:
    """A line's way from one column to the next."""

    link: int
    left: str
    left_port: int
    right: str
    right_port: int


@dataclass(slots=True)
class _Grid:
    """The columns of nodes (boxes, and the places where lines pass), and the hops between them."""

    columns: list[list[str]]
    heights: dict[str, int]
    hops: list[list[_Hop]]
    tops: dict[str, int] = field(default_factory=dict)


def arrange(sizes: Mapping[str, Size], links: Sequence[Link]) -> Arrangement:
    """Where boxes of these sizes and the lines between them go."""
    column = _columns(list(sizes), links)
    grid = _grid(sizes, links, column)
    _order(grid)
    _stack(grid)
    return _drawn(grid, sizes, links, column)


# Columns


def _columns(boxes: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """The column of each box: right of all that lead to it, circles cut where they close."""
    after = _without_circles(boxes, links)
    column = dict.fromkeys(boxes, 0)
    for box in _from_the_left(boxes, after):
        for other in after[box]:
            column[other] = max(column[other], column[box] + 1)
    led_to = {other for others in after.values() for other in others}
    for box in boxes:
        if box not in led_to and after[box]:
            column[box] = min(column[other] for other in after[box]) - 1
    _spread_leaves(boxes, links, column)
    first = min(column.values())
    return {box: number - first for box, number in column.items()}


def _without_circles(boxes: Sequence[str], links: Sequence[Link]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {box: [] for box in boxes}
    for link in links:
        if link.left == link.right or link.right in after[link.left]:
            continue
        if link.left in _reached(after, link.right):
            if link.left not in after[link.right]:
                after[link.right].append(link.left)
        else:
            after[link.left].append(link.right)
    return after


def _reached(after: Mapping[str, Sequence[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(after[waiting.pop()]) - found
        found |= new
        waiting += sorted(new)
    return found


def _from_the_left(boxes: Sequence[str], after: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The boxes so that none comes before one that leads to it."""
    before = dict.fromkeys(boxes, 0)
    for others in after.values():
        for other in others:
            before[other] += 1
    ready = [box for box in boxes if not before[box]]
    while ready:
        box = ready.pop(0)
        yield box
        for other in after[box]:
            before[other] -= 1
            if not before[other]:
                ready.append(other)


def _spread_leaves(boxes: Sequence[str], links: Sequence[Link], column: dict[str, int]) -> None:
    """Put half of many boxes that hang on one box only to its left, the other half to its right."""
    neighbours: dict[str, set[str]] = {box: set() for box in boxes}
    for link in links:
        if link.left != link.right:
            neighbours[link.left].add(link.right)
            neighbours[link.right].add(link.left)
    for box in boxes:
        leaves = [other for other in boxes if neighbours[other] == {box}]
        if len(leaves) < 5 or len(leaves) * 2 <= len(neighbours[box]):
            continue
        right = [leaf for leaf in leaves if column[leaf] > column[box]]
        left = [leaf for leaf in leaves if column[leaf] < column[box]]
        for crowded, free, side in ((right, left, -1), (left, right, 1)):
            for leaf in crowded[len(free) :][1::2]:
                column[leaf] = column[box] + side


# The grid


def _grid(sizes: Mapping[str, Size], links: Sequence[Link], column: Mapping[str, int]) -> _Grid:
    count = max(column.values()) + 1
    columns: list[list[str]] = [[] for _ in range(count)]
    for box in sizes:
        columns[column[box]].append(box)
    grid = _Grid(columns, {box: size.height for box, size in sizes.items()}, [[] for _ in range(count)])
    for number, link in enumerate(links):
        if link.left != link.right:
            _add_hops(grid, number, link, column)
    return grid


def _add_hops(grid: _Grid, number: int, link: Link, column: Mapping[str, int]) -> None:
    """Cut a line into hops from column to column, with a place to pass each column between."""
    ends = [(link.left, link.left_port), (link.right, link.right_port)]
    if column[link.left] > column[link.right]:
        ends.reverse()
    (here, port), (last, last_port) = ends
    for index in range(column[here], column[last] - 1):
        passing = f"\0{number}:{index + 1}"
        grid.columns[index + 1].append(passing)
        grid.heights[passing] = UNIT
        grid.hops[index].append(_Hop(number, here, port, passing, UNIT // 2))
        here, port = passing, UNIT // 2
    grid.hops[column[last] - 1].append(_Hop(number, here, port, last, last_port))


# The order in each column


def _order(grid: _Grid) -> None:
    """Order the nodes of each column so that few lines cross."""
    best = [list(each) for each in grid.columns]
    fewest = _crossings(grid)
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        indexes = range(1, len(grid.columns)) if rightwards else range(len(grid.columns) - 2, -1, -1)
        for index in indexes:
            _sort_column(grid, index, index - 1 if rightwards else index)
        _swap_neighbours(grid)
        count = _crossings(grid)
        if count < fewest:
            fewest, best = count, [list(each) for each in grid.columns]
    grid.columns[:] = best


def _sort_column(grid: _Grid, index: int, gap: int) -> None:
    """Sort a column by where its lines over one gap end."""
    rank = _ranks(grid)
    wanted: dict[str, list[float]] = defaultdict(list)
    for hop in grid.hops[gap]:
        if gap < index:
            wanted[hop.right].append(rank[hop.left] + _share(grid, hop.left, hop.left_port))
        else:
            wanted[hop.left].append(rank[hop.right] + _share(grid, hop.right, hop.right_port))
    where = {
        node: sum(wanted[node]) / len(wanted[node]) if wanted[node] else rank[node]
        for node in grid.columns[index]
    }
    grid.columns[index].sort(key=lambda node: where[node])


def _ranks(grid: _Grid) -> dict[str, float]:
    return {node: float(rank) for column in grid.columns for rank, node in enumerate(column)}


def _share(grid: _Grid, node: str, port: int) -> float:
    """How far down a node a port is, as a part of its height."""
    return port / (grid.heights[node] + 1)


def _swap_neighbours(grid: _Grid) -> None:
    """Swap two that follow one another where that takes crossings away."""
    rank = _ranks(grid)
    for index, column in enumerate(grid.columns):
        ends = _far_ends(grid, index, rank)
        for upper in range(len(column) - 1):
            above, below = ends[column[upper]], ends[column[upper + 1]]
            crossed = sum(a > b for one, other in zip(above, below) for a in one for b in other)
            swapped = sum(a < b for one, other in zip(above, below) for a in one for b in other)
            if swapped < crossed:
                column[upper], column[upper + 1] = column[upper + 1], column[upper]
        rank.update((node, float(number)) for number, node in enumerate(column))


def _far_ends(
    grid: _Grid, index: int, rank: Mapping[str, float]
) -> Mapping[str, tuple[list[float], list[float]]]:
    """Where the lines of each node of a column end: in the columns to its left and to its right."""
    found: dict[str, tuple[list[float], list[float]]] = {node: ([], []) for node in grid.columns[index]}
    for hop in grid.hops[index - 1] if index else ():
        found[hop.right][0].append(rank[hop.left] + _share(grid, hop.left, hop.left_port))
    for hop in grid.hops[index]:
        found[hop.left][1].append(rank[hop.right] + _share(grid, hop.right, hop.right_port))
    return found


def _crossings(grid: _Grid) -> int:
    """How many pairs of hops cross."""
    rank = _ranks(grid)
    count = 0
    for hops in grid.hops:
        ends = [
            (
                rank[hop.left] + _share(grid, hop.left, hop.left_port),
                rank[hop.right] + _share(grid, hop.right, hop.right_port),
            )
            for hop in hops
        ]
        for number, (left, right) in enumerate(ends):
            count += sum((left - other[0]) * (right - other[1]) < 0 for other in ends[number + 1 :])
    return count


# Heights


def _stack(grid: _Grid) -> None:
    """Give every node its top: near what it is linked with, apart from those above and below."""
    for column in grid.columns:
        top = 0
        for node in column:
            grid.tops[node] = top
            top += grid.heights[node] + UNIT
    for sweep in range(_SWEEPS):
        indexes = range(len(grid.columns))
        for index in indexes if sweep % 2 else reversed(indexes):
            wishes = [_wish(grid, index, node) for node in grid.columns[index]]
            for node, top in zip(grid.columns[index], _apart(grid, grid.columns[index], wishes)):
                grid.tops[node] = top
    highest = min(grid.tops.values())
    for node in grid.tops:
        grid.tops[node] -= highest


def _wish(grid: _Grid, index: int, node: str) -> float:
    """Where the lines of a node would be straight, for the one in the middle of them."""
    wishes = [
        float(grid.tops[hop.right] + hop.right_port - hop.left_port)
        for hop in grid.hops[index]
        if hop.left == node
    ]
    if index:
        wishes += [
            float(grid.tops[hop.left] + hop.left_port - hop.right_port)
            for hop in grid.hops[index - 1]
            if hop.right == node
        ]
    return median(wishes) if wishes else float(grid.tops[node])


def _apart(grid: _Grid, column: Sequence[str], wishes: Sequence[float]) -> list[int]:
    """The tops nearest to the wishes that keep the order and a free unit between any two.

    Nodes whose wishes collide move together as a block, to the mean of what they wish.
    """
    offsets: list[float] = []
    offset = 0.0
    for node in column:
        offsets.append(offset)
        offset += grid.heights[node] + UNIT
    blocks: list[tuple[float, int]] = []  # The sum of the wishes less the offsets, and how many.
    for wish, offset in zip(wishes, offsets):
        blocks.append((wish - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = (blocks[-1][0] + total, blocks[-1][1] + count)
    bases = [total / count for total, count in blocks for _ in range(count)]
    return [int((base + offset) // UNIT * UNIT) for base, offset in zip(bases, offsets)]


# Lines


def _drawn(
    grid: _Grid, sizes: Mapping[str, Size], links: Sequence[Link], column: Mapping[str, int]
) -> Arrangement:
    tracks = [_tracks(grid, index, links) for index in range(len(grid.columns))]
    lefts, widths, right_end = _across(grid, sizes, tracks)
    corners: dict[int, list[Point]] = {}
    for index, gap in enumerate(tracks):
        right = lefts[index] + widths[index]
        for (line, track), lane in zip(gap, assign([track for _, track in gap])):
            x = right + _MARGIN + lane.number * LANE
            end = right if track.loop else lefts[index + 1]
            way = corners.setdefault(line, [])
            way += [(right, lane.start), (x, lane.start), (x, lane.end), (end, lane.end)]
    routes = []
    for number, link in enumerate(links):
        way = _smooth(corners[number])
        routes.append(tuple(way if column[link.left] <= column[link.right] else reversed(way)))
    at = {box: (lefts[column[box]], grid.tops[box]) for box in sizes}
    bottom = max(top + grid.heights[node] for node, top in grid.tops.items())
    return Arrangement(
        at, {box: widths[column[box]] for box in sizes}, tuple(routes), Size(right_end, bottom)
    )


def _tracks(grid: _Grid, index: int, links: Sequence[Link]) -> list[tuple[int, Track]]:
    """What has to cross the gap right of a column, or turns round in it."""
    tops = grid.tops
    found = [
        (hop.link, Track(tops[hop.left] + hop.left_port, tops[hop.right] + hop.right_port))
        for hop in grid.hops[index]
    ]
    for number, link in enumerate(links):
        if link.left == link.right and link.left in grid.columns[index]:
            top = tops[link.left]
            found.append((number, Track(top + link.left_port, top + link.right_port, loop=True)))
    return found


def _across(
    grid: _Grid, sizes: Mapping[str, Size], tracks: Sequence[Sequence[tuple[int, Track]]]
) -> tuple[list[int], list[int], int]:
    """The left edge and the width of each column, and where everything ends."""
    lefts: list[int] = []
    widths: list[int] = []
    x = end = 0
    for column, gap in zip(grid.columns, tracks):
        lefts.append(x)
        widths.append(max((sizes[node].width for node in column if node in sizes), default=0))
        lanes = [lane.number for lane in assign([track for _, track in gap])]
        end = x + widths[-1] + (_MARGIN + max(lanes) * LANE + LANE if gap else 0)
        x += widths[-1] + 2 * _MARGIN + max(lanes, default=0) * LANE
    return lefts, widths, max(end, lefts[-1] + widths[-1])


def _smooth(way: Sequence[Point]) -> list[Point]:
    """The corners of a line, without those at which it goes straight on.

    Where a hop ends a little lower than the next begins (see :mod:`lanes`), it steps up there.
    """
    found: list[Point] = []
    for point in _stepped(way):
        if found and found[-1] == point:
            continue
        if len(found) > 1 and (
            found[-2][0] == found[-1][0] == point[0] or found[-2][1] == found[-1][1] == point[1]
        ):
            found[-1] = point
        else:
            found.append(point)
    return found


def _stepped(way: Sequence[Point]) -> Iterator[Point]:
    """The points, with a corner between any two that are neither above nor beside one another."""
    last = way[0]
    for point in way:
        if last[0] != point[0] and last[1] != point[1]:
            yield last[0], point[1]
        yield point
        last = point
