"""Reading a function of the project as if it were called: arguments in, returned value out."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeGuard

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.scopes import (
    Called,
    FunctionScope,
    Scope,
    called_for,
    is_type_checking,
    statements,
    unseen_call,
)
from flake8_sqla_rel.mapper.values import (
    Arguments,
    AttributeSet,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Items,
    Made,
    SomeOptions,
    Thunk,
    Value,
    bounded,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Block,
    BoolOp,
    Call,
    Class,
    Comprehension,
    Do,
    Expr,
    Function,
    If,
    IfExp,
    Import,
    Jump,
    Lambda,
    Name,
    Param,
    Return,
    Seq,
    Stmt,
    Subscript,
    Try,
    within,
)

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator

_MAX_TURNS: Final = 400
#: How many calls lead to one at most; those of the closures that are called count as well.
_MAX_CALLS: Final = 60
#: How many calls, and things made in them, one leads to at most, all together. Calls of functions that
#: call one another, and turns of loops in them, multiply at each step, and what each of them makes is
#: worked out for itself. No project seen has more than 21 calls inside of one.
_MAX_CALLS_INSIDE: Final = 500
_MAX_MADE_INSIDE: Final = 10_000
_CALLED: Final = "|"
#: What changes a list or dict without being given anything for it.
_IN_PLACE: Final = frozenset({"sort", "reverse", "pop", "popitem", "clear"})
#: What changes one and gives something of it.
_TAKING: Final = frozenset({"pop", "popitem", "setdefault"})
#: What these may change of what a variable holds.
_CHANGEABLE: Final = frozenset({Items, Entries, SomeOptions})
#: Methods that change neither a list nor a dict.
_READING: Final = frozenset({"get", "keys", "values", "items", "copy", "count", "index"})
_TRANSPARENT: Final = frozenset(
    "staticmethod classmethod declared_attr directive cascading classproperty strict_classproperty "
    "cache lru_cache property no_type_check override listens_for".split()
)


class _Jumped(enum.Enum):
    """The block ended in a jump."""

    RAISE = "raise"
    CONTINUE = "continue"
    BREAK = "break"
    EITHER = "perhaps"
    #: What a loop does that was not followed and may return: its function may go on behind it.
    PERHAPS = "returned"


@dataclass
class _Inside:
    """What an outermost call led to: other calls by their keys, and how many things were made in them."""

    calls: set[str] = field(default_factory=set)
    made: int = 0


def call_key(function: FunctionValue, line: int, col: int, scope: Scope) -> str:
    """What tells the scope inside this call of a function from every other."""
    facts = function.facts
    return f"{scope.key}{_CALLED}{line}:{col}>{function.scope.key}:{facts.line}:{facts.col}"


def _is_admitted(key: str, inside: _Inside) -> bool:
    """Whether a call is followed, which it is while its outermost one led to little else."""
    if len(inside.calls) < _MAX_CALLS_INSIDE:
        inside.calls.add(key)
    return key in inside.calls and inside.made < _MAX_MADE_INSIDE


def of_target(target: Expr, item: Value) -> dict[str, Value]:
    """The variables that ``for target in ...`` binds to an item."""
    if isinstance(target, Name):
        return {target.id: item}
    if not isinstance(target, Seq):
        return {}
    names = [each.id for each in target.items if isinstance(each, Name)]
    parts = item.items if isinstance(item, Items) and len(item.items) == len(names) else ()
    return {name: parts[index] if parts else UNKNOWN for index, name in enumerate(names)}


def sweeps(stmt: object, evaluator: Evaluator, scope: Scope) -> bool:
    """Whether a statement takes what was mapped or made before away again.

    That is ``clear_mappers()``, ``registry.dispose()`` or ``metadata.clear()``.
    """
    if not isinstance(stmt, Do) or not isinstance(stmt.value, Call) or stmt.value.args:
        return False
    func = stmt.value.func
    if isinstance(func, Name):
        called = evaluator.eval(func, scope)
        return isinstance(called, External) and called.name == "clear_mappers"
    if not isinstance(func, Attr):
        return False
    owner = func.value
    of = owner.attr if isinstance(owner, Attr) else owner.id if isinstance(owner, Name) else ""
    return (
        func.attr == "clear_mappers"
        or (func.attr == "dispose" and "reg" in of)
        or (func.attr == "clear" and of.endswith("metadata"))
    )


def changed_arguments(call: Call, evaluator: Evaluator, scope: Scope) -> tuple[Expr, ...]:
    """The arguments of a call, if lists or dicts, that the function of the project which is called changes."""
    if not any(isinstance(arg, Name | Attr) for arg in call.args):
        return ()
    function = evaluator.eval(call.func, scope)
    if not isinstance(function, FunctionValue) or not isinstance(function.facts, Function):
        return ()
    params = [param.name for param in function.facts.params if not param.kind]
    given = zip(call.args, params if function.bound is None else params[1:])
    return tuple(arg for arg, name in given if _is_changed(name, function.facts.body))


class Runner:
    """Follows the statements of a function, with the evaluator for its expressions."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        #: By the key of the outermost call.
        self._inside: dict[str, _Inside] = {}
        #: The calls in a statement that may change what a name holds, by its identity.
        self._changing: dict[int, tuple[Stmt, tuple[tuple[Call, bool], ...]]] = {}

    def call(
        self,
        function: FunctionValue,
        arguments: Arguments,
        line: int,
        col: int,
        scope: Scope,
        call: Call | None = None,
    ) -> Value:
        """What the function returns; ``UNKNOWN`` when that depends on what cannot be told."""
        facts = function.facts
        key = call_key(function, line, col, scope)
        inside = self._inside.setdefault(_CALLED.join(key.split(_CALLED, 2)[:2]), _Inside())
        if key.count(_CALLED) > _MAX_CALLS or not _is_admitted(key, inside):
            return UNKNOWN
        called = None if call is None else Called(call, scope, facts)
        if isinstance(facts, Lambda):
            values = [self._evaluator.value(t) for t in arguments.positional]
            bound = dict(zip(facts.params, values))
            inner = FunctionScope(key, function.scope, bound, called_for=called_for(scope), called=called)
            return self._evaluator.eval(facts.body, inner)
        self._evaluator.entered.add((function.scope.module.path, facts.line))
        if facts.body is None or facts.generator or not self._is_plain(facts, function.scope):
            return UNKNOWN
        variables = self._bind(function, facts.params, arguments)
        inner = FunctionScope(key, function.scope, variables, called_for=called_for(scope), called=called)
        made, of_others = inside.made, len(self._evaluator.made)
        result = self._block(facts.body, inner)
        inside.made = made + len(self._evaluator.made) - of_others
        if isinstance(result, _Jumped):
            return UNKNOWN
        return Constant(None) if result is None else result

    def explore(self, facts: Function, scope: Scope) -> None:
        """Follow a function that nothing was seen to call, for the classes and tables it makes."""
        if facts.body is None:
            return
        self._block(facts.body, unseen_call(facts, scope))

    def loop(self, stmt: Block, scope: FunctionScope) -> None:
        """Follow a ``for`` statement that stands outside of any function."""
        self._compound(stmt, scope)

    def _is_plain(self, facts: Function, scope: Scope) -> bool:
        """Whether no decorator changes what a call of the function gives."""
        for decorator in facts.decorators:
            value = self._evaluator.eval(decorator.func if isinstance(decorator, Call) else decorator, scope)
            name = getattr(value, "name", "")
            if name not in _TRANSPARENT and not (
                isinstance(decorator, Name | Attr) and _decorator_name(decorator) in _TRANSPARENT
            ):
                return False
        return True

    def _bind(
        self, function: FunctionValue, params: tuple[Param, ...], arguments: Arguments
    ) -> dict[str, Value]:
        evaluator = self._evaluator
        given: list[Value] = [] if function.bound is None else [function.bound]
        given.extend(evaluator.value(thunk) for thunk in arguments.positional)
        named = {name: evaluator.value(thunk) for name, thunk, _ in arguments.keywords}
        variables: dict[str, Value] = {}
        for param in params:
            if param.kind == "*":
                rest = (*given, UNKNOWN) if arguments.open else tuple(given)
                variables[param.name], given = Items("tuple", rest), []
            elif param.kind == "**":
                entries: list[tuple[Value, Value]] = [(Constant(n), v) for n, v in named.items()]
                if arguments.open:
                    entries.append((UNKNOWN, UNKNOWN))
                variables[param.name] = Entries(tuple(entries))
            elif given and not any(p.kind == "*" and p.name in variables for p in params):
                variables[param.name] = given.pop(0)
            elif param.name in named:
                variables[param.name] = named.pop(param.name)
            elif param.default is not None and not arguments.open:
                variables[param.name] = evaluator.eval(param.default, function.scope)
            else:
                variables[param.name] = UNKNOWN
        return variables

    # Blocks: None when the end is reached, else the returned value or the jump

    def _block(self, body: tuple[Stmt, ...], scope: FunctionScope) -> Value | _Jumped | None:
        for index, stmt in enumerate(body):
            if isinstance(stmt, Return | Assign | Do | If):
                self._take(stmt, scope)
            if isinstance(stmt, Return):
                return Constant(None) if stmt.value is None else self._evaluator.eval(stmt.value, scope)
            if isinstance(stmt, Jump):
                return _Jumped(stmt.kind)
            if isinstance(stmt, If):
                outcome = self._if(stmt, body[index + 1 :], scope)
                if outcome is not None:
                    return outcome[0]
            elif isinstance(stmt, Try | Block):
                result = self._compound(stmt, scope)
                if result is _Jumped.PERHAPS:
                    end = self._block(body[index + 1 :], scope)
                    return end if end is None or isinstance(end, _Jumped) else UNKNOWN
                if result is not None:
                    return result
            else:
                self._simple(stmt, scope)
        return None

    def _take(self, stmt: Return | Assign | Do | If, scope: FunctionScope) -> None:
        """Change the lists and dicts in the variables as parts of the expression of a statement do.

        The call that is the whole of a statement, or of what one assigns, is followed there.
        """
        if not any(type(held) in _CHANGEABLE for held in scope.variables.values()):
            return
        for call, perhaps in self._changing_calls(stmt):
            if not _takes(call):
                self._hand_on(call, scope)
                continue
            assert isinstance(call.func, Attr) and isinstance(call.func.value, Name)
            name = call.func.value.id
            held = scope.variables.get(name)
            if isinstance(held, Entries) and call.called == "pop" and call.args:
                left = folding.changed(held, "pop", self._evaluator.eval(call.args[0], scope))
                scope.variables[name] = _either(left, held) if perhaps and left != held else left
            elif type(held) in _CHANGEABLE:
                scope.variables[name] = UNKNOWN

    def _hand_on(self, call: Call, scope: FunctionScope) -> None:
        """Forget the lists and dicts that a call gives to a function which changes them."""
        for arg in changed_arguments(call, self._evaluator, scope):
            if isinstance(arg, Name) and isinstance(scope.variables.get(arg.id), Items | Entries):
                scope.variables[arg.id] = UNKNOWN

    def _changing_calls(self, stmt: Return | Assign | Do | If) -> tuple[tuple[Call, bool], ...]:
        """The calls in a statement that may change what a name holds, each with whether it may be passed over."""
        known = self._changing.get(id(stmt))
        if known is None:
            expr = stmt.test if isinstance(stmt, If) else stmt.value
            inside = [
                part for part in within(expr) if isinstance(part, IfExp | BoolOp | Comprehension | Lambda)
            ]
            perhaps = {id(part) for outer in inside for part in within(outer)}
            found = tuple(
                (call, id(call) in perhaps)
                for call in within(expr)
                if isinstance(call, Call)
                and (any(isinstance(arg, Name) for arg in call.args) or _takes(call))
                and not (call is expr and _takes(call) and _follows(stmt))
            )
            known = self._changing[id(stmt)] = (stmt, found)
        return known[1]

    def _if(
        self, stmt: If, rest: tuple[Stmt, ...], scope: FunctionScope
    ) -> tuple[Value | _Jumped | None] | None:
        """The outcome of the whole remaining block in a tuple, ``None`` to go on behind the ``if``."""
        truth = (
            False if is_type_checking(stmt.test) else folding.truth(self._evaluator.eval(stmt.test, scope))
        )
        if truth is not None:
            result = self._block(stmt.body if truth else stmt.orelse, scope)
            return None if result is None else (result,)
        before = dict(scope.variables)
        perhaps = replace(scope, conditional=True, in_branch=True)
        one = self._block(stmt.body, perhaps)
        after = dict(scope.variables)
        scope.variables.clear()
        scope.variables.update(before)
        other = self._block(stmt.orelse, perhaps)
        if one is _Jumped.CONTINUE and other is None:
            return (self._perhaps_continued(after, rest, scope),)
        if other is _Jumped.CONTINUE and one is None:
            skipped = dict(scope.variables)
            scope.variables.clear()
            scope.variables.update(after)
            return (self._perhaps_continued(skipped, rest, scope),)
        jumps = (_Jumped.CONTINUE, _Jumped.BREAK, _Jumped.EITHER)
        if one in jumps or other in jumps:
            return (_Jumped.EITHER,)
        if one is _Jumped.RAISE:
            return None if other is None else (other,)
        if other is _Jumped.RAISE:
            scope.variables.clear()
            scope.variables.update(after)
            return None if one is None else (one,)
        if one is None and other is None:
            _merge(scope, after)
            return None
        end = self._block(rest, scope)
        first = end if one is None else one
        second = end if other is None else other
        if isinstance(first, _Jumped) or isinstance(second, _Jumped):
            return (first if second is _Jumped.RAISE else _Jumped.EITHER,)
        return (first,) if first == second else (_either_returned(first, second),)

    def _perhaps_continued(
        self, skipped: dict[str, Value], rest: tuple[Stmt, ...], scope: FunctionScope
    ) -> _Jumped:
        """The end of a turn of a loop that perhaps was left early, with these variables."""
        result = self._block(rest, scope)
        if result is not None and result is not _Jumped.CONTINUE:
            return _Jumped.EITHER
        _merge(scope, skipped)
        return _Jumped.CONTINUE

    def _compound(self, stmt: Try | Block, scope: FunctionScope) -> Value | _Jumped | None:
        if isinstance(stmt, Try):
            # A handler may take back what was done by then.
            result = self._block(stmt.body, replace(scope, in_branch=True) if stmt.handlers else scope)
            return self._block(stmt.final, scope) if result is None else result
        if stmt.kind == "with":
            return self._block(stmt.body, scope)
        iterable = UNKNOWN if stmt.iterable is None else self._evaluator.eval(stmt.iterable, scope)
        before = dict(scope.variables)
        items = folding.iterated(iterable) if stmt.kind == "for" else None
        if items is not None and len(items) <= _MAX_TURNS:
            for turn, item in enumerate(items):
                self._bind_target(stmt, item, scope)
                inner = _turn(scope, stmt, turn)
                result = self._block(stmt.body, inner)
                scope.variables.update(inner.variables)
                if result is _Jumped.BREAK:
                    return None
                if result is _Jumped.EITHER or item is UNKNOWN or self._is_swept(stmt.body, inner):
                    # Of turns that each begin with nothing, the first stands for all.
                    break
                if result is not None and result is not _Jumped.CONTINUE:
                    return result
            else:
                return None
            scope.variables.clear()
            scope.variables.update(before)
        self._forget(stmt.body, scope)
        returns = any(isinstance(inner, Return) for inner, _ in statements(stmt.body))
        return _Jumped.PERHAPS if returns else None

    def _is_swept(self, body: tuple[Stmt, ...], scope: FunctionScope) -> bool:
        return any(sweeps(stmt, self._evaluator, scope) for stmt in body if isinstance(stmt, Do))

    def _forget(self, body: tuple[Stmt, ...], scope: FunctionScope) -> None:
        """What is left in the variables by statements that run an unknown number of times."""
        for inner, _ in statements(body):
            if isinstance(inner, Assign) and isinstance(inner.target, Name):
                scope.variables[inner.target.id] = UNKNOWN
            elif isinstance(inner, Assign) and isinstance(inner.target, Subscript):
                self._change(inner.target.value, "update", scope)
            elif (
                isinstance(inner, Do) and isinstance(inner.value, Call) and isinstance(inner.value.func, Attr)
            ):
                self._change(inner.value.func.value, inner.value.func.attr, scope)

    def _change(self, target: Expr, method: str, scope: FunctionScope) -> None:
        if isinstance(target, Name):
            held = scope.variables.get(target.id)
            if isinstance(held, Items | Entries):
                scope.variables[target.id] = folding.changed(held, method, UNKNOWN)
            elif isinstance(held, SomeOptions):
                scope.variables[target.id] = UNKNOWN

    def _bind_target(self, stmt: Block, item: Value, scope: FunctionScope) -> None:
        if stmt.target is not None:
            scope.variables.update(of_target(stmt.target, item))

    def _simple(self, stmt: Stmt, scope: FunctionScope) -> None:
        evaluator = self._evaluator
        if isinstance(stmt, Assign):
            if stmt.value is not None:
                self._assign(stmt, scope)
        elif isinstance(stmt, Class):
            if evaluator.makes_itself(stmt, scope):
                scope.variables[stmt.name] = UNKNOWN
                return
            decl = evaluator.class_of(stmt, scope, scope.conditional)
            scope.variables[stmt.name] = ClassValue(decl)
            evaluator.members.decorate(decl)
        elif isinstance(stmt, Function):
            scope.variables[stmt.name] = FunctionValue(stmt, scope)
        elif isinstance(stmt, Import):
            if stmt.bound and stmt.bound != "*":
                scope.variables[stmt.bound] = evaluator.lookup.imported(stmt, scope.module)
        elif isinstance(stmt, Do):
            self._do(stmt, scope)

    def _assign(self, stmt: Assign, scope: FunctionScope) -> None:
        assert stmt.value is not None
        target = stmt.target
        if isinstance(target, Name):
            value = self._taken(stmt.value, scope)
            scope.variables[target.id] = self._evaluator.eval(stmt.value, scope) if value is None else value
        elif isinstance(target, Attr):
            owner = self._evaluator.eval(target.value, scope)
            if isinstance(owner, ClassValue):
                thunk = Thunk(stmt.value, scope, self._evaluator.eval(stmt.value, scope))
                at = (stmt.line, stmt.col)
                found = AttributeSet(owner.decl, target.attr, thunk, *at, scope, scope.conditional)
                self._evaluator.give(found)
            elif isinstance(owner, Made) and target.attr == "name":
                self._evaluator.named_later.add(owner.identity)
        elif isinstance(target, Subscript) and isinstance(target.value, Name):
            key, value = self._evaluator.eval(target.item, scope), self._evaluator.eval(stmt.value, scope)
            held = scope.variables.get(target.value.id)
            if isinstance(held, Entries):
                scope.variables[target.value.id] = bounded(Entries((*held.entries, (key, value))))
            elif isinstance(held, SomeOptions):
                scope.variables[target.value.id] = UNKNOWN
        elif isinstance(target, Subscript):
            self._evaluator.eval(stmt.value, scope)

    def _taken(self, expr: Expr, scope: FunctionScope) -> Value | None:
        """What a method that changes a list or dict gives back, ``None`` where an expression is no such call."""
        if not _takes(expr):
            return None
        func = expr.func
        assert isinstance(func, Attr) and isinstance(func.value, Name)
        name = func.value.id
        held = scope.variables.get(name)
        if type(held) not in _CHANGEABLE:
            return None
        given = [self._evaluator.eval(arg, scope) for arg in expr.args[:2]]
        if not isinstance(held, Entries) or not given or expr.called == "popitem":
            scope.variables[name] = UNKNOWN
            return UNKNOWN
        if expr.called == "pop":
            scope.variables[name] = folding.changed(held, "pop", given[0])
        else:
            scope.variables[name] = bounded(_with_default(held, given[0], given[-1]))
        return folding.taken(held, given[0], given[1] if len(given) > 1 else None)

    def _do(self, stmt: Do, scope: FunctionScope) -> None:
        call = stmt.value
        if sweeps(stmt, self._evaluator, scope):
            for identity, made in self._evaluator.made.items():
                if made.scope.key == scope.key:
                    self._evaluator.swept.setdefault(identity, stmt.line)
        if isinstance(call, Call) and isinstance(call.func, Attr) and isinstance(call.func.value, Name):
            name, method = call.func.value.id, call.func.attr
            held = scope.variables.get(name)
            if isinstance(held, Entries) and method == "setdefault" and len(call.args) == 2:
                entry = (self._evaluator.eval(call.args[0], scope), self._evaluator.eval(call.args[1], scope))
                scope.variables[name] = bounded(_with_default(held, *entry))
                return
            if isinstance(held, Items | Entries) and (call.args or call.keywords or method in _IN_PLACE):
                argument = self._argument(call, scope)
                plain = not call.args and not call.keywords
                changed = (
                    folding.reordered(held, method) if plain else folding.changed(held, method, argument)
                )
                scope.variables[name] = bounded(changed)
                return
            if isinstance(held, SomeOptions):
                scope.variables[name] = UNKNOWN
        self._evaluator.eval(call, scope)

    def _argument(self, call: Call, scope: FunctionScope) -> Value:
        """What a list or dict is given by the call of a method; keywords are a dict."""
        if not call.keywords:
            return self._evaluator.eval(call.args[0], scope) if call.args else UNKNOWN
        named = tuple(
            (
                UNKNOWN if keyword.arg is None else Constant(keyword.arg),
                self._evaluator.eval(keyword.value, scope),
            )
            for keyword in call.keywords
        )
        first = self._evaluator.eval(call.args[0], scope) if call.args else Entries(())
        return Entries((*first.entries, *named)) if isinstance(first, Entries) else UNKNOWN


def _decorator_name(decorator: Name | Attr) -> str:
    return decorator.id if isinstance(decorator, Name) else decorator.attr


def _takes(expr: object) -> TypeGuard[Call]:
    """Whether it is the call of a method that gives something and changes what a name holds."""
    return (
        isinstance(expr, Call)
        and expr.called in _TAKING
        and isinstance(expr.func, Attr)
        and isinstance(expr.func.value, Name)
    )


def _is_changed(name: str, body: tuple[Stmt, ...] | None) -> bool:
    """Whether a function may change the list or dict that it is given by a name."""
    for part in within(body):
        if isinstance(part, Assign) and isinstance(part.target, Subscript):
            changed: Expr | None = part.target.value
        elif isinstance(part, Call) and isinstance(part.func, Attr) and part.called not in _READING:
            changed = part.func.value
        else:
            continue
        if isinstance(changed, Name) and changed.id == name:
            return True
    return body is None


def _turn(scope: FunctionScope, stmt: Block, turn: int) -> FunctionScope:
    """The scope of one turn of a loop: what it makes is made anew, and keeps the variables of its turn."""
    key = f"{scope.key}[{stmt.line}:{turn}]"
    return FunctionScope(
        key,
        scope.parent,
        dict(scope.variables),
        scope.names,
        scope.conditional,
        scope.at_once,
        scope.called_for,
        unseen=scope.unseen,
        in_branch=scope.in_branch,
    )


def _merge(scope: FunctionScope, other: dict[str, Value]) -> None:
    """Leave in the variables what holds whichever of two ways was taken."""
    for name in {*other, *scope.variables}:
        if other.get(name) != scope.variables.get(name):
            scope.variables[name] = _either(other.get(name), scope.variables.get(name))


def _either(one: Value | None, other: Value | None) -> Value:
    """What two branches leave in a variable: the common part of two lists, else unknown."""
    if isinstance(one, Items) and isinstance(other, Items):
        short, long_ = sorted((one.items, other.items), key=len)
        if long_[: len(short)] == short:
            return Items(one.kind, (*short, UNKNOWN))
    if isinstance(one, Entries) and isinstance(other, Entries):
        few, many = sorted((one.entries, other.entries), key=len)
        if many[: len(few)] == few:
            return Entries((*few, (UNKNOWN, UNKNOWN)))
    return UNKNOWN


def _follows(stmt: Stmt) -> bool:
    """Whether the call that is the whole of a statement, or of what it assigns, is followed there."""
    return isinstance(stmt, Do) or (isinstance(stmt, Assign) and isinstance(stmt.target, Name))


def _either_returned(one: Value | None, other: Value | None) -> Value:
    """What either of two returns gives: of ``(*constraints, options)`` and ``options``, the options."""
    for short, long_ in ((one, other), (other, one)):
        if isinstance(short, Entries) and isinstance(long_, Items) and long_.items[-1:] == (short,):
            return Items(long_.kind, (UNKNOWN, short))
    names = [_option_names(each) for each in (one, other)]
    if one == Constant(None) == other or None in names:
        return UNKNOWN
    return SomeOptions(frozenset().union(*filter(None, names)))


def _option_names(value: Value | None) -> frozenset[str] | None:
    """The keys of a dict with nothing but texts for keys, none for ``None``; ``None`` for all else."""
    if value is None or value == Constant(None):
        return frozenset()
    if isinstance(value, SomeOptions):
        return value.keys
    if not isinstance(value, Entries):
        return None
    names = [
        key.value for key, _ in value.entries if isinstance(key, Constant) and isinstance(key.value, str)
    ]
    return frozenset(names) if len(names) == len(value.entries) else None


def _with_default(held: Entries, key: Value, default: Value) -> Entries:
    """A dict after ``setdefault``."""
    if not isinstance(key, Constant) or any(not isinstance(known, Constant) for known, _ in held.entries):
        return Entries((*held.entries, (key, UNKNOWN)))
    there = any(known == key for known, _ in held.entries)
    return held if there else Entries((*held.entries, (key, default)))
