"""Circles of foreign keys: which tables cannot be put in an order, and where to cut."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import ColumnRef, ForeignKeyConstraint, Model, Table, TableId


class Edge(NamedTuple):
    """A foreign key from the table ``child`` to the table ``parent``."""

    child: TableId
    parent: TableId
    constraint: ForeignKeyConstraint


def circles(model: Model) -> Iterator[tuple[Edge, ...]]:
    """The circles that keep ``sort_tables_and_constraints`` from an order, shortest first.

    Each begins with the key at which it is best cut; a circle that is cut by an earlier one's
    key is not given. Keys with ``use_alter`` are none of SQLAlchemy's order, nor is one from a
    table to itself.
    """
    leading: dict[TableId, list[Edge]] = {}
    for edge in _in_circles(_edges(model)):
        leading.setdefault(edge.child, []).append(edge)
    # The least that a circle can be long comes first, later the shortest from each table: that it
    # stays as long as none of its keys is cut.
    waiting: list[tuple[int, TableId, tuple[Edge, ...]]] = [(2, start, ()) for start in sorted(leading)]
    cut: dict[int, Edge] = {}
    while waiting:
        _, start, circle = heappop(waiting)
        if circle and cut.keys().isdisjoint(map(id, circle)):
            first = min(range(len(circle)), key=lambda index: _reluctance(model, circle[index]))
            yield (*circle[first:], *circle[:first])
            key = circle[first]
            cut[id(key)] = key
            leading[key.child] = [edge for edge in leading[key.child] if edge is not key]
        circle = _circle_from(start, leading)
        if circle:
            heappush(waiting, (len(circle), start, circle))
        else:
            # No circle leads through it any more.
            leading[start] = []


def _edges(model: Model) -> list[Edge]:
    found = []
    for table in model.created_tables:
        if table.conditional:
            continue
        for constraint in table.constraints:
            referred = constraint.elements[0].referred if constraint.elements else None
            if constraint.use_alter is not False or not isinstance(referred, ColumnRef):
                continue
            parent = model.tables[referred.table]
            if parent.id != table.id and not parent.conditional and parent.metadata == table.metadata:
                found.append(Edge(table.id, parent.id, constraint))
    return found


def _in_circles(edges: list[Edge]) -> list[Edge]:
    """The edges left when tables that nothing refers to, or that refer to nothing, are taken away."""
    while True:
        children = {edge.child for edge in edges}
        parents = {edge.parent for edge in edges}
        left = [edge for edge in edges if edge.child in parents and edge.parent in children]
        if len(left) == len(edges):
            return left
        edges = left


def _circle_from(start: TableId, leading: dict[TableId, list[Edge]]) -> tuple[Edge, ...]:
    """The shortest way from a table back to itself."""
    came_by: dict[TableId, Edge] = {}
    queue = deque([start])
    while queue:
        table = queue.popleft()
        for edge in leading.get(table, ()):
            if edge.parent == start:
                way = [edge]
                while way[-1].child != start:
                    way.append(came_by[way[-1].child])
                return tuple(reversed(way))
            if edge.parent not in came_by:
                came_by[edge.parent] = edge
                queue.append(edge.parent)
    return ()


def _reluctance(model: Model, edge: Edge) -> tuple[bool, bool, TableId]:
    """How little an edge invites to be cut: NOT NULL first, then one of several keys, then its place."""
    child = model.tables[edge.child]
    several = sum(_refers(constraint, edge.parent) for constraint in child.constraints) > 1
    return (not _is_nullable(child, edge.constraint), several, edge.child)


def _refers(constraint: ForeignKeyConstraint, parent: TableId) -> bool:
    referred = constraint.elements[0].referred if constraint.elements else None
    return isinstance(referred, ColumnRef) and referred.table == parent and constraint.use_alter is False


def _is_nullable(table: Table, constraint: ForeignKeyConstraint) -> bool:
    columns = [table.column(element.column) for element in constraint.elements]
    return any(column is not None and column.nullable is True for column in columns)
