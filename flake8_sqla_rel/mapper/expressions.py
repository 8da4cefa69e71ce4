"""Join expressions: binary expressions of columns, each column with its marks.

A mark says that a column is foreign, remote or local to the relationship; which ones are is
:mod:`~flake8_sqla_rel.mapper.marks`' business. Expressions are never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flake8_sqla_rel.mapper.declared import ColumnTerm, Criterion, Side
from flake8_sqla_rel.mapper.model import ColumnRef, Pairs
from flake8_sqla_rel.mapper.paths import Path

# Operators of binary expressions that compare nothing; SQLAlchemy forms no pairs over them.
_ARITHMETIC = frozenset("+ - * / // % ** & | ^ << >> || op concat collate".split())


class Term(NamedTuple):
    """A column in a join expression, with its marks."""

    ref: ColumnRef
    foreign: bool = False
    remote: bool = False
    local: bool = False


class Operand(NamedTuple):
    """One side of a binary expression; ``plain`` when it is nothing but one column."""

    terms: tuple[Term, ...]
    plain: bool


class Binary(NamedTuple):
    """A binary expression."""

    op: str
    left: Operand
    right: Operand

    @property
    def plain(self) -> bool:
        """Whether it compares one column with one column."""
        return self.left.plain and self.right.plain

    @property
    def columns(self) -> tuple[ColumnRef, ColumnRef]:
        """The two columns of a plain one."""
        return self.left.terms[0].ref, self.right.terms[0].ref


Marking = Callable[[Term], Term]


class Join(NamedTuple):
    """A join expression: its binary expressions, and the columns outside of any."""

    binaries: tuple[Binary, ...]
    loose: tuple[Term, ...] = ()

    def terms(self) -> Iterator[Term]:
        """Every column in it, as often as it occurs."""
        for binary in self.binaries:
            yield from binary.left.terms
            yield from binary.right.terms
        yield from self.loose

    def marked(self, marking: Marking) -> Join:
        """With every column marked."""
        return Join(
            tuple(
                Binary(binary.op, marked(binary.left, marking), marked(binary.right, marking))
                for binary in self.binaries
            ),
            tuple(marking(term) for term in self.loose),
        )

    def marked_binaries(self, marking: Callable[[Binary], Binary]) -> Join:
        """With every binary expression marked, the columns outside left alone."""
        return Join(tuple(marking(binary) for binary in self.binaries), self.loose)


def marked(operand: Operand, marking: Marking) -> Operand:
    """The side with every column marked."""
    return Operand(tuple(marking(term) for term in operand.terms), operand.plain)


def of_criterion(criterion: Criterion) -> Join:
    """The expression as written, with the ``foreign()`` and ``remote()`` in it."""

    def term(written: ColumnTerm) -> Term:
        return Term(written.ref, written.foreign, written.remote)

    def operand(side: Side) -> Operand:
        return Operand(tuple(term(column) for column in side.columns), side.plain)

    return Join(
        tuple(Binary(each.op, operand(each.left), operand(each.right)) for each in criterion.comparisons),
        tuple(term(column) for column in criterion.loose),
    )


def of_path(path: Path) -> Join:
    """The expression that SQLAlchemy makes of a constraint: referred == referring."""
    return Join(
        tuple(
            Binary("==", Operand((Term(referred),), True), Operand((Term(local),), True))
            for referred, local in path.pairs
        )
    )


def _products(join: Join) -> Iterator[tuple[str, Term, Term]]:
    """Every column of the left with every one of the right, of each comparison."""
    for binary in join.binaries:
        if binary.op not in _ARITHMETIC:
            for left in binary.left.terms:
                for right in binary.right.terms:
                    yield binary.op, left, right


def local_remote_pairs(join: Join, mapped: Callable[[ColumnRef], bool]) -> Pairs:
    """The (local, remote) pairs: exactly one of the two is remote, the other is mapped here."""
    found: dict[tuple[ColumnRef, ColumnRef], None] = {}
    for _, left, right in _products(join):
        if right.remote and not left.remote and mapped(left.ref):
            found[left.ref, right.ref] = None
        elif left.remote and not right.remote and mapped(right.ref):
            found[right.ref, left.ref] = None
    return tuple(found)


def sync_pairs(join: Join, mapped: Callable[[ColumnRef], bool]) -> Pairs:
    """The (source, written column) pairs: compared with ``==``, one foreign, both mapped here."""
    found: dict[tuple[ColumnRef, ColumnRef], None] = {}
    for op, left, right in _products(join):
        if op == "==" and mapped(left.ref) and mapped(right.ref):
            if right.foreign:
                found[left.ref, right.ref] = None
            elif left.foreign:
                found[right.ref, left.ref] = None
    return tuple(found)
