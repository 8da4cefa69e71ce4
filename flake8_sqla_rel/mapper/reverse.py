"""Which relationships SQLAlchemy links as each other's reverse.

``back_populates`` on either side links both, and so does a backref: see
``RelationshipProperty._add_reverse_property`` in ``orm/relationships.py``. That the two then
have to fit each other is not asked here. A class that may have relationships which the text
does not show is not taken to have one that names a relationship shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flake8_sqla_rel.mapper.declared import DeclaredRelationship
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    ClassId,
    RelationshipId,
    Unknown,
)
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.visits import (
    Lineages,
    Visit,
    effective_backref,
    found_target,
    may_be_concrete,
    may_make_unknown,
)

_NO_RELATIONSHIP = frozenset({AttributeKind.COLUMN, AttributeKind.PROPERTY, AttributeKind.PLAIN})


@record()
class Links:
    """The links by relationship id, ``UNKNOWN`` where not all are known.

    ``pairs`` are those linked, in both orders, and those that may be because a
    ``back_populates`` is unknown.
    """

    reverse: tuple[tuple[RelationshipId, ...] | Unknown, ...]
    pairs: frozenset[tuple[RelationshipId, RelationshipId]]

    def may_link(self, one: RelationshipId, other: RelationshipId) -> bool:
        """Whether the two are linked, or may be."""
        return (one, other) in self.pairs


class _Relationships:
    """The relationships by class and key, and those that may be anything."""

    def __init__(self, visits: Sequence[Visit], lineages: Lineages) -> None:
        self.lineages = lineages
        self.by_owner: dict[ClassId, dict[str, RelationshipId]] = defaultdict(dict)
        self.by_key: dict[str, list[Visit]] = defaultdict(list)
        self.may_have_more: set[ClassId] = {cls for cls, entry in lineages.classes.items() if entry.open}
        self.unplaced: set[str | Unknown] = set()  # Names of backrefs on unknown classes.
        for visit in visits:
            self.by_owner[visit.declared.owner].setdefault(visit.declared.key, visit.id)
            self.by_key[visit.declared.key].append(visit)
            target = found_target(visit.declared, lineages)
            if target is not None and may_make_unknown(visit.declared):
                self.may_have_more.add(target)
            elif target is None:
                self.unplaced.update(_made_names(visit.declared))

    def find(self, cls: ClassId, key: str) -> RelationshipId | None | Unknown:
        """The relationship of that name on a class or inherited by it."""
        attribute = self.lineages.classes[cls].attributes.get(key)
        sure = True
        providers = self.lineages.providers(cls)
        for mapped in providers:
            found = self.by_owner.get(mapped, {}).get(key)
            if found is not None:
                return found if sure else UNKNOWN
            if attribute is not None and attribute.owner == mapped:
                if attribute.kind in _NO_RELATIONSHIP:
                    return None
                sure = sure and attribute.kind is not AttributeKind.UNKNOWN
            # An unknown inheritance may be concrete, which hands down no relationship.
            sure = sure and self.lineages.classes[mapped].inheritance is not UNKNOWN
        unseen = self.unplaced & {key, UNKNOWN} or any(each in self.may_have_more for each in providers)
        return UNKNOWN if unseen or not sure else None


def _made_names(declared: DeclaredRelationship) -> tuple[str | Unknown, ...]:
    """The name under which a backref may make a relationship."""
    if may_make_unknown(declared):
        return (UNKNOWN,)
    backref = effective_backref(declared)
    return () if backref is None else (backref.name,)


def link(visits: Sequence[Visit], lineages: Lineages) -> Links:
    """The links between all relationships."""
    index = _Relationships(visits, lineages)
    linked: list[set[RelationshipId]] = [set() for _ in visits]
    unsure: set[RelationshipId] = set()
    touched: set[RelationshipId] = set()
    pairs: set[tuple[RelationshipId, RelationshipId]] = set()
    for visit in visits:
        other = _named(visit, index)
        if other is UNKNOWN:
            unsure.add(visit.id)
            candidates = _candidates(visit, index)
            touched.update(candidates)
            for candidate in candidates:
                pairs.update(((visit.id, candidate), (candidate, visit.id)))
        elif other is not None:
            linked[visit.id].add(other)
            linked[other].add(visit.id)
            pairs.update(((visit.id, other), (other, visit.id)))
    unsure.update(number for number in touched if not linked[number])
    return Links(
        tuple(UNKNOWN if number in unsure else tuple(sorted(ids)) for number, ids in enumerate(linked)),
        frozenset(pairs),
    )


def _named(visit: Visit, index: _Relationships) -> RelationshipId | None | Unknown:
    """The relationship that this one names as its reverse, or makes."""
    declared = visit.declared
    if visit.makes is not None or visit.made_by is not None:
        return visit.makes if visit.makes is not None else visit.made_by
    target = found_target(declared, index.lineages)
    if target is None:
        return UNKNOWN
    if effective_backref(declared) is not None:
        # The name is taken: refused, unless the target is concrete.
        return UNKNOWN if may_be_concrete(index.lineages.classes[target]) else None
    if may_make_unknown(declared) or declared.back_populates is UNKNOWN:
        return UNKNOWN
    return index.find(target, declared.back_populates) if declared.back_populates else None


def _candidates(visit: Visit, index: _Relationships) -> set[RelationshipId]:
    """The relationships that one of unknown target or ``back_populates`` may be linked with."""
    declared = visit.declared
    lineages = index.lineages
    key = declared.back_populates
    target = found_target(declared, lineages)
    if key is None:
        return set()  # At most a backref of its own.
    if target is not None:
        on_target = (index.by_owner.get(mapped, {}) for mapped in lineages.providers(target))
        return {number for keys in on_target for other, number in keys.items() if key in (UNKNOWN, other)} - {
            visit.id
        }
    named = index.by_key.values() if key is UNKNOWN else [index.by_key.get(key, [])]
    return {
        other.id
        for group in named
        for other in group
        if other is not visit and _may_point_to(other.declared, declared.owner, lineages)
    }


def _may_point_to(declared: DeclaredRelationship, cls: ClassId, lineages: Lineages) -> bool:
    """Whether the target may belong to the hierarchy of the class."""
    target = found_target(declared, lineages)
    return target is None or lineages.family(target) == lineages.family(cls)
