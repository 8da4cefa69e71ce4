"""Execution order: what importing the modules of a project would make, in which order.

SQLAlchemy configures classes in the order in which they are defined, so the order in which
modules import one another decides which of two relationships is the later one. Modules
that nothing imports are started in the order of their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.hooks import CHANGES
from flake8_sqla_rel.mapper.listeners import Listener, listener
from flake8_sqla_rel.mapper.makers import Maker, mentions_any, read_makers
from flake8_sqla_rel.mapper.members import COMPUTED_BY_CLASS
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.running import Runner, changed_arguments, sweeps
from flake8_sqla_rel.mapper.scopes import (
    Bound,
    ClassScope,
    FunctionScope,
    ModuleScope,
    Scope,
    statements,
)
from flake8_sqla_rel.mapper.values import (
    AttributeSet,
    ClassDecl,
    ClassValue,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    ModuleValue,
    Thunk,
    Value,
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
    IfExp,
    Import,
    Mapping,
    Name,
    Return,
    Seq,
    Stmt,
    Subscript,
)

_MAPPING_CALLS: Final = frozenset({"map_imperatively", "mapper", "Table", "add_property", "declarative_base"})

#: Methods that change a list, a set or a dict.
_CHANGES: Final = CHANGES | frozenset("append extend insert add remove discard sort reverse".split())

#: Methods of Pydantic's models, of release 2 and 1, that change nothing of a mapping.
_REBUILDING: Final = frozenset({"model_rebuild", "update_forward_refs"})


@record()
class World:
    """What importing everything makes.

    ``classes`` are in the order of their definition, ``order`` gives the turn of each
    module by path, ``conditional_lines`` the lines of statements that may not run, by path. What the
    ``listeners`` of mapper events do is not followed yet. ``makers`` are the functions of the models
    that other modules may call to make more.
    """

    classes: tuple[ClassDecl, ...]
    order: dict[str, int]
    conditional_lines: dict[str, frozenset[int]]
    listeners: tuple[Listener, ...]
    makers: tuple[Maker, ...]


def execute(evaluator: Evaluator) -> World:
    """Follow every module that may declare models."""
    return _Execution(evaluator).run()


class _Execution:
    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._runner = Runner(evaluator)
        self._models = {module.path for module in evaluator.program.models()}
        self._makers = read_makers(evaluator.program)
        self._maker_names = frozenset(each.name for each in self._makers)
        self._packages = {
            ".".join(parts[:count])
            for module in evaluator.program.models()
            for parts in [module.name.split(".")]
            for count in range(1, len(parts) + 1)
        }
        self._order: dict[str, int] = {}
        self._conditional: dict[str, set[tuple[int, int]]] = {}
        self._functions: list[tuple[Function, Scope]] = []
        self._listeners: list[Listener] = []

    def run(self) -> World:
        for module in self._evaluator.program.models():
            self._module(module)
        for facts, scope in self._functions:
            # Looked at last: by then every call of it that can be seen was followed.
            entered = (scope.module.path, facts.line) in self._evaluator.entered
            if not entered and _makes_mappings(facts) and not self._is_computed(facts, scope):
                self._evaluator.begin()
                self._runner.explore(facts, scope)
        evaluator = self._evaluator
        return World(
            tuple(evaluator.classes.values()),
            self._order,
            {path: _lines(spans) for path, spans in self._conditional.items()},
            tuple(self._listeners),
            self._makers,
        )

    def _is_computed(self, facts: Function, scope: Scope) -> bool:
        """Whether SQLAlchemy calls the function, for each class that is read and has it."""
        members = self._evaluator.members
        return isinstance(scope, ClassScope) and bool(members.decorators(facts, scope) & COMPUTED_BY_CLASS)

    def _module(self, module: ModuleRef) -> None:
        """Load a module, and before what stands below an import the module imported."""
        # Not by recursion: a chain of imports may be longer than Python's stack is deep.
        loading = [self._load(module)]
        while loading:
            imported = next(loading[-1], None)
            if imported is None:
                loading.pop()
            else:
                loading.append(self._load(imported))

    def _load(self, module: ModuleRef) -> Iterator[ModuleRef]:
        """Follow a module's statements; gives each module that has to be loaded before it goes on."""
        if module.path in self._order:
            return
        parent, _, _ = module.name.rpartition(".")
        if parent:
            package = self._evaluator.program.resolve(parent, module)
            if package is not None and package.package and package.path != module.path:
                yield package
        if module.path in self._order:
            # The package imports it, between others.
            return
        self._order[module.path] = len(self._order)
        facts = self._evaluator.program.facts(module)
        if facts is None:
            return
        scope = self._evaluator.module_scope(module)
        followed: set[tuple[int, int]] = set()
        imported: set[str] = set()
        swept = max((stmt.line for stmt in facts.body if sweeps(stmt, self._evaluator, scope)), default=0)
        for stmt, branches in statements(facts.body):
            if branches and any(arm == "types" or (line, col) in followed for line, col, arm in branches):
                continue
            if isinstance(stmt, Block) and not branches and self._follow(stmt, scope):
                followed.add((stmt.line, stmt.col))
                continue
            conditional = bool(branches) and any(arm not in ("try", "with") for _, _, arm in branches)
            conditional = (
                conditional or stmt.line < swept or (bool(branches) and _is_stated_again(stmt, scope))
            )
            if conditional:
                last = getattr(stmt, "end_line", stmt.line)
                self._conditional.setdefault(module.path, set()).add((stmt.line, last))
            if isinstance(stmt, Import):
                yield from self._imported(stmt, module, imported)
            else:
                self._evaluator.begin()
                self._statement(stmt, scope, conditional)

    def _follow(self, stmt: Block, scope: ModuleScope) -> bool:
        """Follow a loop over known values, unless it has a class statement."""
        if stmt.kind != "for" or any(isinstance(inner, Class) for inner, _ in statements(stmt.body)):
            return False
        self._evaluator.begin()
        assert stmt.iterable is not None
        if not isinstance(self._evaluator.eval(stmt.iterable, scope), Items):
            return False
        self._runner.loop(stmt, FunctionScope(f"{scope.key}[{stmt.line}]", scope, {}, at_once=True))
        return True

    def _imported(self, stmt: Import, importer: ModuleRef, before: set[str]) -> Iterator[ModuleRef]:
        """The modules that a statement loads, without those that one ``before`` it loads."""
        name = self._evaluator.lookup.absolute(stmt, importer)
        if not name:
            return
        for candidate in (name, f"{name}.{stmt.name}" if stmt.name and stmt.name != "*" else ""):
            if not candidate or candidate in before:
                continue
            before.add(candidate)
            found = self._evaluator.program.resolve(candidate, importer)
            if found is not None and self._bears_on_order(found):
                yield found

    def _bears_on_order(self, module: ModuleRef) -> bool:
        """Whether it is a module with models, the package of one, or calls what makes models for others."""
        return (
            module.path in self._models
            or module.name in self._packages
            or mentions_any(self._evaluator.program, module, self._maker_names)
        )

    def _statement(self, stmt: Stmt, scope: Scope, conditional: bool) -> None:
        if isinstance(stmt, Class):
            self._class(stmt, scope, conditional)
        elif isinstance(stmt, Function):
            self._functions.append((stmt, scope))
            for decorator in stmt.decorators:
                self._listen(decorator, scope, FunctionValue(stmt, scope))
        elif isinstance(stmt, Assign):
            self._assign(stmt, scope, conditional)
        elif isinstance(stmt, Do) and not _only_rebuilds(stmt.value):
            self._evaluator.eval(stmt.value, scope)
            self._listen(stmt.value, scope, None)
            if isinstance(stmt.value, Call):
                self._change(stmt.value, scope)

    def _change(self, call: Call, scope: Scope) -> None:
        """Note the lists and dicts, of other modules too, that a call at module level changes."""
        if isinstance(call.func, Attr) and call.called in _CHANGES:
            self._evaluator.lookup.doubt(call.func.value, scope, call.called)
        for arg in changed_arguments(call, self._evaluator, scope):
            if _may_be_changed(self._evaluator.eval(arg, scope)):
                self._evaluator.lookup.doubt(arg, scope)

    def _listen(self, expr: Expr, scope: Scope, decorated: FunctionValue | None) -> None:
        found = listener(self._evaluator, expr, scope, decorated)
        if found is not None:
            self._listeners.append(found)

    def _class(self, stmt: Class, scope: Scope, conditional: bool) -> None:
        evaluator = self._evaluator
        decl = evaluator.class_of(stmt, scope, conditional)
        evaluator.members.decorate(decl)
        for inner, branches in statements(stmt.body):
            if branches and any(arm == "types" for _, _, arm in branches):
                continue
            if isinstance(inner, Class):
                self._class(inner, evaluator.class_scope(decl), conditional)
            elif isinstance(inner, Function):
                self._functions.append((inner, evaluator.class_scope(decl)))
            elif isinstance(inner, Do):
                evaluator.eval(inner.value, evaluator.class_scope(decl))
            elif isinstance(inner, Assign) and (isinstance(inner.target, Attr) or _makes_table(inner.value)):
                self._assign(inner, evaluator.class_scope(decl), conditional)

    def _assign(self, stmt: Assign, scope: Scope, conditional: bool) -> None:
        evaluator = self._evaluator
        if stmt.value is None:
            return
        if isinstance(stmt.target, Name):
            if _may_make(stmt.value):
                assert isinstance(scope, ModuleScope | ClassScope)
                evaluator.lookup.bound_value(Bound(stmt, ()), scope)
        elif isinstance(stmt.target, Subscript):
            evaluator.lookup.doubt(stmt.target.value, scope)
            if isinstance(stmt.target.value, Attr):
                evaluator.filled_attributes.add(stmt.target.value.attr)
            if _may_make(stmt.value):
                evaluator.eval(stmt.value, scope)
        elif isinstance(stmt.target, Attr):
            owner = evaluator.eval(stmt.target.value, scope)
            if isinstance(owner, ClassValue):
                thunk = Thunk(stmt.value, scope)
                at = (stmt.line, stmt.col)
                found = AttributeSet(owner.decl, stmt.target.attr, thunk, *at, scope, conditional)
                evaluator.give(found)
            elif stmt.target.attr == "schema":
                evaluator.schemas_set.append((owner, None if conditional else Thunk(stmt.value, scope)))
            if isinstance(owner, Made) and stmt.target.attr == "name":
                evaluator.named_later.add(owner.identity)
            if isinstance(owner, Made | Member) and not conditional:
                given = Thunk(stmt.value, scope)
                evaluator.object_sets.setdefault(stmt.target.attr, {})[owner] = given


def _is_stated_again(stmt: Stmt, scope: ModuleScope) -> bool:
    """Whether it states a class that another statement, in another arm of a ``try`` perhaps, states as well."""
    return isinstance(stmt, Class) and len(scope.names.bound.get(stmt.name, ())) > 1


def _lines(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The lines from the first to the last of each span."""
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def _may_make(expr: Expr) -> bool:
    """Whether an expression may make a class or a table."""
    if isinstance(expr, Subscript):
        return isinstance(expr.value, Call)
    return isinstance(expr, Call | Seq | Mapping | Comprehension | IfExp | BoolOp)


def _makes_table(expr: Expr | None) -> bool:
    """Whether it calls by its name what makes a table: ``Table`` or a helper about it.

    Other calls in a class body are followed when the class is read, which only a mapped one is.
    """
    return isinstance(expr, Call) and "table" in expr.called.lower()


def _may_be_changed(value: Value) -> bool:
    """Whether it may be a list or dict: ``db = SQLAlchemy()``, a table or a registry stays what it is."""
    if isinstance(value, Made) and isinstance(value.callee, External | Member):
        path = value.callee.path if isinstance(value.callee, External) else ""
        return path.partition(".")[0] in ("builtins", "collections")
    return not isinstance(value, ClassValue | External | FunctionValue | ModuleValue)


def _only_rebuilds(expr: Expr) -> bool:
    """Whether it is ``SomeModel.model_rebuild()``, by which Pydantic looks names in annotations up again.

    To follow it is to read the module of every such model.
    """
    return isinstance(expr, Call) and isinstance(expr.func, Attr) and expr.func.attr in _REBUILDING


def _makes_class(expr: Expr | None) -> bool:
    """Whether it is ``type(name, bases, namespace)``."""
    return (
        isinstance(expr, Call)
        and isinstance(expr.func, Name)
        and (expr.func.id, len(expr.args)) == ("type", 3)
    )


def _makes_mappings(facts: Function) -> bool:
    """Whether a function body has a class statement or a call that makes a class, table or mapper."""
    for stmt, _ in statements(facts.body or ()):
        if isinstance(stmt, Class):
            return True
        value = stmt.value if isinstance(stmt, Assign | Do) else None
        if isinstance(value, Call) and value.called in _MAPPING_CALLS:
            return True
        if isinstance(stmt, Assign | Do | Return) and _makes_class(stmt.value):
            return True
    return False
