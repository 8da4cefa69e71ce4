"""What several rules ask about relationships, their two sides and their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from flake8_sqla_rel.mapper.model import (
    RELATIONSHIPS,
    UNKNOWN,
    AttributeKind,
    Backref,
    ClassId,
    ColumnRef,
    Direction,
    MappedClass,
    Model,
    Place,
    Relationship,
    Table,
    Unknown,
)
from flake8_sqla_rel.rules.base import Finding, Related


def declared(model: Model) -> Iterator[Relationship]:
    """The relationships that somebody wrote, in visiting order; not those that a backref made."""
    return (r for r in model.relationships if r.declared_by == "relationship")


def declarations(model: Model) -> Iterator[tuple[Relationship, ...]]:
    """The relationships by the call that declares them.

    A call in a mixin or an abstract base declares one relationship for each class that
    uses it: these come together.
    """
    found: dict[tuple[ClassId, str, Place], list[Relationship]] = {}
    for relationship in declared(model):
        key = (relationship.declared_in, relationship.key, relationship.call)
        found.setdefault(key, []).append(relationship)
    return (tuple(group) for group in found.values())


def shared_calls(model: Model) -> frozenset[Place]:
    """The calls that declare several relationships: in a mixin, or a function that makes classes."""
    times = Counter(relationship.call for relationship in declared(model))
    return frozenset(call for call, number in times.items() if number > 1)


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each place: what a mixin declares for many is said once."""
    seen: set[Place] = set()
    for finding in findings:
        if finding.place not in seen:
            seen.add(finding.place)
            yield finding


def anchor(relationship: Relationship, *keywords: str) -> Place:
    """The first of the keyword arguments that is given, else the first line of the call."""
    for keyword in keywords:
        if keyword in relationship.args:
            return relationship.args[keyword].place
    return relationship.call


def target_class(model: Model, relationship: Relationship) -> MappedClass | None:
    """The mapped class a relationship points to, ``None`` when that is unknown or at fault."""
    target = relationship.target
    return model.classes.get(target.cls) if target.state == "found" and target.cls else None


def same_root(model: Model, one: ClassId, other: ClassId) -> bool:
    """Whether two mapped classes belong to one inheritance hierarchy."""
    return _base_most(model, one) == _base_most(model, other)


def _base_most(model: Model, cls: ClassId) -> ClassId:
    """The base-most class once the mappers are configured: below an ``AbstractConcreteBase`` the class on it."""
    root = model.classes[cls].root
    return model.classes[root].concrete_base or root


def mirrored(one: Relationship, other: Relationship) -> bool | Unknown:
    """Whether two relationships join the same columns, seen from opposite ends."""
    if one.pairs is UNKNOWN or other.pairs is UNKNOWN:
        return UNKNOWN
    if one.secondary is UNKNOWN or other.secondary is UNKNOWN:
        return UNKNOWN
    if one.secondary != other.secondary:
        return False
    if one.secondary is not None:
        return {frozenset(pair) for pair in one.pairs} == {frozenset(pair) for pair in other.pairs}
    return set(one.pairs) == {(remote, local) for local, remote in other.pairs}


def written_columns(relationship: Relationship) -> set[ColumnRef]:
    """The columns that a relationship fills; none when they cannot be told."""
    return set() if relationship.sync_pairs is UNKNOWN else {column for _, column in relationship.sync_pairs}


def joins_differ(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether ``one`` and the reverse that it names are certain to read different rows.

    They go through different secondary tables, or share none of the columns that they fill.
    """
    if one.secondary is UNKNOWN or other.secondary is UNKNOWN or _joins_on_copies(model, one, other):
        return False
    if one.secondary != other.secondary:
        return True
    if one.direction is other.direction and one.direction is not Direction.MANYTOMANY:
        return False  # Refused: SQR008.
    mine, theirs = written_columns(one), written_columns(other)
    return bool(mine and theirs) and not mine & theirs


def _joins_on_copies(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether the class of one is mapped concretely below the target of the other, or may be.

    It then has a copy of each column.
    """
    target = target_class(model, other)
    if target is None:
        return True
    between = takewhile(lambda each: each != target.id, model.classes[one.owner].lineage)
    return any(model.classes[each].inheritance in ("concrete", UNKNOWN) for each in between)


def points_to(model: Model, relationship: Relationship, cls: ClassId) -> bool:
    """Whether the target of a relationship belongs to the hierarchy of ``cls``."""
    target = target_class(model, relationship)
    return target is not None and target.root == model.classes[cls].root


def scalar_type(model: Model, relationship: Relationship, name: str) -> str:
    """What to annotate for one object: ``"Chef"`` where a key that is NOT NULL refers to it, else optional."""
    if relationship.direction is Direction.MANYTOONE and relationship.pairs is not UNKNOWN:
        columns = [model.tables[key.table].column(key.name) for key, _ in relationship.pairs]
        if columns and all(column is not None and column.nullable is False for column in columns):
            return f'"{name}"'
    return f'Optional["{name}"]'


def mapped_by(model: Model, table: Table) -> list[MappedClass]:
    """The classes whose own table it is, those of single-table inheritance left out."""
    return [cls for cls in model.by_table.get(table.id, ()) if cls.inheritance != "single"]


def persist_tables(model: Model, cls: ClassId) -> tuple[Table, ...]:
    """The tables of a class; none when they are not all known."""
    tables = model.persist_tables(cls)
    return () if tables is UNKNOWN else tables


def related(relationships: Iterable[Relationship]) -> tuple[Related, ...]:
    """The other sides of a finding, each by its name."""
    return tuple(Related(r.call, r.name) for r in relationships)


def other_side(model: Model, relationship: Relationship) -> Relationship | None:
    """The reverse of a relationship, ``None`` when there is not just one that is known."""
    if relationship.reverse is UNKNOWN or len(relationship.reverse) != 1:
        return None
    return model.relationships[relationship.reverse[0]]


def meant_as_collection(relationship: Relationship) -> bool | None:
    """Whether the relationship is meant as a list, ``None`` when nothing says so."""
    if "uselist" in relationship.args and isinstance(relationship.args["uselist"].value, bool):
        return relationship.args["uselist"].value
    if relationship.annotation is not None:
        return relationship.annotation.collection is not None
    return True if "collection_class" in relationship.args else None


def relationship_at(model: Model, cls: MappedClass, name: str) -> Relationship | None:
    """The relationship of that name on a class, ``None`` when there is none or it is something else."""
    attribute = cls.attributes.get(name)
    if attribute is not None and attribute.kind not in RELATIONSHIPS:
        return None
    if attribute is not None and attribute.relationship is not None:
        return model.relationships[attribute.relationship]
    return model.relationship(cls.id, name)


def meant_elsewhere(model: Model, relationship: Relationship, target: MappedClass) -> Relationship | None:
    """A relationship of another hierarchy than the target's that forms the pair that was meant."""
    for other in model.relationships:
        if (
            other.key == relationship.back_populates
            and other.back_populates == relationship.key
            and other.target.cls == relationship.owner
            and not same_root(model, other.owner, target.id)
        ):
            return other
    return None


def inherits_relationships(model: Model, cls: MappedClass, above: ClassId) -> bool | Unknown:
    """Whether a class has the relationships of a class above it: below a concrete one it has not."""
    for mapped in cls.lineage:
        if mapped == above:
            return True
        inheritance = model.classes[mapped].inheritance
        if inheritance is UNKNOWN:
            return UNKNOWN
        if inheritance == "concrete":
            return False
    return True


def stated(model: Model, relationship: Relationship) -> str | None | Unknown:
    """The reverse that a relationship states, by ``back_populates`` or by a backref of either side."""
    if relationship.made_by is not None:
        return model.relationships[relationship.made_by].key
    if relationship.back_populates is UNKNOWN or relationship.back_populates:
        return relationship.back_populates
    if isinstance(relationship.backref, Backref):
        return relationship.backref.name
    return relationship.backref


def dotted_path(cls: MappedClass, classes: Sequence[MappedClass]) -> str | None:
    """The shortest dotted path that fits this class only: its name behind a tail of its module's."""
    tokens = cls.module.split(".")
    rest = [other.module.split(".") for other in classes if other.id != cls.id]
    for length in range(1, len(tokens) + 1):
        tail = tokens[-length:]
        if all(other[-length:] != tail for other in rest):
            return ".".join([*tail, cls.name])
    return None


def name_of(model: Model, cls: MappedClass) -> str:
    """The text that names a class in its registry: a dotted path where the name fits another one as well."""
    alike = [each for each in model.by_name.get(cls.name, ()) if each.registry == cls.registry]
    return (dotted_path(cls, alike) or cls.name) if len(alike) > 1 else cls.name


def annotated_class(model: Model, relationship: Relationship) -> MappedClass | None:
    """The mapped class that the annotation names where the target is given as text, and is the name of a reverse.

    ``children: Mapped[List["Child"]] = relationship("parent")``: the first argument is the class, and here it
    is an attribute of the one that the annotation names.
    """
    text, annotation = relationship.target.text, relationship.annotation
    if text is None or annotation is None or annotation.target is None:
        return None
    registry = model.classes[relationship.owner].registry
    found = [cls for cls in model.by_name.get(annotation.target, ()) if cls.registry == registry]
    attribute = found[0].attributes.get(text) if len(found) == 1 else None
    return None if attribute is None or attribute.kind is not AttributeKind.RELATIONSHIP else found[0]


def attribute_for(cls: MappedClass | None, column: ColumnRef) -> str:
    """The attribute under which a class maps a column, the column's name where there is none."""
    for attribute in () if cls is None else cls.attributes.values():
        if attribute.column == column:
            return attribute.name
    return column.name


def is_self_referential(model: Model, relationship: Relationship) -> bool:
    """Whether a relationship without ``secondary`` joins columns that are in the tables of both its ends."""
    target = target_class(model, relationship)
    if target is None or relationship.secondary is not None or relationship.pairs is UNKNOWN:
        return False
    ours = {table.id for table in persist_tables(model, relationship.owner)}
    both = ours & {table.id for table in persist_tables(model, target.id)}
    return bool(relationship.pairs) and all(c.table in both for pair in relationship.pairs for c in pair)


def leads_back(model: Model, relationship: Relationship, target: MappedClass) -> bool:
    """Whether the two ends of a relationship share a table: it leads to its own class, or to a relative."""
    ours = {table.id for table in persist_tables(model, relationship.owner)}
    return any(table.id in ours for table in persist_tables(model, target.id))


def may_be_made(model: Model, target: MappedClass, name: str) -> bool:
    """Whether a backref whose name or target cannot be read, or what is not read, may put the attribute there."""
    for relationship in model.relationships:
        backref = relationship.backref
        if backref is None:
            continue
        points_there = relationship.target.cls is None or relationship.target.cls in target.lineage
        named_so = backref is UNKNOWN or backref.name is UNKNOWN or backref.name == name
        if points_there and named_so:
            return True
    return model.may_be_given(target, name)
