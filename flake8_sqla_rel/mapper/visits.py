"""The relationships in the order in which SQLAlchemy configures them, backref-made ones included.

A backref-made relationship stands directly after the one that makes it. It exists only when
the target is known and the name is free there; a taken name makes SQLAlchemy raise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flake8_sqla_rel.mapper.declared import DeclaredBackref, DeclaredRelationship, JoinArguments
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    ClassId,
    MappedClass,
    RelationshipId,
    Target,
)
from flake8_sqla_rel.mapper.record import record

# Attributes that the mapper has under their name; SQLAlchemy replaces plain ones. Those made
# by backrefs are found out here, in the order in which they are made.
_MAPPED = frozenset({AttributeKind.COLUMN, AttributeKind.RELATIONSHIP, AttributeKind.PROPERTY})


@record()
class Visit:
    """One relationship to configure; of a backref-made one ``declared`` is what it amounts to."""

    id: RelationshipId
    declared: DeclaredRelationship
    made_by: RelationshipId | None = None
    makes: RelationshipId | None = None


class Lineages:
    """What the inheritance of the mapped classes says, looked up quickly."""

    def __init__(self, classes: Mapping[ClassId, MappedClass]) -> None:
        self.classes = classes
        self._above = {cls: frozenset(entry.lineage) for cls, entry in classes.items()}
        self._below: dict[ClassId, list[ClassId]] = defaultdict(list)
        for cls, entry in classes.items():
            for mapped in entry.lineage[1:]:
                self._below[mapped].append(cls)

    def root(self, cls: ClassId) -> ClassId:
        """The base-most mapped class of a class."""
        return self.classes[cls].root

    def family(self, cls: ClassId) -> ClassId:
        """The class that SQLAlchemy takes for base-most once the mappers are configured."""
        return self.classes[self.root(cls)].concrete_base or self.root(cls)

    def inherits(self, cls: ClassId, other: ClassId) -> bool:
        """Whether the class is the other or inherits from it."""
        return other in self._above[cls]

    def siblings(self, cls: ClassId, other: ClassId) -> bool:
        """Whether both are of one family and neither inherits from the other."""
        return (
            self.family(cls) == self.family(other)
            and not self.inherits(cls, other)
            and not self.inherits(other, cls)
        )

    def providers(self, cls: ClassId) -> Sequence[ClassId]:
        """The classes whose mapped attributes the class has, itself first: up to a concrete one."""
        lineage = self.classes[cls].lineage
        for number, mapped in enumerate(lineage):
            entry = self.classes.get(mapped)
            if entry is None or entry.inheritance == "concrete":
                return lineage[: number + 1]
        return lineage

    def relatives(self, cls: ClassId) -> Sequence[ClassId]:
        """The class, those above and those below it."""
        return (*self.classes[cls].lineage, *self.below(cls))

    def below(self, cls: ClassId) -> Sequence[ClassId]:
        """The classes that inherit from it."""
        return self._below.get(cls, ())


def found_target(declared: DeclaredRelationship, lineages: Lineages) -> ClassId | None:
    """The class that a relationship points to, ``None`` when there is none or it is unknown."""
    target = declared.target
    return target.cls if target.state == "found" and target.cls in lineages.classes else None


def effective_backref(declared: DeclaredRelationship) -> DeclaredBackref | None:
    """The ``backref`` of a known name that is carried out; ``back_populates`` beside it is refused."""
    backref = declared.backref
    if not isinstance(backref, DeclaredBackref) or not isinstance(backref.name, str):
        return None
    return backref if backref.name and not isinstance(declared.back_populates, str) else None


def visits(declared: Sequence[DeclaredRelationship], lineages: Lineages) -> tuple[Visit, ...]:
    """Every relationship, numbered in visit order."""
    taken: dict[ClassId, set[str]] = defaultdict(set)
    for relationship in declared:
        taken[relationship.owner].add(relationship.key)
    found: list[Visit] = []
    for relationship in declared:
        number = len(found)
        made = _made(relationship, lineages, taken)
        if made is None:
            found.append(Visit(number, relationship))
            continue
        taken[made.owner].add(made.key)
        found.append(Visit(number, relationship, makes=number + 1))
        found.append(Visit(number + 1, made, made_by=number))
    return tuple(found)


def _made(
    creator: DeclaredRelationship, lineages: Lineages, taken: Mapping[ClassId, set[str]]
) -> DeclaredRelationship | None:
    """The relationship that the creator's backref makes.

    Copied from the creator are ``viewonly`` and ``foreign_keys`` unless ``backref()`` gives
    them; the joins follow from the creator's when that is configured.
    """
    backref = effective_backref(creator)
    owner = found_target(creator, lineages)
    if backref is None or owner is None or not isinstance(backref.name, str):
        return None
    if _is_taken(backref.name, owner, lineages, taken):
        return None
    given = backref.joins
    return DeclaredRelationship(
        owner=owner,
        key=backref.name,
        declared_in=creator.declared_in,
        place=backref.place,
        call=backref.place,
        args=backref.args,
        target=Target("found", creator.owner, None, backref.place),
        secondary=creator.secondary,
        viewonly=creator.viewonly if backref.viewonly is None else backref.viewonly,
        back_populates=creator.key,
        backref=None,
        sync_backref=creator.sync_backref if backref.sync_backref is None else backref.sync_backref,
        overlaps=backref.overlaps,
        uselist=backref.uselist,
        joins=given
        if given.foreign_keys is not None
        else JoinArguments(
            given.primaryjoin, given.secondaryjoin, creator.joins.foreign_keys, given.remote_side
        ),
    )


def _is_taken(name: str, owner: ClassId, lineages: Lineages, taken: Mapping[ClassId, set[str]]) -> bool:
    """Whether the target, a class above or one below has the name mapped.

    Classes that are or may be concrete do not count, but for what a target that is not inherits
    from one. A concrete target takes no notice of those above; that the backref would then replace
    what it or one below has is not followed.
    """
    if name in taken.get(owner, ()):
        return True
    relatives = lineages.relatives(owner)
    if may_be_concrete(lineages.classes[owner]):
        relatives = lineages.below(owner)
    for cls in relatives:
        entry = lineages.classes.get(cls)
        if entry is None or (
            may_be_concrete(entry)
            and not (entry.inheritance == "concrete" and cls in lineages.providers(owner))
        ):
            continue
        attribute = entry.attributes.get(name)
        if name in taken.get(cls, ()) or (attribute is not None and attribute.kind in _MAPPED):
            return True
    return False


def may_be_concrete(cls: MappedClass) -> bool:
    """Whether the class stands alone in its hierarchy, or that cannot be told."""
    return cls.inheritance == "concrete" or cls.inheritance is UNKNOWN


def may_make_unknown(declared: DeclaredRelationship) -> bool:
    """Whether a backref may be carried out whose name the text does not tell."""
    backref = declared.backref
    if isinstance(declared.back_populates, str):
        return False
    return backref is UNKNOWN or (isinstance(backref, DeclaredBackref) and backref.name is UNKNOWN)
