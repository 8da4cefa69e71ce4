"""A fix together with what is needed to carry it out among others."""

from __future__ import annotations

from dataclasses import dataclass

from flake8_sqla_rel.edits import Fix
from flake8_sqla_rel.mapper.model import ClassId


@dataclass(frozen=True, slots=True)
class Plan:
    """A fix and what it is about.

    ``touches`` are the relationships (class, attribute) that it changes or makes. ``keeps`` tells that the
    mapping has to be the same afterwards. Of two plans that share one of ``alone``, only one is
    carried out at a time.
    """

    fix: Fix
    touches: frozenset[tuple[ClassId, str]]
    keeps: bool = False
    alone: frozenset[str] = frozenset()

    @property
    def classes(self) -> frozenset[ClassId]:
        """The mapped classes concerned."""
        return frozenset(cls for cls, _ in self.touches)
