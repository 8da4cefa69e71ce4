"""What expressions stand for, by their form: one function for each kind of expression that is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.members import mangled
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.running import of_target
from flake8_sqla_rel.mapper.scopes import ClassScope, FunctionScope, Scope, called_for
from flake8_sqla_rel.mapper.values import (
    CallArguments,
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    Raw,
    Value,
)
from flake8_sqla_rel.source.facts import (
    Attr,
    Binary,
    BoolOp,
    Call,
    Compare,
    Comprehension,
    IfExp,
    Joined,
    Lambda,
    Mapping,
    Name,
    Seq,
    Slice,
    Subscript,
    Unary,
)

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator

_ANNOTATED: Final = frozenset(
    {"typing.Annotated", "typing_extensions.Annotated", "sqlalchemy.util.typing.Annotated"}
)


def _name(evaluator: Evaluator, expr: Name, scope: Scope) -> Value:
    return evaluator.lookup.name(expr.id, scope, expr.line)


def _attribute(evaluator: Evaluator, expr: Attr, scope: Scope) -> Value:
    return evaluator.attribute(evaluator.eval(expr.value, scope), _written_in_class(expr.attr, scope))


def _sequence(evaluator: Evaluator, expr: Seq, scope: Scope) -> Value:
    return Items(expr.kind, evaluator.items(expr.items, scope))


def _joined(evaluator: Evaluator, expr: Joined, scope: Scope) -> Value:
    return folding.joined([evaluator.shown(evaluator.eval(part, scope)) for part in expr.parts])


def _binary(evaluator: Evaluator, expr: Binary, scope: Scope) -> Value:
    left, right = evaluator.eval(expr.left, scope), evaluator.eval(expr.right, scope)
    if expr.op == "%":
        right = evaluator.shown(right)
    folded = folding.binary(expr.op, left, right)
    return Raw(expr, scope) if folded is None else folded


def _lambda(evaluator: Evaluator, expr: Lambda, scope: Scope) -> Value:
    return FunctionValue(expr, scope)


def _entries(evaluator: Evaluator, expr: Mapping, scope: Scope) -> Value:
    found: list[tuple[Value, Value]] = []
    for key, value in zip(expr.keys, expr.values):
        evaluated = evaluator.eval(value, scope)
        if key is not None:
            found.append((evaluator.eval(key, scope), evaluated))
        elif isinstance(evaluated, Entries):
            found.extend(evaluated.entries)
        else:
            found.append((UNKNOWN, UNKNOWN))
    return Entries(tuple(found))


def _subscript(evaluator: Evaluator, expr: Subscript, scope: Scope) -> Value:
    owner = evaluator.eval(expr.value, scope)
    if isinstance(owner, External) and owner.path in _ANNOTATED and isinstance(expr.item, Seq):
        # What it holds besides the type counts, wherever it is used.
        call = Call(expr.line, expr.col, expr.value, expr.item.items, ())
        return Made(owner, call, scope, CallArguments(call, scope))
    if isinstance(owner, External | ClassValue | Made):
        # A generic class stands for itself: Base[int], Repository[User].
        return owner
    if isinstance(expr.item, Slice):
        return _slice(evaluator, owner, expr.item, scope)
    index = evaluator.eval(expr.item, scope)
    found = _item(owner, index.value) if isinstance(index, Constant) else None
    if found is None:
        return Raw(expr, scope) if owner is not UNKNOWN else UNKNOWN
    return found


def _item(owner: Value, index: object) -> Value | None:
    """``owner[index]``, ``None`` where only SQLAlchemy or Python could tell."""
    if isinstance(index, str):
        if isinstance(owner, Entries):
            found = owner.get(index)
            return UNKNOWN if found is None else found
        if isinstance(owner, Member) and owner.name in ("c", "columns", "tables"):
            return Member(owner, index)
    elif isinstance(index, int):
        if isinstance(owner, Items):
            return owner.items[index] if -len(owner.items) <= index < len(owner.items) else UNKNOWN
        if isinstance(owner, Constant) and isinstance(owner.value, str):
            inside = -len(owner.value) <= index < len(owner.value)
            return Constant(owner.value[index]) if inside else UNKNOWN
    return None


def _slice(evaluator: Evaluator, owner: Value, item: Slice, scope: Scope) -> Value:
    limits = (item.lower, item.upper)
    bounds = [Constant(None) if limit is None else evaluator.eval(limit, scope) for limit in limits]
    known = [
        bound.value
        for bound in bounds
        if isinstance(bound, Constant) and (bound.value is None or isinstance(bound.value, int))
    ]
    if len(known) < 2:
        return UNKNOWN
    if isinstance(owner, Constant) and isinstance(owner.value, str):
        return Constant(owner.value[known[0] : known[1]])
    if not isinstance(owner, Items):
        return UNKNOWN
    if UNKNOWN in owner.items:
        return Items(owner.kind, (UNKNOWN,))
    return Items(owner.kind, owner.items[known[0] : known[1]])


def _bool(evaluator: Evaluator, expr: BoolOp, scope: Scope) -> Value:
    for part in expr.values[:-1]:
        value = evaluator.eval(part, scope)
        truth = folding.truth(value)
        if truth is None:
            return Raw(expr, scope)
        if truth == (expr.op == "or"):
            return value
    return evaluator.eval(expr.values[-1], scope)


def _compare(evaluator: Evaluator, expr: Compare, scope: Scope) -> Value:
    if len(expr.ops) != 1:
        return Raw(expr, scope)
    op, left, right = (
        expr.ops[0],
        evaluator.eval(expr.left, scope),
        evaluator.eval(expr.comparators[0], scope),
    )
    if isinstance(right, Member) and right.name == "__dict__" and isinstance(right.owner, ClassValue):
        return _in_namespace(evaluator, op, left, right.owner.decl)
    folded = folding.compare(op, left, right)
    return Raw(expr, scope) if folded is None else Constant(folded)


def _in_namespace(evaluator: Evaluator, op: str, name: Value, decl: ClassDecl) -> Value:
    """``name in Class.__dict__``."""
    if op not in ("in", "not in") or not isinstance(name, Constant) or decl.dynamic_body is not None:
        return UNKNOWN
    text = str(name.value)
    there = text in evaluator.class_scope(decl).names.bound or evaluator.members.given(decl, text) is not None
    return Constant(there == (op == "in"))


def _unary(evaluator: Evaluator, expr: Unary, scope: Scope) -> Value:
    if expr.op == "not":
        truth = folding.truth(evaluator.eval(expr.operand, scope))
        return UNKNOWN if truth is None else Constant(not truth)
    return Raw(expr, scope)


def _conditional(evaluator: Evaluator, expr: IfExp, scope: Scope) -> Value:
    truth = folding.truth(evaluator.eval(expr.test, scope))
    if truth is not None:
        return evaluator.eval(expr.body if truth else expr.orelse, scope)
    one, other = evaluator.eval(expr.body, scope), evaluator.eval(expr.orelse, scope)
    return one if one == other else UNKNOWN


def _comprehension(evaluator: Evaluator, expr: Comprehension, scope: Scope) -> Value:
    items = folding.iterated(evaluator.eval(expr.iterable, scope))
    if items is None:
        # Once, for what it makes.
        _turn(evaluator, expr, UNKNOWN, f"{scope.key}[{expr.line}:{expr.col}]", scope, True)
        return UNKNOWN
    found: list[tuple[Value, Value]] = []
    for index, item in enumerate(items):
        key = f"{scope.key}[{expr.line}:{expr.col}:{index}]"
        turn = _turn(
            evaluator, expr, item, key, scope, isinstance(scope, FunctionScope) and scope.conditional
        )
        if turn is not None:
            found.append(turn)
    if expr.key is not None:
        return Entries(tuple(found))
    return Items("list", tuple(value for _, value in found))


def _turn(
    evaluator: Evaluator, expr: Comprehension, item: Value, key: str, scope: Scope, conditional: bool
) -> tuple[Value, Value] | None:
    """The key and value of one turn of a comprehension, ``None`` when its conditions leave it out."""
    variables = of_target(expr.target, item)
    inner = FunctionScope(key, scope, variables, conditional=conditional, called_for=called_for(scope))
    chosen = [folding.truth(evaluator.eval(condition, inner)) for condition in expr.conditions]
    if False in chosen:
        return None
    if None in chosen:
        evaluator.eval(expr.element, replace(inner, conditional=True))
        return UNKNOWN, UNKNOWN
    return UNKNOWN if expr.key is None else evaluator.eval(expr.key, inner), evaluator.eval(
        expr.element, inner
    )


def _call(evaluator: Evaluator, expr: Call, scope: Scope) -> Value:
    callee = evaluator.eval(expr.func, scope)
    return evaluator.calls.apply(callee, evaluator.calls.arguments(expr, scope), expr, scope)


def _written_in_class(name: str, scope: Scope) -> str:
    """The attribute that is asked for: Python gives private names the name of the class they stand in."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    while isinstance(scope, FunctionScope):
        scope = scope.parent
    return mangled(name, scope.decl) if isinstance(scope, ClassScope) else name


#: By its type, what gives the value of an expression in a scope.
FORMS: Final[dict[type[Any], Callable[[Evaluator, Any, Scope], Value]]] = {
    Name: _name,
    Attr: _attribute,
    Call: _call,
    Seq: _sequence,
    Mapping: _entries,
    Subscript: _subscript,
    Joined: _joined,
    Binary: _binary,
    BoolOp: _bool,
    Compare: _compare,
    Unary: _unary,
    IfExp: _conditional,
    Lambda: _lambda,
    Comprehension: _comprehension,
}
