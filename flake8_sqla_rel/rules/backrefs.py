"""Backrefs whose name is taken: by what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Attribute,
    AttributeKind,
    Backref,
    MappedClass,
    Model,
    Relationship,
)
from flake8_sqla_rel.rules.sides import declared, target_class
from flake8_sqla_rel.rules.wording import quoted

_MAPPED = {
    AttributeKind.COLUMN,
    AttributeKind.RELATIONSHIP,
    AttributeKind.BACKREF,
    AttributeKind.PROPERTY,
}


class Taken(NamedTuple):
    """A relationship, the name of its backref, and the class and attribute that have that name already.

    ``maker`` is the relationship whose own backref made the attribute, where one did.
    """

    relationship: Relationship
    name: str
    cls: MappedClass
    attribute: Attribute
    maker: Relationship | None


def is_refused(model: Model, relationship: Relationship) -> bool:
    """Whether the name of its backref is taken, so that SQLAlchemy does not make it."""
    backref = relationship.backref
    return (
        isinstance(backref, Backref)
        and isinstance(backref.name, str)
        and backref.name != ""
        and relationship.makes is None
        and relationship.back_populates is None
        and target_class(model, relationship) is not None
    )


def taken_backrefs(model: Model) -> Iterator[Taken]:
    """The backrefs that SQLAlchemy cannot make because the target's hierarchy has the name mapped.

    Source: ``RelationshipProperty._generate_backref``; concrete classes do not count.
    """
    for relationship in declared(model):
        if not is_refused(model, relationship):
            continue
        backref, target = relationship.backref, target_class(model, relationship)
        if not isinstance(backref, Backref) or not isinstance(backref.name, str):
            continue
        if target is None or target.inheritance in ("concrete", UNKNOWN):
            continue
        relatives = (*(model.classes[each] for each in target.lineage), *model.below.get(target.id, ()))
        found = _has(model, relationship, backref.name, relatives)
        # A class whose name another takes may be gone by then, with what its backref made (SQR102).
        if found is not None and not {each.owner for each in _makers(found)} & model.superseded:
            yield found


def _makers(taken: Taken) -> tuple[Relationship, ...]:
    """The relationship, and that whose own backref has the name."""
    return (taken.relationship,) if taken.maker is None else (taken.relationship, taken.maker)


def _has(
    model: Model, relationship: Relationship, name: str, relatives: tuple[MappedClass, ...]
) -> Taken | None:
    for cls in relatives:
        attribute = cls.attributes.get(name)
        if cls.inheritance in ("concrete", UNKNOWN) or attribute is None or attribute.kind not in _MAPPED:
            continue
        made = None if attribute.relationship is None else model.relationships[attribute.relationship]
        maker = None if made is None or made.made_by is None else model.relationships[made.made_by]
        return Taken(relationship, name, cls, attribute, maker)
    return None


def of_one_declaration(one: Relationship, other: Relationship) -> bool:
    """Whether one call in a mixin or abstract base declares both."""
    return (one.declared_in, one.key, one.call) == (other.declared_in, other.key, other.call)


def to_say(model: Model, relationship: Relationship, arguments: str, verb: str = "say") -> str:
    """How to give a relationship arguments: where a backref makes it, in the call of ``backref()``."""
    if relationship.made_by is None:
        return f"{verb} {arguments}"
    maker, name = model.relationships[relationship.made_by], quoted(relationship.key)
    if isinstance(maker.backref, Backref) and not maker.backref.args:
        return f"write backref=backref({name}, {arguments})"
    return f"{verb} {arguments} in backref({name})"
