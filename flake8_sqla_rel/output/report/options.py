"""What deleting does, and how relationships load."""

from __future__ import annotations

from collections import Counter

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Relationship
from flake8_sqla_rel.output.report.document import Cell, Section, Tone, code, table
from flake8_sqla_rel.rules.deletes import (
    Cascades,
    Emptied,
    action_text,
    cascading,
    deleted_by_another,
    emptied,
    not_null,
)
from flake8_sqla_rel.rules.keywords import cascade, lazy, option
from flake8_sqla_rel.rules.wording import table_text

_ABOUT_CASCADES = (
    "What session.delete() of the object that has the attribute does to the objects in it: by the "
    "cascade and passive_deletes of the relationship, and what the database does by ON DELETE of the key."
)
_DEFAULT = "select (not given)"
_DELETE_ARGUMENTS = ("cascade", "passive_deletes", "single_parent")


def cascades(model: Model) -> Section:
    """Every relationship from a parent, and every other that says something of deleting."""
    ways = cascading(model)
    rows = [
        (
            code(relationship.name),
            code(_target(model, relationship)),
            _cascade(relationship),
            Cell(_on_delete(emptied(model, relationship))),
            _effect(model, relationship, ways),
            code(str(relationship.call)),
        )
        for relationship in model.relationships
        if relationship.direction in (Direction.ONETOMANY, Direction.MANYTOMANY)
        or any(name in relationship.args for name in _DELETE_ARGUMENTS)
    ]
    if not rows:
        return Section("Cascades", ("There is no relationship from a parent to its children.",))
    columns = "Relationship|To|cascade|ON DELETE|When its owner is deleted|Where"
    return Section("Cascades", (_ABOUT_CASCADES,), (table(columns, rows),))


def _target(model: Model, relationship: Relationship) -> str:
    cls = relationship.target.cls
    return (
        model.classes[cls].name
        if cls is not None and cls in model.classes
        else relationship.target.text or "?"
    )


def _cascade(relationship: Relationship) -> Cell:
    given = option(relationship, "cascade", False)
    if given is UNKNOWN:
        return Cell("?")
    return Cell("default") if given is False else code(str(given))


def _on_delete(found: Emptied | None) -> str:
    if found is None:
        return ""
    actions = {
        action_text(key.ondelete)
        if isinstance(key.ondelete, str)
        else "?"
        if key.ondelete is UNKNOWN
        else "none"
        for key in found.keys
    }
    return ", ".join(sorted(actions))


def _effect(model: Model, relationship: Relationship, ways: Cascades) -> Cell:
    words = cascade(relationship)
    passive = option(relationship, "passive_deletes", False)
    if relationship.viewonly is True:
        return Cell("nothing, it is view only")
    if words is UNKNOWN or passive is UNKNOWN or relationship.direction is UNKNOWN:
        return Cell("?")
    if relationship.direction is Direction.MANYTOONE:
        return Cell("the one it belongs to is deleted" if "delete" in words else "nothing")
    if passive == "all" or lazy(relationship) in ("noload", None):
        return Cell("left to the database")
    effect, tone = _on_children(model, relationship, words, ways)
    return Cell(
        f"{effect} (those loaded; the rest is left to the database)" if passive else effect, tone=tone
    )


def _on_children(
    model: Model, relationship: Relationship, words: frozenset[str], ways: Cascades
) -> tuple[str, Tone]:
    """What becomes of the many when the one is deleted, and of what is between them."""
    orphans = ", also when taken out of it" if "delete-orphan" in words else ""
    if relationship.direction is Direction.MANYTOMANY:
        between = _between(model, relationship)
        return (f"they are deleted{orphans}, and {between}" if "delete" in words else between), ""
    if "delete" in words:
        return f"they are deleted{orphans}", ""
    found = emptied(model, relationship)
    if found is None:
        return "?", ""
    required = not_null(found.columns)
    if required is None:
        return "their keys are set to NULL", ""
    if deleted_by_another(model, relationship, ways):
        return "another cascade may delete them first", ""
    return f"fails where there are any: {table_text(found.table)}.{required.name} is NOT NULL", "fair"


def _between(model: Model, relationship: Relationship) -> str:
    if not isinstance(relationship.secondary, int):
        return "the rows between are deleted"
    return f"rows of {table_text(model.tables[relationship.secondary])} are deleted"


def loading(model: Model) -> Section:
    """How many load in which way, and those that say so."""
    found = [(relationship, _strategy(relationship)) for relationship in model.relationships]
    counts = Counter(strategy for _, strategy in found)
    rows = [
        (
            code(relationship.name),
            code(_target(model, relationship)),
            Cell(_holds(relationship)),
            code(strategy),
            code(str(relationship.call)),
        )
        for relationship, strategy in found
        if strategy != _DEFAULT
    ]
    parts = [table("Loading|Number#", [(code(name), Cell(str(counts[name]))) for name in sorted(counts)])]
    if rows:
        parts.append(table("Relationship|To|Holds|lazy|Where", rows))
    return Section("Loading", ("How relationships load when a query does not say.",), tuple(parts))


def _holds(relationship: Relationship) -> str:
    if relationship.uselist is UNKNOWN:
        return "?"
    return "a collection" if relationship.uselist else "one object"


def _strategy(relationship: Relationship) -> str:
    given = lazy(relationship)
    if given is UNKNOWN:
        return "?"
    if "lazy" not in relationship.args and given == "select":
        return _DEFAULT
    for value, name in ((True, "select"), (False, "joined"), (None, "noload")):
        if given is value:
            return f"{name} (lazy={value})"
    return str(given)
