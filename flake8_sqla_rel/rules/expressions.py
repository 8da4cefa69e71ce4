"""Faults of join expressions and lists of columns, for the rules that report them."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    AttributeKind,
    ClassId,
    ExpressionFault,
    ExpressionFaultKind,
    MappedClass,
    Model,
    Relationship,
)
from flake8_sqla_rel.rules.sides import target_class


def faults(model: Model, *kinds: ExpressionFaultKind) -> Iterator[tuple[ExpressionFault, Relationship]]:
    """The faults of these kinds and their relationships, those left out whose target is at fault."""
    declared = {(r.owner, r.key): r for r in model.relationships if r.made_by is None}
    for fault in model.expression_faults:
        relationship = declared.get((fault.owner, fault.key))
        if fault.kind not in kinds or relationship is None:
            continue
        if relationship.target.state not in ("missing", "ambiguous", "unmapped"):
            yield fault, relationship


def argument(fault: ExpressionFault, relationship: Relationship) -> str:
    """``foreign_keys of User.posts``, for messages."""
    return f"{fault.keyword} of {'the backref of ' if fault.backref else ''}{relationship.name}"


def holder(model: Model, relationship: Relationship, keyword: str, name: str) -> MappedClass | None:
    """The class, of the two that a relationship joins, that has a mapped attribute of that name."""
    owner, target = model.classes[relationship.owner], target_class(model, relationship)
    first = (owner, target) if keyword == "foreign_keys" else (target, owner)
    return next((cls for cls in first if cls is not None and maps(cls, name)), None)


def maps(cls: MappedClass, name: str) -> bool:
    """Whether a class has a mapped attribute of that name."""
    attribute = cls.attributes.get(name)
    return attribute is not None and attribute.kind is not AttributeKind.PLAIN


def qualified(model: Model, relationship: Relationship, keyword: str, text: str) -> str:
    """The text of a column with the class before it, where it stands without and one of the two has it."""
    cls = holder(model, relationship, keyword, text)
    return text if cls is None else f"{cls.name}.{text}"


def misread(model: Model) -> frozenset[tuple[ClassId, str]]:
    """The relationships, by class and key, of which an expression is at fault.

    What follows from such an expression is no fault of its own.
    """
    return frozenset((fault.owner, fault.key) for fault in model.expression_faults if not fault.backref)
