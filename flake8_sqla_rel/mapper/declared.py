"""Relationships as declared: every argument resolved, nothing configured yet.

This is what stands between reading declarations (:mod:`~flake8_sqla_rel.mapper.declare`)
and configuring them (:mod:`~flake8_sqla_rel.mapper.configure`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import (
    Annotation,
    Argument,
    ClassId,
    ColumnRef,
    Place,
    SecondaryFault,
    TableId,
    Target,
    Unknown,
)
from flake8_sqla_rel.mapper.record import record


class ColumnTerm(NamedTuple):
    """A column in a join expression and the annotations written around it."""

    ref: ColumnRef
    foreign: bool = False
    remote: bool = False


class Side(NamedTuple):
    """One side of a comparison: the columns in it; ``plain`` when it is just one column."""

    columns: tuple[ColumnTerm, ...]
    plain: bool


class Comparison(NamedTuple):
    """A binary expression; ``op`` is ``==``, ``!=``, ``<`` … or a name such as ``in_``.

    ``alternative`` says that it need not hold, as inside of ``or_()``.
    """

    op: str
    left: Side
    right: Side
    alternative: bool = False


class Criterion(NamedTuple):
    """A join expression: its comparisons in order, and the columns outside of any."""

    comparisons: tuple[Comparison, ...]
    loose: tuple[ColumnTerm, ...] = ()

    @property
    def alternatives(self) -> bool:
        """Whether some of the comparisons need not hold."""
        return any(each.alternative for each in self.comparisons)


@record()
class JoinArguments:
    """The arguments that shape a join; ``None`` is "not given".

    ``foreign_keys`` and ``remote_side`` are the columns listed.
    """

    primaryjoin: Criterion | None | Unknown = None
    secondaryjoin: Criterion | None | Unknown = None
    foreign_keys: tuple[ColumnRef, ...] | None | Unknown = None
    remote_side: tuple[ColumnRef, ...] | None | Unknown = None


@record()
class DeclaredBackref:
    """``backref=``: the name, and what ``backref("name", ...)`` says of the other side.

    ``viewonly``, ``uselist`` and ``sync_backref`` are ``None`` when not given.
    """

    name: str | Unknown
    place: Place
    args: Mapping[str, Argument]
    joins: JoinArguments
    uselist: bool | None | Unknown
    viewonly: bool | None | Unknown
    sync_backref: bool | None | Unknown
    overlaps: frozenset[str] | Unknown


@record()
class DeclaredRelationship:
    """A ``relationship()`` of one mapped class, in the order in which SQLAlchemy visits them.

    ``uselist`` is what the annotation or the keyword decides, ``None`` when the direction
    will. Other fields: see :class:`~flake8_sqla_rel.mapper.model.Relationship`.
    """

    owner: ClassId
    key: str
    declared_in: ClassId
    place: Place
    call: Place
    args: Mapping[str, Argument]
    target: Target
    secondary: TableId | None | Unknown
    viewonly: bool | Unknown
    back_populates: str | None | Unknown
    backref: DeclaredBackref | None | Unknown
    sync_backref: bool | None | Unknown
    overlaps: frozenset[str] | Unknown
    uselist: bool | None | Unknown
    joins: JoinArguments
    annotation: Annotation | None = None
    secondary_fault: SecondaryFault | None = None
