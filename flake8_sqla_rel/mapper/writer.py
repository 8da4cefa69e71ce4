"""Expressions, values and calls as they are written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final, TypeAlias

from flake8_sqla_rel.mapper.columns import COLUMN_CALLS
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Place
from flake8_sqla_rel.mapper.scopes import (
    FunctionScope,
    Scope,
)
from flake8_sqla_rel.mapper.values import (
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    ModuleValue,
    Partial,
    Raw,
    SomeOptions,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.mapper.written import (
    Written,
    WrittenCall,
    WrittenForm,
    WrittenKeyword,
)
from flake8_sqla_rel.source.facts import (
    Attr,
    Binary,
    BoolOp,
    Call,
    Compare,
    Const,
    Expr,
    Mapping,
    Name,
    Seq,
    Starred,
    Subscript,
    Unary,
)

_MAX_DEPTH: Final = 6
_At: TypeAlias = tuple[str, int, int]
#: What makes columns, relationships and parts of tables.
CONSTRUCTS: Final = COLUMN_CALLS | frozenset(
    "relationship relation dynamic_loader RelationshipProperty backref ForeignKey ForeignKeyConstraint"
    " UniqueConstraint PrimaryKeyConstraint Index CheckConstraint Table".split()
)


class Writer:
    """Expressions and values as :class:`~flake8_sqla_rel.mapper.written.Written`."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._calls: dict[tuple[str, int, int], WrittenCall] = {}
        #: Those that are made in the place of another call, by something else that the name may be.
        self._others: dict[Made, WrittenCall] = {}
        self._fresh: list[Made] = []
        #: The calls of SQLAlchemy's constructs that :meth:`leave` was told of.
        self.left: list[WrittenCall] = []
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._places: dict[tuple[int, int], Place] = {}
        self._path = ""

    def place(self, path: str, line: int, col: int) -> Place:
        """A place, one object for all that is written there one after the other: half of them are the same."""
        if path != self._path:
            # What is written of one class is in one file, but for a mixin's.
            self._path, self._places = path, {}
        at = (line, col)
        found = self._places.get(at)
        if found is None:
            found = self._places[at] = Place(path, line, col)
        return found

    def know(self, place: Place) -> None:
        """Take this object wherever its place is meant."""
        if place.path == self._path:
            self._places.setdefault(place[1:], place)

    def expr(self, expr: Expr, scope: Scope, depth: int = 0) -> Written:
        """An expression in its scope, displays item by item at their own places."""
        at = (scope.module.path, expr.line, expr.col)
        if isinstance(expr, Const):
            return Written(*at, "constant", expr.value)
        if depth < _MAX_DEPTH and isinstance(expr, Seq) and expr.kind in ("list", "tuple", "set"):
            return Written(*at, _display(expr.kind), tuple(self._items(expr, scope, depth + 1)))
        if depth < _MAX_DEPTH and isinstance(expr, Mapping) and None not in expr.keys:
            keys = tuple(self.expr(key, scope, depth + 1) for key in expr.keys if key is not None)
            values = tuple(self.expr(value, scope, depth + 1) for value in expr.values)
            return Written(*at, "dict", (keys, values))
        reads = self.one_of(frozenset(bare_names(expr)))
        return self.value(self._evaluator.eval(expr, scope), at, depth, reads)

    def one_of(self, names: frozenset[str]) -> frozenset[str]:
        """The first of all equal sets: most expressions read the same few names."""
        return self._sets.setdefault(names, names)

    def _items(self, expr: Seq, scope: Scope, depth: int) -> Iterator[Written]:
        for item in expr.items:
            if isinstance(item, Starred):
                at = (scope.module.path, item.line, item.col)
                inner = self._evaluator.eval(item.value, scope)
                if isinstance(inner, Items):
                    yield from (self.value(each, at, depth) for each in inner.items)
                else:
                    yield Written(*at, "unknown")
            else:
                yield self.expr(item, scope, depth)

    def thunk(self, thunk: Thunk, depth: int) -> Written:
        """An argument."""
        if thunk.known is None:
            return self.expr(thunk.expr, thunk.scope, depth)
        at = (thunk.scope.module.path, thunk.expr.line, thunk.expr.col)
        return self.value(thunk.known, at, depth)

    def value(self, value: Value, at: _At, depth: int = 0, reads: frozenset[str] = frozenset()) -> Written:
        """A value that stands at a place, or is led to from there."""
        form, content = self._content(value, at, depth)
        return Written(*at, form, content, reads)

    def _content(self, value: Value, at: _At, depth: int) -> tuple[WrittenForm, object]:
        if isinstance(value, Constant):
            return "constant", value.value
        if isinstance(value, External):
            return "external", value.path
        if isinstance(value, Made) and depth < _MAX_DEPTH:
            return "call", self.call(value, depth + 1)
        if isinstance(value, ClassValue):
            return "class", value.decl.id
        if isinstance(value, FunctionValue | Partial):
            return "function", None
        if isinstance(value, Member):
            return "attribute", (value.name, _owner(value.owner))
        if value is UNKNOWN or isinstance(value, ModuleValue) or depth >= _MAX_DEPTH:
            return "unknown", None
        if isinstance(value, Items):
            return _display(value.kind), tuple(self.value(item, at, depth + 1) for item in value.items)
        if isinstance(value, Entries):
            keys = tuple(self.value(key, at, depth + 1) for key, _ in value.entries)
            return "dict", (keys, tuple(self.value(item, at, depth + 1) for _, item in value.entries))
        if isinstance(value, SomeOptions):
            names = sorted(value.keys)
            keys = tuple(Written(*at, "constant", name) for name in names)
            return "dict", (keys, tuple(Written(*at, "unknown") for _ in names))
        if isinstance(value, Raw) and isinstance(value.expr, Compare):
            sides = (value.expr.left, *value.expr.comparators)
            return "expression", tuple(self.expr(side, value.scope, depth + 1) for side in sides)
        return "expression", None

    def call(self, made: Made, depth: int = 0) -> WrittenCall:
        """A call, its arguments as written."""
        identity = made.identity
        found = self._calls.get(identity)
        if found is None:
            found = self._call(made, identity, depth)
            self._calls[identity] = found
            self._fresh.append(made)
        elif (found.name, found.path) != _names_of(made.callee):
            other = self._others.get(made)
            found = self._others[made] = self._call(made, identity, depth) if other is None else other
        return found

    def _call(self, made: Made, identity: tuple[str, int, int], depth: int) -> WrittenCall:
        arguments = made.arguments
        path = made.scope.module.path
        conditional = isinstance(made.scope, FunctionScope) and made.scope.conditional
        return WrittenCall(
            *_names_of(made.callee),
            self.place(path, made.call.line, made.call.col),
            tuple([self.thunk(thunk, depth) for thunk in arguments.positional]),
            tuple(
                WrittenKeyword(name, *place, self.thunk(thunk, depth))
                for name, thunk, place in arguments.keywords
            ),
            arguments.open,
            identity,
            conditional,
        )

    def leave(self, scope: Scope, kept: Container[tuple[str, int, int]]) -> None:
        """Give up the calls of a scope that are written by now, ``kept`` apart, with all that they hold."""
        for made in self._fresh:
            identity = made.identity
            if made.scope is scope and identity not in kept and self._evaluator.made.get(identity) is made:
                del self._evaluator.made[identity]
                if is_construct(made):
                    self.left.append(self._calls[identity])
        self._fresh.clear()


def is_construct(made: Made) -> bool:
    """Whether a call is one of SQLAlchemy's constructs."""
    return isinstance(made.callee, External) and made.callee.name in CONSTRUCTS


def _names_of(callee: Value) -> tuple[str, str]:
    """The last name and the import path of what is called."""
    name = last_name(callee) or (callee.decl.name if isinstance(callee, ClassValue) else "")
    return name, callee.path if isinstance(callee, External) else ""


def _display(kind: str) -> WrittenForm:
    return "list" if kind == "list" else "set" if kind == "set" else "tuple"


def _owner(value: Value) -> str:
    if isinstance(value, ClassValue):
        return value.decl.id
    if isinstance(value, External):
        return value.path
    if isinstance(value, Member):
        return f"{_owner(value.owner)}.{value.name}"
    return ""


def bare_names(expr: Expr) -> Iterable[str]:
    """The bare names in an expression, a function's body left out."""
    found = []
    pending = [expr]
    while pending:
        part = pending.pop()
        if isinstance(part, Name):
            found.append(part.id)
        elif isinstance(part, Attr | Starred):
            pending.append(part.value)
        elif not isinstance(part, Const):
            pending.extend(_parts(part))
    return found


def _parts(expr: Expr) -> Iterable[Expr]:
    if isinstance(expr, Call):
        return (expr.func, *expr.args, *[keyword.value for keyword in expr.keywords])
    if isinstance(expr, Seq):
        return expr.items
    if isinstance(expr, Mapping):
        return (*(key for key in expr.keys if key is not None), *expr.values)
    if isinstance(expr, Subscript):
        return (expr.value, expr.item)
    if isinstance(expr, Binary):
        return (expr.left, expr.right)
    if isinstance(expr, BoolOp):
        return expr.values
    if isinstance(expr, Compare):
        return (expr.left, *expr.comparators)
    if isinstance(expr, Unary):
        return (expr.operand,)
    return ()
