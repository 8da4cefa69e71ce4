"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from flake8_sqla_rel.finding import Finding, Kind, Related
from flake8_sqla_rel.mapper.model import Model

__all__ = ["Check", "Finding", "Kind", "Options", "Related", "Rule"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a rule may ask.

    ``sqlalchemy`` is the release of the linted project, as (major, minor); ``generic_names`` are
    the names that say nothing of what a relationship holds.
    """

    sqlalchemy: tuple[int, int] = (2, 0)
    generic_names: tuple[str, ...] = (
        "collection",
        "data",
        "elements",
        "entries",
        "entry",
        "item",
        "items",
        "list",
        "obj",
        "object",
        "objects",
        "record",
        "records",
        "ref",
        "refs",
        "related",
        "relation",
        "relations",
        "relationship",
        "rows",
        "stuff",
        "thing",
        "things",
        "value",
        "values",
    )


Check: TypeAlias = Callable[[Model, Options], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code for ever, its name (the pattern, not the cure), kind and check.

    ``documentation`` is the docstring of the rule's module, with fixed headings.
    """

    code: str
    name: str
    kind: Kind
    summary: str
    documentation: str
    check: Check
    since: str = "0.1.0"

    @property
    def opt_in(self) -> bool:
        """Rules of the block ``SQR9`` are off unless they are selected by that block."""
        return self.code.startswith("SQR9")
