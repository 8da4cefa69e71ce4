"""Indexes and unique constraints that are made outside of the table they belong to.

``Index("ix_user_mail", User.mail, unique=True)`` after the class attaches itself to the table
of its columns, as if it stood in ``__table_args__``: see ``ColumnCollectionMixin`` in
SQLAlchemy's ``sql/schema.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from flake8_sqla_rel.mapper.bases import is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import ColumnRef
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import Constant, Made, Value

_CALLS: Final = ("Index", "UniqueConstraint")


def add_late_keys(
    evaluator: Evaluator, tables: Sequence[TableDraft], column: Callable[[Value], ColumnRef | None]
) -> None:
    """Give each table the indexes and unique constraints that name its columns as objects.

    ``column`` tells which column a value is. One that names columns by text alone belongs to
    the table whose argument it is, and is there already.
    """
    for made in list(evaluator.made.values()):
        if is_sqlalchemy(made.callee, *_CALLS):
            evaluator.begin()
            _add(evaluator, made, tables, column)


def _add(
    evaluator: Evaluator,
    made: Made,
    tables: Sequence[TableDraft],
    column: Callable[[Value], ColumnRef | None],
) -> None:
    is_index = is_sqlalchemy(made.callee, "Index")
    values = [evaluator.value(thunk) for thunk in made.arguments.positional[1 if is_index else 0 :]]
    refs = [column(value) for value in values]
    found = {ref.table for ref in refs if ref is not None}
    if len(found) != 1:
        return
    table = tables[found.pop()]
    if None in refs or made.arguments.open:
        table.keys_known = False
        return
    names = tuple(ref.name for ref in refs if ref is not None)
    table.indexed.append(names)
    keywords = [name for name, _, _ in made.arguments.keywords]
    if not is_index or (_is_unique(evaluator, made) and not _is_partial(keywords)):
        table.unique.append(frozenset(names))


def _is_unique(evaluator: Evaluator, made: Made) -> bool:
    return evaluator.value(made.arguments.keyword("unique")) == Constant(True)


def _is_partial(keywords: Iterable[str]) -> bool:
    return any(keyword.endswith("_where") for keyword in keywords)
