"""What the bodies of mapped classes say beside what they map: ``__module__``, replaced attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Attribute,
    AttributeKind,
    ClassId,
    Relationship,
    RelationshipId,
    Unknown,
)
from flake8_sqla_rel.mapper.values import Constant, Value

_MAPPED: Final = frozenset({AttributeKind.RELATIONSHIP, AttributeKind.COLUMN, AttributeKind.PROPERTY})


def stated_modules(evaluator: Evaluator, drafts: Iterable[ClassDraft]) -> dict[ClassId, str | Unknown]:
    """The ``__module__`` of the classes whose body sets one."""
    found: dict[ClassId, str | Unknown] = {}
    for draft in drafts:
        value = _stated_module(evaluator, draft)
        if value is not None:
            known = isinstance(value, Constant) and isinstance(value.value, str)
            found[draft.decl.id] = str(value.value) if known and isinstance(value, Constant) else UNKNOWN
    return found


def _stated_module(evaluator: Evaluator, draft: ClassDraft) -> Value | None:
    """What the body, or the dict given to ``type()``, says of ``__module__``; ``None`` when nothing."""
    if draft.decl.dynamic_body is not None:
        return draft.decl.dynamic_body.get("__module__")
    scope = evaluator.class_scope(draft.decl)
    bindings = scope.names.bound.get("__module__")
    return evaluator.lookup.alternatives(tuple(bindings), scope) if bindings else None


def replaced_attributes(
    evaluator: Evaluator, drafts: Mapping[ClassId, ClassDraft], relationships: Iterable[Relationship]
) -> dict[RelationshipId, Attribute]:
    """The attributes of a class's own body that backref-made relationships take the place of.

    Not those of a mixin or a base, nor ``name = None``: SQLAlchemy does not notice them.
    """
    found = {}
    for relationship in relationships:
        draft = drafts.get(relationship.owner)
        if relationship.made_by is None or draft is None:
            continue
        attribute = draft.attributes.get(relationship.key)
        if (
            attribute is not None
            and attribute.kind is AttributeKind.PLAIN
            and _stands_in(attribute, draft)
            and evaluator.members.class_attribute(draft.decl, relationship.key) != Constant(None)
        ):
            found[relationship.id] = attribute
    return found


def overridden_attributes(
    drafts: Mapping[ClassId, ClassDraft], relationships: Iterable[Relationship]
) -> dict[RelationshipId, Attribute]:
    """The attributes that relationships given to a class from outside its body take the place of.

    Those that are mapped before in any case, and the plain ones of the class's own body.
    """
    found = {}
    for relationship in relationships:
        draft = drafts.get(relationship.owner)
        if relationship.made_by is not None or draft is None or draft.inheritance == "concrete":
            continue
        attribute = draft.overridden.get(relationship.key)
        if attribute is not None and _is_there_before(attribute, relationship, drafts):
            found[relationship.id] = attribute
    return found


def _is_there_before(
    attribute: Attribute, relationship: Relationship, drafts: Mapping[ClassId, ClassDraft]
) -> bool:
    own = attribute.owner == relationship.owner
    if not _stands_in(attribute, drafts[attribute.owner]):
        # Statements of one module have an order.
        return (
            own
            and attribute.kind is AttributeKind.RELATIONSHIP
            and attribute.place.path == relationship.place.path
        )
    return attribute.kind in _MAPPED or (own and attribute.kind is AttributeKind.PLAIN)


def _stands_in(attribute: Attribute, draft: ClassDraft) -> bool:
    """Whether the attribute is written in the body of the class."""
    facts = draft.decl.facts
    return (
        attribute.owner == draft.decl.id
        and attribute.place.path == draft.decl.module.path
        and facts.line <= attribute.place.line <= facts.end_line
    )
