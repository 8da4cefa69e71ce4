"""Functions that a class is handed to: ``__init_subclass__``, class decorators and listeners.

What one sets is followed when it is called. Here it is read off its statements, and those of the
functions that it hands the class on to, whether it may do more: rewrite the annotations, set attributes in a
loop over what is only known at run time, or give the class to what cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.scopes import FunctionScope, statements, unseen_call
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    External,
    FunctionValue,
    Made,
    Member,
    Value,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Block,
    Call,
    Class,
    Const,
    Expr,
    Function,
    If,
    Name,
    Stmt,
    Subscript,
    Try,
    within,
)

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator

CHANGES: Final = frozenset({"update", "setdefault", "pop", "popitem", "clear"})
"""Methods that change a dict."""

READERS: Final = frozenset(
    "isinstance issubclass hasattr getattr len bool str repr print dict tuple list set sorted any all type"
    " id vars dir callable super append add insert register debug info warning items get".split()
)
"""Names of what takes a class and leaves it as it is, and of methods that keep it for later."""

_ANNOTATIONS: Final = "__annotations__"
_SET: Final = frozenset({"setattr", "__setattr__"})
#: Packages that give a class no attributes that are not set where it stands; Python's own are none such either.
_NEUTRAL: Final = frozenset({"sqlalchemy", "typing_extensions"})
_MAX_CALLS: Final = 8


class Hooks:
    """Tells what leaves a class as its text says."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._known: dict[tuple[str, int, int, int], bool] = {}
        self._done = False

    def rewrites(self, function: FunctionValue, owner: ClassDecl | None, index: int = 0) -> bool:
        """Whether a function may make of the class that it is given what cannot be followed.

        ``owner`` is a class whose methods that class has, ``None`` when none is known. ``index`` tells as
        which of the arguments the function is given the class. One that is given it in another place than
        the first is called when the class has its mapper: what it hands the class on to finds it done.
        """
        facts = function.facts
        if not isinstance(facts, Function) or len(facts.params) <= index:
            return False
        key = (function.scope.key, facts.line, facts.col, index)
        if key not in self._known:
            self._done = index > 0
            self._known[key] = self._rewrites(function, facts.params[index].name, owner, ())
        return self._known[key]

    def _rewrites(
        self, function: FunctionValue, given: str, owner: ClassDecl | None, callers: tuple[object, ...]
    ) -> bool:
        facts = function.facts
        if not isinstance(facts, Function) or facts.body is None or len(callers) >= _MAX_CALLS:
            return True
        if facts in callers:
            return False
        scope = unseen_call(facts, function.scope)
        held = _held(facts.body, given)
        for stmt, unknown_turns in self._steps(facts.body, scope):
            if isinstance(stmt, Assign) and _changes(stmt.target, held):
                return True
            for call in _calls(stmt):
                if call.called in _SET and call.args and _is(call.args[0], held):
                    if unknown_turns:
                        return True
                    continue
                func = call.func
                changed = func.value if isinstance(func, Attr) and call.called in CHANGES else None
                if changed is not None and _is(changed, held - {given}):
                    return True
                if self._hands_on(call, held, given, owner, scope, (*callers, facts)):
                    return True
        return False

    def _steps(self, body: tuple[Stmt, ...], scope: FunctionScope) -> Iterator[tuple[object, bool]]:
        """What is worked out and bound in a body, and whether that is in a loop which cannot be followed."""
        unknown: set[tuple[int, int]] = set()
        for stmt, branches in statements(body):
            if any(arm == "types" for _, _, arm in branches):
                continue
            looped = any((line, col) in unknown for line, col, _ in branches)
            if isinstance(stmt, Block):
                if stmt.kind == "while" or (stmt.kind == "for" and not self._is_known(stmt.iterable, scope)):
                    unknown.add((stmt.line, stmt.col))
                yield stmt.iterable, looped
            elif isinstance(stmt, If):
                yield stmt.test, looped
            elif not isinstance(stmt, Try | Function | Class):
                yield stmt, looped

    def _is_known(self, iterable: Expr | None, scope: FunctionScope) -> bool:
        items = None if iterable is None else folding.iterated(self._evaluator.eval(iterable, scope))
        return items is not None and UNKNOWN not in items

    def _hands_on(
        self,
        call: Call,
        held: frozenset[str],
        given: str,
        owner: ClassDecl | None,
        scope: FunctionScope,
        callers: tuple[object, ...],
    ) -> bool:
        """Whether a call gives the class, or its annotations, to what may rewrite it."""
        func = call.func
        if isinstance(func, Attr) and _is(func.value, frozenset({given})):
            # A method of the class itself: where no class of the project has it, a base from elsewhere does.
            found = None if owner is None else self._evaluator.members.find(owner, func.attr)
            stmt = None if found is None else found[1][-1].stmt
            if found is not None and isinstance(stmt, Function) and stmt.params:
                method = FunctionValue(stmt, self._evaluator.class_scope(found[0]))
                return self._rewrites(method, stmt.params[0].name, owner, callers)
        places = [(index, None) for index, arg in enumerate(call.args) if _is(arg, held)]
        named = [(0, keyword.arg) for keyword in call.keywords if _is(keyword.value, held)]
        if not (places or named):
            return False
        if isinstance(func, Attr) and isinstance(func.value, Call) and func.value.called == "super":
            return False
        callee = self._evaluator.eval(func, scope)
        if isinstance(callee, External):
            package = callee.path.split(".", 1)[0]
            known = package in sys.stdlib_module_names or package in _NEUTRAL or call.called in READERS
            return not (known or self._done)
        function, skipped = self._function(callee)
        if function is None:
            return not (self._done or isinstance(callee, ClassValue) or call.called in READERS)
        assert isinstance(function.facts, Function)
        params = [param.name for param in function.facts.params if not param.kind][skipped:]
        for index, name in (*places, *named):
            if name is None and index < len(params):
                name = params[index]
            if name is None or self._rewrites(function, name, owner, callers):
                return True
        return False

    def _function(self, callee: Value) -> tuple[FunctionValue | None, int]:
        """The function of the project that is called, and how many parameters are not given in the call."""
        members = self._evaluator.members
        if isinstance(callee, FunctionValue):
            return (
                (callee, 0 if callee.bound is None else 1)
                if isinstance(callee.facts, Function)
                else (None, 0)
            )
        owner: Value = callee
        name = "__init__"
        if isinstance(callee, Member):
            name = callee.name
            owner = callee.owner.callee if isinstance(callee.owner, Made) else callee.owner
        found = members.find(owner.decl, name) if isinstance(owner, ClassValue) else None
        stmt = None if found is None else found[1][-1].stmt
        if found is None or not isinstance(stmt, Function):
            return None, 0
        return FunctionValue(stmt, self._evaluator.class_scope(found[0])), 1


def _held(body: tuple[Stmt, ...], given: str) -> frozenset[str]:
    """The names under which a body has the class, or its annotations."""
    held = {given}
    for stmt, _ in statements(body):
        if isinstance(stmt, Assign) and isinstance(stmt.target, Name) and stmt.value is not None:
            value = stmt.value
            if (isinstance(value, Name) and value.id in held) or _mentions_annotations(value):
                held.add(stmt.target.id)
    return frozenset(held)


def _mentions_annotations(expr: Expr) -> bool:
    return any(
        (isinstance(part, Attr) and part.attr == _ANNOTATIONS)
        or (isinstance(part, Const) and part.value == _ANNOTATIONS)
        for part in within(expr)
    )


def _changes(target: Expr, held: frozenset[str]) -> bool:
    """Whether what is assigned to is the annotations, or one of them."""
    if isinstance(target, Subscript):
        return _is(target.value, held) or _mentions_annotations(target.value)
    return isinstance(target, Attr) and target.attr == _ANNOTATIONS


def _is(expr: Expr, held: frozenset[str]) -> bool:
    """Whether an expression is the class, or its annotations."""
    if isinstance(expr, Attr):
        return expr.attr == _ANNOTATIONS
    return isinstance(expr, Name) and expr.id in held


def _calls(part: object) -> Iterator[Call]:
    return (node for node in within(part) if isinstance(node, Call))
