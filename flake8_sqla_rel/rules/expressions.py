"""Faults of join expressions and lists of columns, for the rules that report them."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, ExpressionFault, ExpressionFaultKind, Model, Relationship


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


def misread(model: Model) -> frozenset[tuple[ClassId, str]]:
    """The relationships, by class and key, of which an expression is at fault.

    What follows from such an expression is no fault of its own.
    """
    return frozenset((fault.owner, fault.key) for fault in model.expression_faults if not fault.backref)
