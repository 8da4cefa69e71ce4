"""Naming conventions: which MetaData leaves a foreign key constraint without a name, and which asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flake8_sqla_rel.mapper.bases import MetaData, is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import MetaDataId
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import Constant, Entries, External, Made, Value, last_name
from flake8_sqla_rel.source.facts import Assign, Attr

_CONVENTION: Final = "naming_convention"
#: What stands in a convention for the name that a constraint is given.
_OWN_NAME: Final = "%(constraint_name)s"
#: The keys of a convention; the class itself is one as well.
_KINDS: Final = {
    "ck": "CheckConstraint",
    "uq": "UniqueConstraint",
    "fk": "ForeignKeyConstraint",
    "pk": "PrimaryKeyConstraint",
}


def without_convention(evaluator: Evaluator, tables: Iterable[TableDraft]) -> frozenset[MetaDataId]:
    """The MetaData of these tables that are certain to have no ``naming_convention``.

    None is certain in a project that sets the convention on a MetaData that is there already.
    """
    if _is_set_later(evaluator):
        return frozenset()
    found = {table.metadata.id for table in tables if isinstance(table.metadata, MetaData)}
    named = set()
    for made in evaluator.made.values():
        if last_name(made.callee) == "MetaData":
            arguments = made.arguments
            if arguments.open or len(arguments.positional) > 3 or arguments.keyword(_CONVENTION) is not None:
                named.add(_identifier(made))
    return frozenset(m for m in found - named if not m.startswith("ext:"))


def asking_for_names(evaluator: Evaluator) -> dict[MetaDataId, frozenset[str]]:
    """The classes of constraints that need a name of their own, by the MetaData whose convention takes it in.

    SQLAlchemy (``sql/naming.py``) raises ``InvalidRequestError`` when one without a name is put on a table.
    None is known in a project that sets a convention on a MetaData that is there already.
    """
    found = {}
    for made in tuple(evaluator.made.values()):
        thunk = made.arguments.keyword(_CONVENTION) if is_sqlalchemy(made.callee, "MetaData") else None
        if thunk is not None:
            evaluator.begin()
            kinds = _asking(evaluator.value(thunk))
            if kinds:
                found[_identifier(made)] = kinds
    return {} if found and _is_set_later(evaluator) else found


def _asking(convention: Value) -> frozenset[str]:
    entries = convention.entries if isinstance(convention, Entries) else ()
    by_text = {key.value: value for key, value in entries if isinstance(key, Constant)}
    by_class = {key.name: value for key, value in entries if isinstance(key, External)}
    # A text comes before the class that it stands for, in whatever order they are written.
    texts = {kind: by_text.get(text, by_class.get(kind)) for text, kind in _KINDS.items()}
    return frozenset(kind for kind, text in texts.items() if _has_own_name(text))


def _has_own_name(text: Value | None) -> bool:
    return isinstance(text, Constant) and isinstance(text.value, str) and _OWN_NAME in text.value


def _identifier(made: Made) -> MetaDataId:
    path, line, col = made.identity
    return f"{path}:{line}:{col}"


def _is_set_later(evaluator: Evaluator) -> bool:
    program = evaluator.program
    return any(
        isinstance(stmt, Assign) and isinstance(stmt.target, Attr) and stmt.target.attr == _CONVENTION
        for module in program.models()
        if (facts := program.facts(module)) is not None
        for stmt, _ in statements(facts.body)
    )
