"""Relationships of a class to itself: which end a relationship was meant to be."""

from __future__ import annotations

from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Direction, Model, Relationship
from flake8_sqla_rel.rules.keywords import cascade
from flake8_sqla_rel.rules.sides import attribute_for, is_self_referential, meant_as_collection, mirrored
from flake8_sqla_rel.rules.statements import are_bound_before, as_written
from flake8_sqla_rel.rules.wording import stem


def is_turned_round(model: Model, relationship: Relationship) -> bool:
    """Whether it is one-to-many only because nothing says which side is remote."""
    return (
        relationship.direction is Direction.ONETOMANY
        and not says_remote(relationship)
        and is_self_referential(model, relationship)
    )


def exchanged_with(model: Model, relationship: Relationship) -> Relationship | None:
    """The many-to-one that has the end of a pair to which this one-to-many belongs by its name."""
    if (
        relationship.direction is not Direction.ONETOMANY
        or not is_self_referential(model, relationship)
        or not is_named_after_key(relationship)
        or meant_as_collection(relationship) is True
        or _deletes(relationship)
    ):
        return None
    for other in model.by_owner.get(relationship.owner, ()):
        if other.direction is Direction.MANYTOONE and mirrored(relationship, other) is True:
            return None if is_named_after_key(other) else other
    return None


def _deletes(relationship: Relationship) -> bool:
    """Whether what it leads to is deleted along, so that it is what belongs to the row."""
    words = cascade(relationship)
    return words is UNKNOWN or "delete" in words


def says_remote(relationship: Relationship) -> bool:
    """Whether ``remote_side`` or ``remote()`` is given, or cannot be ruled out."""
    joins = relationship.joins
    if joins is None or joins.remote_side is UNKNOWN or joins.primaryjoin is UNKNOWN or joins.remote_side:
        return True
    if joins.primaryjoin is None:
        return False
    terms = [*joins.primaryjoin.loose]
    for comparison in joins.primaryjoin.comparisons:
        terms += [*comparison.left.columns, *comparison.right.columns]
    return any(term.remote for term in terms)


def is_named_after_key(relationship: Relationship) -> bool:
    """Whether the attribute is named after the foreign key, as in ``parent`` and ``parent_id``."""
    return any(
        stem(column.name) == relationship.key.lower() != column.name.lower() for column in keys(relationship)
    )


def keys(relationship: Relationship) -> tuple[ColumnRef, ...]:
    """The foreign-key columns of a one-to-many or many-to-one, where they are known."""
    pairs = relationship.pairs
    number = 0 if relationship.direction is Direction.MANYTOONE else 1
    return () if pairs is UNKNOWN else tuple(pair[number] for pair in pairs)


def remote_side(model: Model, relationship: Relationship) -> str:
    """The ``remote_side`` that makes a many-to-one of a one-to-many to the own class."""
    pairs = () if relationship.pairs is UNKNOWN else relationship.pairs
    owner = model.classes[relationship.owner]
    names = [attribute_for(owner, local) for local in dict.fromkeys(local for local, _ in pairs)]
    own = relationship.made_by is None and relationship.declared_in == relationship.owner
    # In the body of a class of SQLModel's the names are no columns.
    own = own and owner.style != "sqlmodel"
    if own and are_bound_before(model, relationship, names):
        return f"remote_side=[{', '.join(names)}]"
    paths = [f"{owner.name}.{name}" for name in names]
    text = ", ".join(paths)
    argument = f'remote_side="{text}"' if len(paths) == 1 else f'remote_side="[{text}]"'
    return as_written(model, relationship, argument)
