"""The layout of boxes and lines, on boxes and lines at random."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.output.layered import UNIT, Arrangement, Link, Point, Size, arrange
from flake8_sqla_rel.output.packing import pack

Stretch = tuple[Point, Point]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[dict[str, Size], list[Link]]:
    """Up to nine boxes of up to six rows, and lines of which each has two rows to itself."""
    rows = draw(st.lists(st.integers(1, 6), min_size=1, max_size=9))
    sizes = {f"b{n}": Size(100 + 10 * count, (2 + count) * UNIT) for n, count in enumerate(rows)}
    ports = [(f"b{n}", (2 + row) * UNIT + UNIT // 2) for n, count in enumerate(rows) for row in range(count)]
    shuffled = draw(st.permutations(ports))
    count = draw(st.integers(0, len(shuffled) // 2))
    ends = zip(shuffled[:count], shuffled[count : 2 * count])
    return sizes, [Link(*left, *right) for left, right in ends]


@settings(max_examples=60)
@given(drawings())
def test_boxes_and_lines_keep_out_of_each_others_way(drawing: tuple[dict[str, Size], list[Link]]) -> None:
    sizes, links = drawing
    found = arrange(sizes, links)
    assert found == arrange(sizes, links)
    boxes = {box: (*found.at[box], found.widths[box], sizes[box].height) for box in sizes}
    assert not [pair for pair in combinations(boxes.values(), 2) if _overlap(*pair)]
    stretches = [_stretches(route) for route in found.routes]
    for link, route in zip(links, found.routes):
        assert _ends_at(route[0], boxes[link.left], link.left_port, loosely=link)
        assert _ends_at(route[-1], boxes[link.right], link.right_port, loosely=link)
    for some in stretches:
        assert not [(s, box) for s in some for box in boxes.values() if _through(s, box)]
    for one, other in combinations(stretches, 2):
        assert not [(a, b) for a in one for b in other if _on_top(a, b)]
    assert all(a[0] == b[0] or a[1] == b[1] for some in stretches for a, b in some)
    assert _inside(found)


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _stretches(route: tuple[Point, ...]) -> list[Stretch]:
    return list(pairwise(route))


def _ends_at(point: Point, box: tuple[int, int, int, int], port: int, *, loosely: Link) -> bool:
    """At the side of the box, at the port or, where two swap heights, a little below it."""
    x, y, width, _ = box
    return point[0] in (x, x + width) and y + port <= point[1] <= y + port + 5


def _through(stretch: Stretch, box: tuple[int, int, int, int]) -> bool:
    (x1, y1), (x2, y2) = stretch
    x, y, width, height = box
    return min(x1, x2) < x + width and max(x1, x2) > x and min(y1, y2) < y + height and max(y1, y2) > y


def _on_top(one: Stretch, other: Stretch) -> bool:
    """Whether two straight stretches share more than a point."""
    for axis in (0, 1):
        if one[0][axis] == one[1][axis] == other[0][axis] == other[1][axis]:
            low, high = sorted((one[0][1 - axis], one[1][1 - axis]))
            other_low, other_high = sorted((other[0][1 - axis], other[1][1 - axis]))
            return low < other_high and other_low < high
    return False


def _inside(found: Arrangement) -> bool:
    points = [*found.at.values(), *(point for route in found.routes for point in route)]
    return all(0 <= x <= found.size.width and 0 <= y <= found.size.height for x, y in points)


@given(st.lists(st.builds(Size, st.integers(1, 400), st.integers(1, 400)), max_size=20), st.integers(0, 40))
def test_packed_rectangles_do_not_overlap(sizes: list[Size], gap: int) -> None:
    places, whole = pack(sizes, gap)
    rectangles = [(*place, *size) for place, size in zip(places, sizes)]
    wide = [(x, y, width + gap, height + gap) for x, y, width, height in rectangles]
    assert not [pair for pair in combinations(wide, 2) if _overlap(*pair)]
    assert all(x + width <= whole.width and y + height <= whole.height for x, y, width, height in rectangles)
