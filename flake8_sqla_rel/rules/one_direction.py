"""Pairs of which both sides have one direction."""

from __future__ import annotations

from flake8_sqla_rel.mapper.model import Direction, Model, Relationship
from flake8_sqla_rel.rules.sides import relationship_at, same_root, stated, target_class

_DIRECTED = (Direction.ONETOMANY, Direction.MANYTOONE)


def unfit_partner(model: Model, relationship: Relationship) -> Relationship | None:
    """The other side, of the same direction, of the pair that a relationship takes itself for a part of."""
    other = _partner(model, relationship) if relationship.direction in _DIRECTED else None
    if other is None or other.id == relationship.id or other.direction is not relationship.direction:
        return None
    return other


def is_refused(model: Model, relationship: Relationship, other: Relationship) -> bool:
    """Whether SQLAlchemy is certain to refuse a relationship with its unfit partner.

    Source: ``RelationshipProperty._add_reverse_property``. Of two of which only one names the
    other, that one is refused when the other was begun before it, which is certain only
    for classes of one module.
    """
    if relationship.made_by is not None or relationship.makes is not None:
        return True
    if stated(model, other) == relationship.key:
        return True
    one_module = model.classes[relationship.owner].module == model.classes[other.owner].module
    return one_module and other.id < relationship.id


def _partner(model: Model, relationship: Relationship) -> Relationship | None:
    if relationship.made_by is not None:
        return model.relationships[relationship.made_by]
    if relationship.makes is not None:
        return model.relationships[relationship.makes]
    return _named(model, relationship)


def _named(model: Model, relationship: Relationship) -> Relationship | None:
    """The relationship that ``back_populates`` names and that leads back to this hierarchy."""
    target, name = target_class(model, relationship), relationship.back_populates
    if target is None or not isinstance(name, str) or not name:
        return None
    other = relationship_at(model, target, name)
    back = None if other is None else target_class(model, other)
    return other if back is not None and same_root(model, back.id, relationship.owner) else None
