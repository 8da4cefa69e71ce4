"""Naming conventions: which MetaData leaves a foreign key constraint without a name."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import MetaDataId
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import last_name
from flake8_sqla_rel.source.facts import Assign, Attr

_CONVENTION = "naming_convention"


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
                path, line, col = made.identity
                named.add(f"{path}:{line}:{col}")
    return frozenset(m for m in found - named if not m.startswith("ext:"))


def _is_set_later(evaluator: Evaluator) -> bool:
    program = evaluator.program
    return any(
        isinstance(stmt, Assign) and isinstance(stmt.target, Attr) and stmt.target.attr == _CONVENTION
        for module in program.models()
        if (facts := program.facts(module)) is not None
        for stmt, _ in statements(facts.body)
    )
