"""A picture in parts that an eye can take in: which boxes stand together, which lines are drawn.

A class that half of a project points to would be hidden under lines. So boxes are gathered in
clusters of a limited size, nearest modules first, and only lines within a cluster are drawn;
of all others the rows in the boxes tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId
from flake8_sqla_rel.output.picture import Entity, Line, Picture, degrees

WHOLE: Final = 14  # A picture of no more boxes is one cluster, with every line drawn.
_BOXES: Final = 12
_LINES: Final = 7  # At a box, of those that make the cluster; lines within it may add to that.


@dataclass(frozen=True, slots=True)
class Cluster:
    """Boxes that stand together, the lines drawn between them, and the package that they share."""

    package: str
    entities: tuple[Entity, ...]
    lines: tuple[Line, ...]


def clusters(picture: Picture) -> tuple[Cluster, ...]:
    """The clusters of a picture; boxes without lines of one package make one, in which none is drawn."""
    groups = _connected(picture) if len(picture.entities) <= WHOLE else _gathered(picture)
    group_of = {cls: number for number, group in enumerate(groups) for cls in group}
    by_id = {entity.id: entity for entity in picture.entities}
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in picture.lines:
        number = group_of[line.entity]
        if number == group_of[line.other] and (len(groups[number]) <= WHOLE or _at_centre(picture, line)):
            lines[number].append(line)
    alone: dict[str, list[Entity]] = defaultdict(list)
    found = []
    for number, group in enumerate(groups):
        entities = [by_id[cls] for cls in group]
        if len(entities) == 1 and not lines[number]:
            alone[entities[0].module.rpartition(".")[0]].append(entities[0])
        else:
            found.append(Cluster(_shared(entities), tuple(entities), tuple(lines[number])))
    found += [Cluster(package, tuple(entities), ()) for package, entities in alone.items()]
    return tuple(sorted(found, key=lambda each: (each.package, each.entities[0].id)))


def _shared(entities: Sequence[Entity]) -> str:
    """The module or package that all are in, empty when there is none."""
    split = [entity.module.split(".") for entity in entities]
    shared = []
    for parts in zip(*split):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return ".".join(shared)


def _at_centre(picture: Picture, line: Line) -> bool:
    return picture.centre in (line.entity, line.other) or line.entity == line.other


class _Groups:
    """Groups of boxes that are joined one by one."""

    def __init__(self, picture: Picture) -> None:
        self._members: dict[ClassId, list[ClassId]] = {e.id: [e.id] for e in picture.entities}

    def joined(self, one: ClassId, other: ClassId) -> bool:
        return self._members[one] is self._members[other]

    def size(self, one: ClassId, other: ClassId) -> int:
        return len(self._members[one]) + len(self._members[other])

    def join(self, one: ClassId, other: ClassId) -> None:
        members = self._members[one]
        moved = self._members[other]
        members += moved
        for cls in moved:
            self._members[cls] = members

    def all(self) -> Iterator[list[ClassId]]:
        seen: set[int] = set()
        for members in self._members.values():
            if id(members) not in seen:
                seen.add(id(members))
                yield sorted(members)


def _connected(picture: Picture) -> list[list[ClassId]]:
    groups = _Groups(picture)
    for line in picture.lines:
        if not groups.joined(line.entity, line.other):
            groups.join(line.entity, line.other)
    return list(groups.all())


def _gathered(picture: Picture) -> list[list[ClassId]]:
    """Groups along the lines, by the nearest and least linked boxes.

    Inheritance and faults come first, relationships before bare keys. What is next to the centre
    of a picture is with it in any case.
    """
    modules = {entity.id: entity.module for entity in picture.entities}
    degree = degrees(picture.lines)
    used: Counter[ClassId] = Counter()
    groups = _Groups(picture)

    def order(line: Line) -> tuple[bool, bool, bool, int, bool, int, str, str]:
        return (
            not _at_centre(picture, line),
            line.kind != "inherits",
            not line.codes,
            _distance(modules[line.entity], modules[line.other]),
            line.kind == "key",
            degree[line.entity] + degree[line.other],
            line.entity,
            line.other,
        )

    for line in sorted(picture.lines, key=order):
        one, other = line.entity, line.other
        central = _at_centre(picture, line)
        if groups.joined(one, other) or (groups.size(one, other) > _BOXES and not central):
            continue
        if central or line.kind == "inherits" or max(used[one], used[other]) < _LINES:
            groups.join(one, other)
            used.update((one, other))
    return list(groups.all())


def _distance(one: str, other: str) -> int:
    """How many steps two modules are apart in the tree of packages."""
    ours, theirs = one.split("."), other.split(".")
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    return len(ours) + len(theirs) - 2 * same
