"""Naming conventions: which MetaData leaves a foreign key constraint without a name, and which asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from flake8_sqla_rel.mapper.bases import MetaData, identity_of, is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import MetaDataId
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import Constant, Entries, External, Value, last_name
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


class Conventions(NamedTuple):
    """What the MetaData of a project's tables say of the names of constraints.

    ``none`` are those that are certain to have no ``naming_convention``. ``asking`` are those whose convention takes
    in the name that a constraint has, with the classes of constraints it does so of: SQLAlchemy (``sql/naming.py``)
    raises ``InvalidRequestError`` when one without a name is put on a table.
    """

    none: frozenset[MetaDataId]
    asking: Mapping[MetaDataId, frozenset[str]]


def conventions(evaluator: Evaluator, tables: Iterable[TableDraft]) -> Conventions:
    """The conventions of the MetaData that these tables are in.

    Nothing is certain in a project that sets the convention on a MetaData that is there already.
    """
    if _is_set_later(evaluator):
        return Conventions(frozenset(), {})
    found = {table.metadata.id for table in tables if isinstance(table.metadata, MetaData)}
    own = {metadata for metadata in found if not metadata.startswith("ext:")}
    named = set()
    asking = {}
    for made in tuple(evaluator.made.values()):
        if last_name(made.callee) != "MetaData" or (metadata := identity_of(made)) not in own:
            continue
        arguments = made.arguments
        given = arguments.keyword(_CONVENTION)
        if arguments.open or len(arguments.positional) > 3 or given is not None:
            named.add(metadata)
        if given is not None and is_sqlalchemy(made.callee, "MetaData"):
            evaluator.begin()
            asking[metadata] = _asking(evaluator.value(given))
    return Conventions(frozenset(own - named), {each: kinds for each, kinds in asking.items() if kinds})


def _asking(convention: Value) -> frozenset[str]:
    entries = convention.entries if isinstance(convention, Entries) else ()
    by_text = {key.value: value for key, value in entries if isinstance(key, Constant)}
    by_class = {key.name: value for key, value in entries if isinstance(key, External)}
    # A text comes before the class that it stands for, in whatever order they are written.
    texts = {kind: by_text.get(text, by_class.get(kind)) for text, kind in _KINDS.items()}
    return frozenset(kind for kind, text in texts.items() if _has_own_name(text))


def _has_own_name(text: Value | None) -> bool:
    return isinstance(text, Constant) and isinstance(text.value, str) and _OWN_NAME in text.value


def _is_set_later(evaluator: Evaluator) -> bool:
    program = evaluator.program
    return any(
        isinstance(stmt, Assign) and isinstance(stmt.target, Attr) and stmt.target.attr == _CONVENTION
        for module in program.models()
        if (facts := program.facts(module)) is not None
        for stmt, _ in statements(facts.body)
    )
