"""The marks in a join expression: which columns are foreign, remote and local.

Follows the ``_annotate_…`` methods of ``JoinCondition`` in SQLAlchemy's
``orm/relationships.py``, whose names and order the functions here keep. Every function
returns a marked copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from flake8_sqla_rel.mapper.expressions import Binary, Join, Operand, Term, marked
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    ForeignKeyElement,
    JoinFault,
    JoinProblem,
    Table,
    TableId,
    Unknown,
)
from flake8_sqla_rel.mapper.selectables import Selectable, Tables


def _foreign(operand: Operand) -> Operand:
    return marked(operand, lambda term: term._replace(foreign=True))


def _remote(operand: Operand) -> Operand:
    return marked(operand, lambda term: term._replace(remote=True))


# Foreign marks


def mark_listed_foreign(join: Join, listed: Collection[ColumnRef]) -> Join:
    """Mark the columns that ``foreign_keys`` lists, wherever they stand."""
    return join.marked(lambda term: term._replace(foreign=True) if term.ref in listed else term)


def mark_present_foreign(
    join: Join, secondary: TableId | None, tables: Tables
) -> Join | JoinProblem | Unknown:
    """Mark, in each plain comparison, the column whose foreign key refers to the other."""
    found = []
    for binary in join.binaries:
        chosen = _foreign_side(binary, secondary, tables)
        if chosen is UNKNOWN or isinstance(chosen, JoinProblem):
            return chosen
        if chosen == "left":
            binary = binary._replace(left=_foreign(binary.left))
        elif chosen == "right":
            binary = binary._replace(right=_foreign(binary.right))
        found.append(binary)
    return Join(tuple(found), join.loose)


def _foreign_side(
    binary: Binary, secondary: TableId | None, tables: Tables
) -> str | None | JoinProblem | Unknown:
    """``"left"``, ``"right"`` or ``None``: the side that is foreign to the other."""
    if any(operand.plain and operand.terms[0].foreign for operand in (binary.left, binary.right)):
        return None
    if binary.plain:
        left, right = binary.columns
        if any(_may_refer(element, tables[right.table]) for element in tables.foreign_keys(left)):
            # Where it does, it is the left side, whatever the keys of the right one refer to.
            return UNKNOWN
        untold = False
        for source, target, side in ((left, right, "left"), (right, left, "right")):
            answer = _references(source, target, tables)
            if answer is True:
                # The first of the two when a column is compared with itself.
                return side if left != right else "left"
            if isinstance(answer, JoinProblem):
                # Nothing is asked of the right side where the left one refers to it.
                return UNKNOWN if untold else answer
            untold = untold or answer is UNKNOWN
        if untold:
            return UNKNOWN
    left_in, right_in = _is_column_of(binary.left, secondary), _is_column_of(binary.right, secondary)
    if left_in != right_in:
        return "left" if left_in else "right"
    return None


def _is_column_of(operand: Operand, table: TableId | None) -> bool:
    return operand.plain and operand.terms[0].ref.table == table


def _references(column: ColumnRef, other: ColumnRef, tables: Tables) -> bool | JoinProblem | Unknown:
    """Whether a foreign key of the one column refers to the other.

    SQLAlchemy resolves the keys of the column one after the other, in no fixed order, until
    one fits: one that refers to nothing raises unless it came later.
    """
    elements = tables.foreign_keys(column)
    failing = any(element.referred is None for element in elements)
    if any(element.referred == other for element in elements):
        return UNKNOWN if failing else True
    if tables[column.table].hidden_keys or any(
        _may_refer(element, tables[other.table]) for element in elements
    ):
        return UNKNOWN
    if not failing:
        return False
    return JoinProblem(
        JoinFault.UNRESOLVED_FOREIGN_KEY,
        tuple(
            (column.table, constraint)
            for constraint in tables[column.table].constraints
            if any(each.column == column.name and each.referred is None for each in constraint.elements)
        ),
    )


def _may_refer(element: ForeignKeyElement, table: Table) -> bool:
    """Whether an unknown reference may be to a column of the table."""
    if element.referred is not UNKNOWN:
        return False
    return element.referred_table is None or table.key is UNKNOWN or element.referred_table == table.key


# Remote marks


def mark_remote(
    join: Join,
    parent: Selectable,
    target: Selectable,
    remote_side: Collection[ColumnRef],
    same_mapper: bool,
) -> Join | Unknown:
    """Mark the remote columns of a join without ``secondary`` and without ``remote()``."""
    # SQLAlchemy asks for the tables, of which a selectable may not have every column.
    both = set(parent.tables) & set(target.tables)
    itself = any(
        binary.plain and all(column.table in both for column in binary.columns) for binary in join.binaries
    )
    if remote_side and itself:
        return _mark_self_referential(join, lambda term: term.ref in remote_side)
    if remote_side:
        return join.marked(lambda term: term._replace(remote=True) if term.ref in remote_side else term)
    if itself:
        return _mark_self_referential(join, lambda term: term.foreign)
    if both:
        return _mark_overlapping(join, parent, target, same_mapper)
    return join.marked(lambda term: _mark_distinct(term, parent, target))


def mark_remote_secondary(join: Join, secondary: TableId) -> Join:
    """Mark the columns of the secondary table."""
    return join.marked(lambda term: term._replace(remote=True) if term.ref.table == secondary else term)


def _mark_self_referential(join: Join, is_remote: Callable[[Term], bool]) -> Join:
    def marking(binary: Binary) -> Binary:
        if not binary.plain:
            return binary
        left, right = binary.columns
        if is_remote(binary.left.terms[0]):
            binary = binary._replace(left=_remote(binary.left))
        if left != right and is_remote(binary.right.terms[0]):
            binary = binary._replace(right=_remote(binary.right))
        return binary

    return join.marked_binaries(marking)


def _mark_overlapping(
    join: Join, parent: Selectable, target: Selectable, same_mapper: bool
) -> Join | Unknown:
    if not same_mapper and any(_asks_for_mapper(binary) for binary in join.binaries):
        return UNKNOWN

    def marking(binary: Binary) -> Binary:
        if not binary.plain:
            return binary
        left, right = binary.columns
        if target.has(right) and parent.has(left):
            binary = binary._replace(right=_remote(binary.right))
        if target.has(left) and parent.has(right):
            binary = binary._replace(left=_remote(binary.left))
        return binary

    return join.marked_binaries(marking)


def _asks_for_mapper(binary: Binary) -> bool:
    """Whether a mark would hang on the class through which a column was written.

    SQLAlchemy asks that of what is not a comparison of two columns; ``Sub.column`` and
    ``Base.column``, which are one column, then differ. Without a column on both sides and
    without a foreign one, no mark there matters.
    """
    if binary.plain:
        return False
    terms = (*binary.left.terms, *binary.right.terms)
    return bool(binary.left.terms and binary.right.terms) or any(term.foreign for term in terms)


def _mark_distinct(term: Term, parent: Selectable, target: Selectable) -> Term:
    if not target.has(term.ref):
        return term
    if term.ref.table in parent.local and term.ref.table not in target.local:
        return term
    return term._replace(remote=True)


def mark_local(join: Join, parent: Selectable) -> Join:
    """Mark the parent's columns that are not remote, unless some column is marked already."""
    if any(term.local for term in join.terms()):
        return join
    return join.marked(
        lambda term: term._replace(local=True) if parent.has(term.ref) and not term.remote else term
    )


# Marks handed to a backref


def without_sides(join: Join) -> Join:
    """Without local and remote marks."""
    return join.marked(lambda term: Term(term.ref, term.foreign))


def without_marks(join: Join) -> Join:
    """Without any mark."""
    return join.marked(lambda term: Term(term.ref))


def turned_round(join: Join) -> Join:
    """With remote columns local and local ones remote."""

    def marking(term: Term) -> Term:
        if term.remote:
            return term._replace(remote=False, local=True)
        if term.local:
            return term._replace(local=False, remote=True)
        return term

    return join.marked(marking)
