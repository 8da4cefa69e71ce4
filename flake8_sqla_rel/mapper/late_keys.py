"""Indexes and constraints that are made outside of the table they belong to.

``Index("ix_user_mail", User.mail, unique=True)`` after the class attaches itself to the table
of its columns, as if it stood in ``__table_args__``, and so does a constraint in the class body: see
``ColumnCollectionMixin`` in SQLAlchemy's ``sql/schema.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper.bases import is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Unknown
from flake8_sqla_rel.mapper.tables import TableReader, in_function
from flake8_sqla_rel.mapper.values import Constant, Made, Value

_CALLS: Final = ("ForeignKeyConstraint", "Index", "UniqueConstraint")


def add_late_keys(
    evaluator: Evaluator, reader: TableReader, column: Callable[[Value], ColumnRef | None]
) -> None:
    """Give each table that was read the indexes and constraints that name its columns as objects.

    ``column`` tells which column a value is. One that names columns by text alone belongs to
    the table whose argument it is, and is there already.
    """
    for made in list(evaluator.made.values()):
        if is_sqlalchemy(made.callee, *_CALLS):
            evaluator.begin()
            _add(evaluator, made, reader, column)


def _add(
    evaluator: Evaluator, made: Made, reader: TableReader, column: Callable[[Value], ColumnRef | None]
) -> None:
    refs = [column(value) for value in _columns(evaluator, made, reader)]
    found = {ref.table for ref in refs if ref is not None}
    if len(found) != 1:
        return
    table = reader.drafts[found.pop()]
    if is_sqlalchemy(made.callee, "ForeignKeyConstraint"):
        if any(constraint.place == made.place for constraint in table.constraints):
            return
        if in_function(made):
            table.miss("a foreign key constraint is added to it, or perhaps not", made.place, columns=False)
            return
        columns = UNKNOWN if None in refs else tuple(Constant(ref.name) for ref in refs if ref)
        table.constraints.append(replace(reader.foreign_key_constraint(made), columns=columns))
        return
    is_index = is_sqlalchemy(made.callee, "Index")
    if None in refs or made.arguments.open:
        table.keys_known = False
        return
    names = tuple(ref.name for ref in refs if ref is not None)
    table.indexed.append(names)
    keywords = [name for name, _, _ in made.arguments.keywords]
    if not is_index or (_is_unique(evaluator, made) and not _is_partial(keywords)):
        table.unique.append(frozenset(names))


def _columns(evaluator: Evaluator, made: Made, reader: TableReader) -> Sequence[Value]:
    """What is given for the columns of an index or constraint."""
    if is_sqlalchemy(made.callee, "ForeignKeyConstraint"):
        columns = reader.foreign_key_constraint(made).columns
        return () if isinstance(columns, Unknown) else columns
    positional = made.arguments.positional
    given = positional[1:] if is_sqlalchemy(made.callee, "Index") else positional
    return [evaluator.value(thunk) for thunk in given]


def _is_unique(evaluator: Evaluator, made: Made) -> bool:
    return evaluator.value(made.arguments.keyword("unique")) == Constant(True)


def _is_partial(keywords: Iterable[str]) -> bool:
    return any(keyword.endswith("_where") for keyword in keywords)
