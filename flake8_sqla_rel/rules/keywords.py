"""What the keyword arguments of ``relationship()`` and ``backref()`` say, defaults included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Argument,
    Backref,
    Direction,
    Model,
    Relationship,
    Unknown,
)

CASCADES: Final = (
    "save-update",
    "merge",
    "delete",
    "delete-orphan",
    "refresh-expire",
    "expunge",
    "all",
    "none",
)
"""The words that ``cascade`` takes: ``all_cascades`` in SQLAlchemy's ``orm/util.py``."""

DEFAULT_CASCADE: Final = frozenset({"save-update", "merge"})
_ALL: Final = frozenset({"save-update", "merge", "delete", "refresh-expire", "expunge"})


_ANNOTATED_LAZY: Final = {"DynamicMapped": "dynamic", "WriteOnlyMapped": "write_only"}


class Options(NamedTuple):
    """The keyword arguments of one call and the relationship that it declares, by name.

    ``subject`` is ``Class.attribute`` of what the arguments are about; of a ``backref()``
    it is that of the side that the backref makes, as far as that is known.
    """

    relationship: Relationship
    args: Mapping[str, Argument]
    subject: str


def calls(model: Model) -> Iterator[Options]:
    """Every ``relationship()`` and every ``backref()`` in it."""
    for relationship in model.relationships:
        if relationship.made_by is not None:
            continue
        yield Options(relationship, relationship.args, relationship.name)
        backref = relationship.backref
        if isinstance(backref, Backref) and backref.args:
            made = backref_made(model, relationship)
            name = f"the backref of {relationship.name}" if made is None else made.name
            yield Options(relationship, backref.args, name)


def backref_made(model: Model, relationship: Relationship) -> Relationship | None:
    """The relationship that a relationship's backref makes."""
    return None if relationship.makes is None else model.relationships[relationship.makes]


def has_unseen_keywords(relationship: Relationship) -> bool:
    """Whether the call may have keyword arguments that cannot be seen (``**options``)."""
    given = relationship.args
    # Asked for every option of every relationship by every rule, and hardly ever so.
    return (
        (relationship.overlaps is UNKNOWN and "overlaps" not in given)
        or (relationship.back_populates is UNKNOWN and "back_populates" not in given)
        or (relationship.viewonly is UNKNOWN and "viewonly" not in given)
        or (relationship.secondary is UNKNOWN and "secondary" not in given)
    )


def option(
    relationship: Relationship, name: str, default: str | bool | None
) -> str | int | float | bool | None | Unknown:
    """The value of a keyword argument, ``default`` when it is certain not to be given."""
    if name in relationship.args:
        return relationship.args[name].value
    return UNKNOWN if has_unseen_keywords(relationship) else default


def lazy(relationship: Relationship) -> str | int | float | bool | None | Unknown:
    """The loader strategy by annotation or keyword, ``"select"`` when nothing says another."""
    return annotated_lazy(relationship) or option(relationship, "lazy", "select")


def annotated_lazy(relationship: Relationship) -> str | None:
    """The loader strategy that the annotation stands for, whatever the keyword says."""
    annotation = relationship.annotation
    return None if annotation is None else _ANNOTATED_LAZY.get(annotation.container)


def cascade_words(text: str) -> tuple[str, ...]:
    """The words of a ``cascade`` string, split as ``CascadeOptions.from_string`` does."""
    return tuple(word for word in re.split(r"\s*,\s*", text) if word)


def cascade_set(words: tuple[str, ...]) -> frozenset[str]:
    """The cascades that the words turn on, ``all`` and ``none`` worked out."""
    if "none" in words:
        return frozenset()
    return (frozenset(words) | (_ALL if "all" in words else frozenset())) - {"all"}


def cascade(relationship: Relationship) -> frozenset[str] | Unknown:
    """The cascades of a relationship; ``UNKNOWN`` also when SQLAlchemy refuses the words.

    A viewonly relationship has none of those that write.
    """
    value = option(relationship, "cascade", False)
    if relationship.viewonly is UNKNOWN or value is UNKNOWN:
        return UNKNOWN
    if relationship.viewonly:
        return frozenset()
    if value is False:
        return DEFAULT_CASCADE
    if value is None:
        return frozenset()
    return _cascade_of(value) if isinstance(value, str) else UNKNOWN


@lru_cache(maxsize=256)
def _cascade_of(text: str) -> frozenset[str] | Unknown:
    words = cascade_words(text)
    return cascade_set(words) if set(words) <= set(CASCADES) else UNKNOWN


def has_lone_orphans(relationship: Relationship) -> bool:
    """Whether SQLAlchemy refuses the relationship for its delete-orphan cascade."""
    words = cascade(relationship)
    return (
        relationship.problem is None
        and relationship.direction in (Direction.MANYTOONE, Direction.MANYTOMANY)
        and isinstance(words, frozenset)
        and "delete-orphan" in words
        and option(relationship, "single_parent", False) in (False, None, 0)
    )


def is_dynamic_scalar(relationship: Relationship) -> bool:
    """Whether SQLAlchemy refuses the relationship for a loader that is for collections."""
    if lazy(relationship) not in ("dynamic", "write_only") or relationship.problem is not None:
        return False
    return relationship.direction is Direction.MANYTOONE or relationship.uselist is False
