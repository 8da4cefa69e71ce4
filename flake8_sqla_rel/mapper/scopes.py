"""Scopes: which statement binds a name, seen from a place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final, NamedTuple, TypeAlias

from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.values import ClassDecl, Value
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Block,
    Call,
    Class,
    Compare,
    Const,
    Delete,
    Do,
    Expr,
    Function,
    If,
    Import,
    Lambda,
    ModuleFacts,
    Name,
    Seq,
    Stmt,
    Subscript,
    Try,
    Unary,
)

AT_THE_END: Final = 10**9
"""The position from which every statement of a module has run."""

OLDEST_PYTHON: Final = (3, 7)
"""What runs on an older one has been out of support for years."""

Branch: TypeAlias = tuple[int, int, str]


#: The statements that have others in them.
_COMPOUND: Final = frozenset({If, Try, Block})


class Bound(NamedTuple):
    """A statement that binds a name, and the branches it stands in, outermost first.

    A branch is the position of its statement and which arm of it: ``body``, ``else``,
    ``try``, ``except``, ``loop``, ``case``, and ``types`` for what only type checkers see.
    ``function`` is the one in which the statement stands when that binds a global name.
    """

    stmt: Assign | Function | Class | Import | Delete
    branches: tuple[Branch, ...]
    function: Function | None = None

    @property
    def last_line(self) -> int:
        """The line behind which the name is bound: inside an assignment it is not yet."""
        return self.stmt.end_line if isinstance(self.stmt, Assign) else self.stmt.line

    @property
    def typing_only(self) -> bool:
        """Whether the statement stands under ``if TYPE_CHECKING``."""
        return bool(self.branches) and any(arm == "types" for _, _, arm in self.branches)

    @property
    def conditional(self) -> bool:
        """Whether the statement may not run although its block does."""
        return bool(self.branches) and any(arm not in ("try", "with") for _, _, arm in self.branches)


def is_type_checking(test: Expr) -> bool:
    """Whether a test is ``TYPE_CHECKING`` or ``typing.TYPE_CHECKING``."""
    return (isinstance(test, Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, Attr) and test.attr == "TYPE_CHECKING"
    )


def is_new_python(test: Expr) -> bool:
    """Whether a test holds on every Python in use, such as ``sys.version_info >= (3, 6)``."""
    return _python_test(test, (">=", ">")) or _is_six(test, "PY3")


def is_old_python(test: Expr) -> bool:
    """Whether a test fails on every Python in use, such as ``sys.version_info[0] < 3``."""
    return _python_test(test, ("<", "<=")) or _is_six(test, "PY2")


def _is_six(test: Expr, name: str) -> bool:
    return (
        isinstance(test, Attr)
        and test.attr == name
        and isinstance(test.value, Name)
        and test.value.id == "six"
    )


def _python_test(test: Expr, ops: tuple[str, ...]) -> bool:
    if not isinstance(test, Compare) or len(test.ops) != 1 or test.ops[0] not in ops:
        return False
    left, right = test.left, test.comparators[0]
    if isinstance(left, Subscript):
        # sys.version_info[0] and sys.version_info[:2]
        left = left.value
    name = left.id if isinstance(left, Name) else left.attr if isinstance(left, Attr) else ""
    if name != "version_info":
        return False
    parts = right.items if isinstance(right, Seq) else (right,)
    numbers = tuple(p.value for p in parts if isinstance(p, Const) and isinstance(p.value, int))
    return len(numbers) == len(parts) and numbers[:2] <= OLDEST_PYTHON


def statements(
    body: tuple[Stmt, ...], branches: tuple[Branch, ...] = ()
) -> Iterator[tuple[Stmt, tuple[Branch, ...]]]:
    """Every statement of a block with the branches it stands in; compound ones come first."""
    for stmt in body:
        yield stmt, branches
        if stmt.__class__ not in _COMPOUND:
            continue
        if isinstance(stmt, If):
            yield from _if_arms(stmt, branches)
        elif isinstance(stmt, Try):
            at = (stmt.line, stmt.col)
            yield from statements(stmt.body, (*branches, (*at, "try")))
            for handler in stmt.handlers:
                yield from statements(handler, (*branches, (*at, "except")))
            yield from statements(stmt.final, branches)
        elif isinstance(stmt, Block):
            arm = {"with": "with", "case": "case"}.get(stmt.kind, "loop")
            yield from statements(stmt.body, (*branches, (stmt.line, stmt.col, arm)))


def _if_arms(stmt: If, branches: tuple[Branch, ...]) -> Iterator[tuple[Stmt, tuple[Branch, ...]]]:
    at = (stmt.line, stmt.col)
    negated = isinstance(stmt.test, Unary) and stmt.test.op == "not" and is_type_checking(stmt.test.operand)
    if is_type_checking(stmt.test) or is_old_python(stmt.test):
        yield from statements(stmt.body, (*branches, (*at, "types")))
        yield from statements(stmt.orelse, branches)
    elif negated or is_new_python(stmt.test):
        yield from statements(stmt.body, branches)
        yield from statements(stmt.orelse, (*branches, (*at, "types")))
    else:
        yield from statements(stmt.body, (*branches, (*at, "body")))
        yield from statements(stmt.orelse, (*branches, (*at, "else")))


class Names:
    """The names that a block binds."""

    def __init__(self, body: tuple[Stmt, ...]) -> None:
        self.bound: dict[str, tuple[Bound, ...]] = {}
        self.stars: list[Import] = []
        self.changed: set[str] = set()
        self.filled: dict[str, set[str]] = {}
        """The methods that are called of names, such as ``append`` of a list; setting an item counts as one."""
        self.settled: dict[str, tuple[int, Value]] = {}
        """Of names with one binding the line behind which they are bound, and their value once known."""
        self.values: dict[int, tuple[Value, int, object]] = {}
        """What expressions in the block stand for, by identity; kept by the evaluator."""
        self.definitions: dict[str, tuple[tuple[Expr, Scope] | None, int, object]] = {}
        """Of names with one binding what they were assigned, and where; kept by the evaluator."""
        self._before: dict[tuple[str, int, bool], tuple[Bound, ...]] = {}
        self.written = False
        """Whether names are bound by way of ``locals()`` or ``exec()``."""
        several: dict[str, list[Bound]] = {}
        aliases: list[tuple[str, str]] = []

        def add(name: str, bound: Bound) -> None:
            # Of nearly all names there is one.
            if name not in self.bound:
                self.bound[name] = (bound,)
            else:
                several.setdefault(name, [*self.bound[name]]).append(bound)

        for stmt, branches in statements(body):
            if isinstance(stmt, Import):
                if stmt.name == "*":
                    self.stars.append(stmt)
                elif stmt.bound:
                    add(stmt.bound, Bound(stmt, branches))
            elif isinstance(stmt, Function | Class | Delete):
                add(stmt.name, Bound(stmt, branches))
            elif isinstance(stmt, Assign):
                if isinstance(stmt.target, Name):
                    add(stmt.target.id, Bound(stmt, branches))
                    if isinstance(stmt.value, Name):
                        aliases.append((stmt.target.id, stmt.value.id))
                elif isinstance(stmt.target, Subscript) and isinstance(stmt.target.value, Name):
                    self.fill(stmt.target.value.id, "__setitem__")
                elif isinstance(stmt.target, Subscript) and _is_own_namespace(stmt.target.value):
                    self.written = True
                if stmt.value is not None and _is_own_namespace(stmt.value):
                    self.written = True
            elif isinstance(stmt, Do) and isinstance(stmt.value, Call):
                called = stmt.value.func
                if _writes_namespace(stmt.value):
                    self.written = True
                elif isinstance(called, Attr) and isinstance(called.value, Name):
                    self.fill(called.value.id, called.attr)
            elif isinstance(stmt, Block) and stmt.kind == "for" and isinstance(stmt.target, Name):
                self.changed.add(stmt.target.id)
        self.bound.update((name, tuple(found)) for name, found in several.items())
        for alias, name in reversed(aliases):
            # What is put into the one is in the other.
            for method in self.filled.get(alias, set()) | self.filled.get(name, set()):
                self.fill(alias, method)
                self.fill(name, method)

    def fill(self, name: str, method: str) -> None:
        """Note that a method is called of what a name holds, which is forgotten if it was known."""
        self.filled.setdefault(name, set()).add(method)
        self.settled.pop(name, None)
        if method == "__setitem__":
            self.changed.add(name)

    def forget(self) -> None:
        """Give up what was worked out and can be worked out again."""
        for known in (self.settled, self.values, self.definitions, self._before):
            known.clear()

    def add_globals(self, facts: ModuleFacts) -> None:
        """Of names that a module has as ``None`` until a function of it binds them, take what they are then.

        That is told when one assignment does it; otherwise the name may be anything.
        """
        declared = {(found.line, found.col): found.names for found in facts.globals}
        found: dict[str, list[Bound]] = {}
        for function in _functions(facts.body) if declared else ():
            names = declared.get((function.line, function.col), ())
            for stmt, _ in statements(function.body or ()):
                name = _bound_by(stmt)
                if name in names and isinstance(stmt, Assign | Function | Class | Import):
                    found.setdefault(name, []).append(Bound(stmt, (), function))
        for name, inside in found.items():
            if all(map(_binds_none, self.bound.get(name, ()))):
                real = [bound for bound in inside if not _binds_none(bound)]
                if len(real) == 1 and isinstance(real[0].stmt, Assign):
                    self.bound[name] = (real[0],)
                elif real:
                    self.changed.add(name)
                    self.bound.setdefault(name, tuple(real))

    def before(self, name: str, line: int, *, typing: bool = False) -> tuple[Bound, ...]:
        """The bindings of a name that may be in force at a line: the last one, or alternatives.

        :param typing: whether a binding that only type checkers see counts.
        """
        bound = self.bound.get(name, ())
        if len(bound) < 2:
            # Of most names there is one, which then is it wherever it stands.
            return bound
        asked = (name, line, typing)
        found = self._before.get(asked)
        if found is None:
            found = self._before[asked] = self._find_before(name, line, typing)
        return found

    def _find_before(self, name: str, line: int, typing: bool) -> tuple[Bound, ...]:
        all_bound = [b for b in self.bound[name] if typing or not b.typing_only]
        if not all_bound and not typing:
            # A name that is imported for type checkers alone still tells what is meant.
            all_bound = list(self.bound[name])
        bare = [b for b in all_bound if not isinstance(b.stmt, Assign) or b.stmt.value is not None]
        candidates = [b for b in (bare or all_bound) if b.last_line < line] or (bare or all_bound)
        return _in_force(candidates)


def only_annotated(bound: Bound) -> bool:
    """Whether a statement gives a name an annotation and no value."""
    return isinstance(bound.stmt, Assign) and bound.stmt.value is None


def _functions(body: tuple[Stmt, ...]) -> Iterator[Function]:
    """The functions in a block, those in other functions and in classes as well."""
    pending = [body]
    while pending:
        for stmt, _ in statements(pending.pop()):
            if isinstance(stmt, Function):
                yield stmt
            if isinstance(stmt, Function | Class) and stmt.body:
                pending.append(stmt.body)


def _bound_by(stmt: Stmt) -> str:
    """The name that a statement binds, ``""`` for none."""
    if isinstance(stmt, Assign):
        return stmt.target.id if isinstance(stmt.target, Name) else ""
    if isinstance(stmt, Import):
        return stmt.bound
    return stmt.name if isinstance(stmt, Function | Class) else ""


def _binds_none(bound: Bound) -> bool:
    """Whether a statement only says that there is no value yet."""
    stmt = bound.stmt
    return isinstance(stmt, Assign) and (
        stmt.value is None or (isinstance(stmt.value, Const) and stmt.value.value is None)
    )


def may_be_absent(bindings: Sequence[Bound]) -> bool:
    """Whether none of the bindings of a name may run: they stand under conditions with no other arm."""
    for bound in bindings:
        if not bound.conditional:
            return False
    return not any(exclude_each_other(one.branches, other.branches) for one in bindings for other in bindings)


def _is_own_namespace(expr: Expr) -> bool:
    return isinstance(expr, Call) and isinstance(expr.func, Name) and expr.func.id in ("locals", "vars")


def _writes_namespace(call: Call) -> bool:
    """Whether a statement may bind names that it does not show."""
    if isinstance(call.func, Name):
        return call.func.id == "exec"
    return isinstance(call.func, Attr) and _is_own_namespace(call.func.value)


def _in_force(bindings: list[Bound]) -> tuple[Bound, ...]:
    found: list[Bound] = []
    for bound in reversed(bindings):
        handles = any(arm == "except" for _, _, arm in bound.branches)
        if (
            handles
            and (not found or any(exclude_each_other(bound.branches, later.branches) for later in found))
            and _try_has(bindings, bound)
        ):
            continue
        found.append(bound)
        if not bound.conditional:
            break
    return tuple(reversed(found))


def _try_has(bindings: list[Bound], handler: Bound) -> bool:
    """Whether the ``try`` arm of a handler's statement binds the name as well."""
    positions = {(line, col) for line, col, arm in handler.branches if arm == "except"}
    return any((line, col) in positions and arm == "try" for b in bindings for line, col, arm in b.branches)


def exclude_each_other(one: tuple[Branch, ...], other: tuple[Branch, ...]) -> bool:
    """Whether two places stand in different arms of one statement."""
    arms = {(line, col): arm for line, col, arm in one}
    return any(arms.get((line, col), arm) != arm for line, col, arm in other)


@record()
class ModuleScope:
    """The global names of a module."""

    module: ModuleRef
    names: Names = field(compare=False, hash=False, repr=False)

    @property
    def key(self) -> str:
        """What tells this scope from every other."""
        return self.module.path


@record()
class ClassScope:
    """The names in the body of a class statement."""

    decl: ClassDecl
    names: Names = field(compare=False, hash=False, repr=False)
    key: str = field(init=False, compare=False, hash=False, repr=False)
    """What tells this scope from every other."""

    def __post_init__(self) -> None:
        # Asked for with every name that is looked up, and kept beside what was found.
        object.__setattr__(self, "key", f"class {self.decl.id}")

    @property
    def module(self) -> ModuleRef:
        """The module of the class."""
        return self.decl.module


@record()
class FunctionScope:
    """The names inside one call of a function: its arguments and what its body binds.

    ``variables`` are those evaluated so far; ``names`` is ``None`` for a lambda.
    ``conditional`` tells that no call was seen, ``at_once`` that it is a loop of the module, which
    runs where it stands and sees what is bound by then. ``called_for`` is the class in whose body,
    or for which, the function is called; ``called`` is how, ``None`` where no call is written.
    ``unseen`` is the ``key`` of a function of which no call was seen, in all of its body, and
    ``in_branch`` tells of a part of the body that may not run.
    """

    key: str
    parent: Scope = field(compare=False, hash=False, repr=False)
    variables: dict[str, Value] = field(compare=False, hash=False, repr=False)
    names: Names | None = field(compare=False, hash=False, repr=False, default=None)
    conditional: bool = field(compare=False, hash=False, default=False)
    at_once: bool = field(compare=False, hash=False, default=False)
    called_for: ClassDecl | None = field(compare=False, hash=False, repr=False, default=None)
    called: Called | None = field(compare=False, hash=False, repr=False, default=None)
    unseen: str = field(compare=False, hash=False, repr=False, default="")
    in_branch: bool = field(compare=False, hash=False, repr=False, default=False)

    @property
    def module(self) -> ModuleRef:
        """The module in which the function stands."""
        return self.parent.module


class Called(NamedTuple):
    """A call that is written, the scope in which it stands, and the function that is called."""

    call: Call
    scope: Scope
    function: Function | Lambda


Scope: TypeAlias = ModuleScope | ClassScope | FunctionScope


def unseen_call(function: Function, scope: Scope) -> FunctionScope:
    """The names inside a function of which no call is seen."""
    variables: dict[str, Value] = {param.name: UNKNOWN for param in function.params}
    key = f"{scope.key}?{function.line}:{function.col}"
    return FunctionScope(key, scope, variables, Names(function.body or ()), conditional=True, unseen=key)


def called_for(scope: Scope) -> ClassDecl | None:
    """The class in whose body, or for which, what is in a scope happens."""
    if isinstance(scope, ClassScope):
        return scope.decl
    return scope.called_for if isinstance(scope, FunctionScope) else None


def unseen_caller(scope: Scope) -> str:
    """The function, without a call in sight, that a scope is in or comes from by calls; ``""`` for none."""
    while not isinstance(scope, ModuleScope):
        if isinstance(scope, ClassScope):
            scope = scope.decl.scope
            continue
        caller = scope.unseen or (unseen_caller(scope.called.scope) if scope.called is not None else "")
        if caller:
            return caller
        scope = scope.parent
    return ""
