"""Foreign keys that were meant and are none, for a fault that another rule reports."""

from __future__ import annotations

from typing import Final

from flake8_sqla_rel.mapper.model import ClassId, Model
from flake8_sqla_rel.mapper.written import Statement, Written, WrittenCall, nested
from flake8_sqla_rel.rules.column_types import COLUMN_TYPES
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    effective,
    in_tuple,
    misspelt,
    rebound,
    sources,
    sqlmodel_call,
    written,
)

_KEYS: Final = frozenset({"ForeignKey"})
_CONSTRAINTS: Final = frozenset({"ForeignKeyConstraint"})
_KEY_PATHS: Final = frozenset({"sqlalchemy.ForeignKey", "sqlalchemy.schema.ForeignKey"})


def loses_key(model: Model, cls: ClassId) -> bool:
    """Whether a column of a class is meant to have a foreign key that SQLAlchemy does not see.

    A comma behind it makes it a tuple (SQR512), the key is an argument that the column does not take
    (SQR507, SQR707) or stands beside it (SQR512), alone or in the type (SQR711) or in the annotation (SQR523),
    the column has no name (SQR711) or is no more than an annotation (SQR513) or its name is bound again
    (SQR511), or the constraint is in a misspelt ``__table_args__`` or by itself in the class body (SQR703).
    """
    found = written(model).classes.get(cls)
    if found is None:
        return False
    return (
        any(_is_lost(statement) for _, statement in effective(model, found))
        or any(
            call.name not in COLUMNS or _has_key(call)
            for source in sources(model, found)
            for value in source.loose
            if (call := call_of(value, COLUMNS | _KEYS | _CONSTRAINTS)) is not None
        )
        or any(_has_key(called) for called, _, _ in rebound(found))
        or any(
            call.name == "ForeignKeyConstraint"
            for statement in misspelt(model, found, "__table_args__")
            for call in nested(statement.value)
        )
    )


def key_in_type(value: Written | None) -> tuple[str, WrittenCall] | None:
    """The ``ForeignKey()`` that a column gives to its type, and what that is called."""
    column = call_of(value, COLUMNS)
    for typed in () if column is None else column.positional:
        call = call_of(typed, COLUMN_TYPES)
        for given in () if call is None or not call.of_sqlalchemy else call.positional:
            key = call_of(given, _KEYS)
            if call is not None and key is not None:
                return call.name, key
    return None


def _is_lost(statement: Statement) -> bool:
    if statement.value is None:
        hint = statement.hint
        return hint is not None and (not COLUMNS.isdisjoint(hint.constructs) or hint.called in _KEY_PATHS)
    if key_in_type(statement.value) is not None:
        return True
    if any(call_of(part, _KEYS) for part in (statement.value, *statement.value.items)):
        return True
    tuple_of = in_tuple(statement)
    if tuple_of is not None:
        return _has_key(tuple_of) or _misnames_key(tuple_of)
    call = call_of(statement.value, COLUMNS) or sqlmodel_call(statement.value)
    return call is not None and _misnames_key(call)


def _has_key(call: WrittenCall) -> bool:
    return call.keyword("foreign_key") is not None or any(
        item.called == "ForeignKey" for item in call.positional
    )


def _misnames_key(call: WrittenCall) -> bool:
    if call.name == "Field":
        return any(_is_named_like_key(word.name) and word.name != "foreign_key" for word in call.keywords)
    # A text in the first place is the name of the column, which SQLAlchemy takes: SQR201 has to speak.
    return (
        any(_is_named_like_key(word.name) for word in call.keywords)
        or any(item.name == "sqlalchemy.ForeignKey" for item in call.positional)
        or any(item.text is not None and "." in item.text for item in call.positional[1:])
    )


def _is_named_like_key(name: str) -> bool:
    return name.replace("_", "").lower() in ("foreignkey", "foreignkeys")
