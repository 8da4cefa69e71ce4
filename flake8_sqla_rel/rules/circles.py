"""Circles of foreign keys: which tables cannot be put in an order, and where to cut."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
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
    edges = _edges(model)
    while circle := _shortest(_in_circles(edges)):
        first = min(range(len(circle)), key=lambda index: _reluctance(model, circle[index]))
        yield (*circle[first:], *circle[:first])
        cut = circle[first]
        edges = [edge for edge in edges if edge is not cut]


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


def _shortest(edges: list[Edge]) -> tuple[Edge, ...]:
    """A shortest circle, the earliest tables first; empty when there is none."""
    leading: dict[TableId, list[Edge]] = {}
    for edge in edges:
        leading.setdefault(edge.child, []).append(edge)
    best: tuple[Edge, ...] = ()
    for start in sorted(leading):
        found = _circle_from(start, leading)
        if found and (not best or len(found) < len(best)):
            best = found
        if len(best) == 2:
            break
    return best


def _circle_from(start: TableId, leading: dict[TableId, list[Edge]]) -> tuple[Edge, ...]:
    """The shortest way from a table back to itself."""
    came_by: dict[TableId, Edge] = {}
    queue = deque([start])
    while queue:
        table = queue.popleft()
        for edge in leading.get(table, ()):
            if edge.parent == start:
                way = [edge]
                while way[0].child != start:
                    way.insert(0, came_by[way[0].child])
                return tuple(way)
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
