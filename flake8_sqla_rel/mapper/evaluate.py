"""Evaluation: which value an expression stands for, across the modules of a project.

Nothing is run. Names are followed to the statements that bind them, through imports and
re-exports; functions of the project are read, not called; what cannot be told is
:data:`~flake8_sqla_rel.mapper.model.UNKNOWN`. Work is bounded in depth and in steps.
"""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeVar

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.calls import Calls
from flake8_sqla_rel.mapper.members import MAX_HOPS, Members, mangled
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.namespace import brought_by_star
from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.running import Runner, of_target
from flake8_sqla_rel.mapper.scopes import (
    AT_THE_END,
    Bound,
    ClassScope,
    FunctionScope,
    ModuleScope,
    Names,
    Scope,
    called_for,
    is_type_checking,
    only_annotated,
    unseen_call,
)
from flake8_sqla_rel.mapper.values import (
    Arguments,
    AttributeSet,
    CallArguments,
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    EnumText,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    ModuleValue,
    Raw,
    Thunk,
    Value,
    bounded,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Binary,
    BoolOp,
    Call,
    Class,
    Compare,
    Comprehension,
    Const,
    Delete,
    Expr,
    Function,
    If,
    IfExp,
    Import,
    Joined,
    Lambda,
    Mapping,
    ModuleFacts,
    Name,
    Seq,
    Slice,
    Starred,
    Stmt,
    Subscript,
    Unary,
    within,
)

_MAX_DEPTH: Final = 60
_MAX_STEPS: Final = 20_000
_BUILTINS: Final = frozenset(dir(builtins))
_ANNOTATED: Final = frozenset(
    {"typing.Annotated", "typing_extensions.Annotated", "sqlalchemy.util.typing.Annotated"}
)

# What db.<name> of a Flask-SQLAlchemy object is: it re-exports sqlalchemy and sqlalchemy.orm.
_FLASK_OWN: Final = frozenset(
    "Model Table session engine engines metadata metadatas get_engine init_app create_all drop_all reflect"
    " Query m paginate first_or_404 get_or_404 one_or_404 app".split()
)

_FLASK_PACKAGES: Final = frozenset(
    {"flask_sqlalchemy", "flask_sqlalchemy_lite", "flask_appbuilder", "quart_sqlalchemy"}
)
_FLASK_APPBUILDER: Final = frozenset(
    {"flask_appbuilder.SQLA", "flask_appbuilder.models.sqla.SQLA", "flask_appbuilder.utils.legacy.SQLA"}
)

#: What can hold more than is good.
_HOLDERS: Final = frozenset({Items, Entries})

#: What an attribute of these is only SQLAlchemy could resolve.
_OWNERS: Final = frozenset({Constant, Items, Entries, Member, Raw})

_Key = TypeVar("_Key")
_Answer = TypeVar("_Answer")

EMPTY: Final = ModuleFacts((), False, None)


class Evaluator:
    """Evaluates expressions of one program; remembers what it found."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.classes: dict[str, ClassDecl] = {}
        self.made: dict[tuple[str, int, int], Made] = {}
        self.entered: set[tuple[str, int]] = set()
        self.attribute_sets: list[AttributeSet] = []
        self._given: set[tuple[str, str, str, int, int]] = set()
        #: How often a class was given something under a name that cannot be told, by the id of the class.
        self.unnamed_sets: Counter[str] = Counter()
        self.has_table: Callable[[ClassDecl], bool] | None = None
        #: The bases of the classes that are made under a name which cannot be told.
        self.unnamed: dict[tuple[str, int, int], Value] = {}
        #: What attributes of objects were set to, by the name of the attribute.
        self.object_sets: dict[str, dict[Made, Thunk]] = {}
        #: Of what an attribute ``schema`` was set, as of a MetaData, and to what; ``None`` where perhaps.
        self.schemas_set: list[tuple[Value, Thunk | None]] = []
        #: What was made without a name, perhaps, and given one later.
        self.named_later: set[tuple[str, int, int]] = set()
        self._scopes: dict[str, ModuleScope] = {}
        self._class_scopes: dict[str, ClassScope] = {}
        self._class_keys: dict[tuple[str, int, int], ClassDecl] = {}
        self._bound_values: dict[tuple[str, int, int, str], Value] = {}
        self._running: set[tuple[str, int, int, str]] = set()
        self._namespaces: set[str] | None = None
        self._externals: dict[str, External] = {}
        self.remembers = False
        """Whether all modules have run, so that an expression has one value from now on."""
        #: How often an answer was cut short, for a limit or for being asked for while it is worked out.
        self.cuts = 0
        #: From name to name, at most :data:`MAX_HOPS`; one may be imported through any number of modules.
        self.hops = 0
        self._depth = 0
        self._steps = 0
        self._runner = Runner(self)
        self.calls = Calls(self)
        self.members = Members(self)

    # Scopes

    def module_scope(self, module: ModuleRef) -> ModuleScope:
        """The global scope of a module; empty when its file cannot be read."""
        scope = self._scopes.get(module.path)
        if scope is None:
            facts = self.program.facts(module) or EMPTY
            scope = self._scopes[module.path] = ModuleScope(module, Names(facts.body))
            scope.names.add_globals(facts)
        return scope

    def class_scope(self, decl: ClassDecl) -> ClassScope:
        """The scope of a class body."""
        scope = self._class_scopes.get(decl.id)
        if scope is None:
            scope = self._class_scopes[decl.id] = ClassScope(decl, Names(decl.facts.body))
        return scope

    def class_of(self, facts: Class, scope: Scope, conditional: bool) -> ClassDecl:
        """The one declaration of a class statement in a scope."""
        key = (scope.key, facts.line, facts.col)
        decl = self._class_keys.get(key)
        if decl is None:
            if isinstance(scope, FunctionScope):
                facts = self._as_called(facts, scope)
            decl = self._new_class(facts.name, facts, scope, conditional)
            self._class_keys[key] = decl
        return decl

    def _as_called(self, facts: Class, scope: FunctionScope) -> Class:
        """A class statement with the arms of its body that this call of the function comes to."""
        if not any(isinstance(stmt, If) for stmt in facts.body):
            return facts
        own = frozenset(Names(facts.body).bound)
        return facts._replace(body=tuple(self._arms_taken(facts.body, own, scope)))

    def _arms_taken(self, body: tuple[Stmt, ...], own: frozenset[str], scope: Scope) -> Iterator[Stmt]:
        for stmt in body:
            # What the class itself binds is not looked up around it.
            asks_own = isinstance(stmt, If) and any(
                isinstance(part, Name) and part.id in own for part in within(stmt.test)
            )
            if not isinstance(stmt, If) or asks_own or is_type_checking(stmt.test):
                yield stmt
                continue
            truth = folding.truth(self.eval(stmt.test, scope))
            if truth is None:
                yield stmt
            else:
                yield from self._arms_taken(stmt.body if truth else stmt.orelse, own, scope)

    def makes_itself(self, made: Class | Call, scope: Scope) -> bool:
        """Whether it is for a class made in that place that another one is made there.

        So would be that one, and so on: where it ends is not in the text.
        """
        owner = called_for(scope)
        return owner is not None and (scope.module.path, made.line, made.col) in owner.made_by

    def dynamic_class(self, call: Call, arguments: Arguments, scope: Scope) -> Value:
        """The class that ``type(name, bases, namespace)`` makes."""
        key = (scope.key, call.line, call.col)
        decl = self._class_keys.get(key)
        if decl is not None:
            return ClassValue(decl)
        if self.makes_itself(call, scope):
            return UNKNOWN
        name, bases, body = (self.value(thunk) for thunk in arguments.positional)
        if not isinstance(name, Constant) or not isinstance(name.value, str) or not isinstance(bases, Items):
            self.unnamed[key] = bases
            return UNKNOWN
        facts = Class(call.line, call.col, call.line, name.value, (), (), (), ())
        entries = body if isinstance(body, Entries) else None
        decl = self._new_class(name.value, facts, scope, False, bases.items, entries)
        self._class_keys[key] = decl
        return ClassValue(decl)

    def _new_class(
        self,
        name: str,
        facts: Class,
        scope: Scope,
        conditional: bool,
        bases: tuple[Value, ...] | None = None,
        body: Entries | None = None,
    ) -> ClassDecl:
        prefix = scope.decl.id if isinstance(scope, ClassScope) else scope.module.name
        if isinstance(scope, ClassScope):
            conditional = conditional or scope.decl.conditional
        elif isinstance(scope, FunctionScope):
            conditional = conditional or scope.conditional
        identifier = plain = f"{prefix}.{name}"
        number = 1
        while identifier in self.classes:
            number += 1
            identifier = f"{plain}#{number}"
        order = len(self.classes)
        owner = called_for(scope)
        above = frozenset[tuple[str, int, int]]() if owner is None else owner.made_by
        made_by = above | {(scope.module.path, facts.line, facts.col)}
        decl = ClassDecl(
            identifier, name, scope.module, facts, scope, conditional, order, bases, body, made_by
        )
        self.classes[identifier] = decl
        return decl

    def give(self, found: AttributeSet) -> None:
        """Note an attribute given to a class; once, however often what gives it is looked at."""
        key = (found.decl.id, found.name, found.scope.key, found.line, found.col)
        if key not in self._given:
            self._given.add(key)
            self.attribute_sets.append(found)

    # Values

    def begin(self) -> None:
        """Start a new piece of work: the step budget is per piece."""
        self._steps = 0

    def value(self, thunk: Thunk | None) -> Value:
        """The value of an argument; ``UNKNOWN`` when there is none."""
        if thunk is None:
            return UNKNOWN
        if thunk.known is not None:
            return thunk.known
        return self.eval(thunk.expr, thunk.scope)

    def eval(self, expr: Expr, scope: Scope) -> Value:
        """The value of an expression in a scope."""
        self._steps += 1
        if self._depth >= _MAX_DEPTH or self._steps > _MAX_STEPS:
            self.cuts += 1
            return UNKNOWN
        if isinstance(expr, Const):
            return Constant(expr.value)
        evaluate = _EVALUATE.get(type(expr))
        if evaluate is None:
            return UNKNOWN
        if not self.remembers or isinstance(expr, Name) or isinstance(scope, FunctionScope):
            return self._worked_out(evaluate, expr, scope)
        return self.kept(scope.names.values, id(expr), expr, self._worked_out, evaluate, expr, scope)

    def kept(
        self,
        memo: dict[_Key, tuple[_Answer, int, object]],
        key: _Key,
        held: object,
        work: Callable[..., _Answer],
        *asked: object,
    ) -> _Answer:
        """What ``work`` gives for what is ``asked``, from the memo while that holds.

        An answer is kept once all modules have run, unless it was cut short, and holds until an
        attribute is set from outside a class. ``held`` is what has to live as long as the key.
        """
        sets = len(self.attribute_sets)
        known = memo.get(key)
        if known is not None and known[1] == sets:
            return known[0]
        cuts = self.cuts
        answer = work(*asked)
        if self.remembers and cuts == self.cuts and sets == len(self.attribute_sets):
            memo[key] = (answer, sets, held)
        return answer

    def _worked_out(
        self, evaluate: Callable[[Evaluator, Any, Scope], Value], expr: Expr, scope: Scope
    ) -> Value:
        self._depth += 1
        try:
            value = evaluate(self, expr, scope)
        finally:
            self._depth -= 1
        return bounded(value) if type(value) in _HOLDERS else value

    def _name(self, expr: Name, scope: Scope) -> Value:
        return self.lookup(expr.id, scope, expr.line)

    def _attribute(self, expr: Attr, scope: Scope) -> Value:
        return self.attribute(self.eval(expr.value, scope), _written_in_class(expr.attr, scope))

    def _sequence(self, expr: Seq, scope: Scope) -> Value:
        return Items(expr.kind, self.items(expr.items, scope))

    def _joined(self, expr: Joined, scope: Scope) -> Value:
        return folding.joined([self.eval(part, scope) for part in expr.parts])

    def _binary(self, expr: Binary, scope: Scope) -> Value:
        folded = folding.binary(expr.op, self.eval(expr.left, scope), self.eval(expr.right, scope))
        return Raw(expr, scope) if folded is None else folded

    def _lambda(self, expr: Lambda, scope: Scope) -> Value:
        return FunctionValue(expr, scope)

    def items(self, exprs: tuple[Expr, ...], scope: Scope) -> tuple[Value, ...]:
        found: list[Value] = []
        for expr in exprs:
            if isinstance(expr, Starred):
                inner = self.eval(expr.value, scope)
                found.extend(inner.items if isinstance(inner, Items) else (UNKNOWN,))
            else:
                found.append(self.eval(expr, scope))
        return tuple(found)

    def _entries(self, expr: Mapping, scope: Scope) -> Value:
        found: list[tuple[Value, Value]] = []
        for key, value in zip(expr.keys, expr.values):
            evaluated = self.eval(value, scope)
            if key is not None:
                found.append((self.eval(key, scope), evaluated))
            elif isinstance(evaluated, Entries):
                found.extend(evaluated.entries)
            else:
                found.append((UNKNOWN, UNKNOWN))
        return Entries(tuple(found))

    def _subscript(self, expr: Subscript, scope: Scope) -> Value:
        owner = self.eval(expr.value, scope)
        if isinstance(owner, External) and owner.path in _ANNOTATED and isinstance(expr.item, Seq):
            # What it holds besides the type counts, wherever it is used.
            call = Call(expr.line, expr.col, expr.value, expr.item.items, ())
            return Made(owner, call, scope, CallArguments(call, scope))
        if isinstance(owner, External | ClassValue | Made):
            # A generic class stands for itself: Base[int], Repository[User].
            return owner
        if isinstance(expr.item, Slice):
            return self._slice(owner, expr.item, scope)
        index = self.eval(expr.item, scope)
        if isinstance(index, Constant):
            if isinstance(owner, Entries) and isinstance(index.value, str):
                found = owner.get(index.value)
                return UNKNOWN if found is None else found
            if isinstance(owner, Items) and isinstance(index.value, int):
                inside = -len(owner.items) <= index.value < len(owner.items)
                return owner.items[index.value] if inside else UNKNOWN
            if isinstance(owner, Constant) and isinstance(owner.value, str) and isinstance(index.value, int):
                inside = -len(owner.value) <= index.value < len(owner.value)
                return Constant(owner.value[index.value]) if inside else UNKNOWN
            if (
                isinstance(owner, Member)
                and isinstance(index.value, str)
                and owner.name in ("c", "columns", "tables")
            ):
                return Member(owner, index.value)
        return Raw(expr, scope) if owner is not UNKNOWN else UNKNOWN

    def _slice(self, owner: Value, item: Slice, scope: Scope) -> Value:
        limits = (item.lower, item.upper)
        bounds = [Constant(None) if limit is None else self.eval(limit, scope) for limit in limits]
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

    def _bool(self, expr: BoolOp, scope: Scope) -> Value:
        for part in expr.values[:-1]:
            value = self.eval(part, scope)
            truth = folding.truth(value)
            if truth is None:
                return Raw(expr, scope)
            if truth == (expr.op == "or"):
                return value
        return self.eval(expr.values[-1], scope)

    def _compare(self, expr: Compare, scope: Scope) -> Value:
        if len(expr.ops) != 1:
            return Raw(expr, scope)
        op, left, right = expr.ops[0], self.eval(expr.left, scope), self.eval(expr.comparators[0], scope)
        if isinstance(right, Member) and right.name == "__dict__" and isinstance(right.owner, ClassValue):
            return self._in_namespace(op, left, right.owner.decl)
        folded = folding.compare(op, left, right)
        return Raw(expr, scope) if folded is None else Constant(folded)

    def _in_namespace(self, op: str, name: Value, decl: ClassDecl) -> Value:
        """``name in Class.__dict__``."""
        if op not in ("in", "not in") or not isinstance(name, Constant) or decl.dynamic_body is not None:
            return UNKNOWN
        text = str(name.value)
        there = text in self.class_scope(decl).names.bound or self.members.given(decl, text) is not None
        return Constant(there == (op == "in"))

    def _unary(self, expr: Unary, scope: Scope) -> Value:
        if expr.op == "not":
            truth = folding.truth(self.eval(expr.operand, scope))
            return UNKNOWN if truth is None else Constant(not truth)
        return Raw(expr, scope)

    def _conditional(self, expr: IfExp, scope: Scope) -> Value:
        truth = folding.truth(self.eval(expr.test, scope))
        if truth is not None:
            return self.eval(expr.body if truth else expr.orelse, scope)
        one, other = self.eval(expr.body, scope), self.eval(expr.orelse, scope)
        return one if one == other else UNKNOWN

    def _comprehension(self, expr: Comprehension, scope: Scope) -> Value:
        items = folding.iterated(self.eval(expr.iterable, scope))
        if items is None:
            # Once, for what it makes.
            self._turn(expr, UNKNOWN, f"{scope.key}[{expr.line}:{expr.col}]", scope, True)
            return UNKNOWN
        found: list[tuple[Value, Value]] = []
        for index, item in enumerate(items):
            key = f"{scope.key}[{expr.line}:{expr.col}:{index}]"
            turn = self._turn(expr, item, key, scope, isinstance(scope, FunctionScope) and scope.conditional)
            if turn is not None:
                found.append(turn)
        if expr.key is not None:
            return Entries(tuple(found))
        return Items("list", tuple(value for _, value in found))

    def _turn(
        self, expr: Comprehension, item: Value, key: str, scope: Scope, conditional: bool
    ) -> tuple[Value, Value] | None:
        """The key and value of one turn of a comprehension, ``None`` when its conditions leave it out."""
        variables = of_target(expr.target, item)
        inner = FunctionScope(key, scope, variables, conditional=conditional, called_for=called_for(scope))
        chosen = [folding.truth(self.eval(condition, inner)) for condition in expr.conditions]
        if False in chosen:
            return None
        if None in chosen:
            self.eval(expr.element, replace(inner, conditional=True))
            return UNKNOWN, UNKNOWN
        return UNKNOWN if expr.key is None else self.eval(expr.key, inner), self.eval(expr.element, inner)

    # Names

    def lookup(self, name: str, scope: Scope, line: int) -> Value:
        """The value of a name seen from a line of a scope."""
        while True:
            if isinstance(scope, FunctionScope):
                variables = scope.variables
                if name in variables:
                    return variables[name]
                if scope.names is not None and name in scope.names.bound:
                    return self.alternatives(scope.names.before(name, line), scope)
                if not scope.at_once:
                    # A function runs later: what it sees of the outside is all of it.
                    line = AT_THE_END
            elif name in scope.names.bound:
                settled = scope.names.settled.get(name)
                if settled is not None and settled[0] < line:
                    return settled[1]
                if name in scope.names.changed:
                    return UNKNOWN
                bindings = scope.names.before(name, line)
                bound = (
                    bindings[0].last_line < line
                    if len(bindings) == 1
                    else any(b.last_line < line for b in bindings)
                )
                if not bound and isinstance(scope, ModuleScope):
                    # What the module binds further down is not there yet, what a star brought is.
                    found = self._from_stars(name, scope, line)
                    return self.alternatives(bindings, scope) if found is None else found
                if bound and not (isinstance(scope, ClassScope) and all(map(only_annotated, bindings))):
                    # In a class body ``id: Mapped[int]`` leaves the name what it is outside.
                    return self.alternatives(bindings, scope)
            if isinstance(scope, ModuleScope):
                return self._global(name, scope)
            scope = self._enclosing(scope)

    def _enclosing(self, scope: ClassScope | FunctionScope) -> Scope:
        outer = scope.decl.scope if isinstance(scope, ClassScope) else scope.parent
        while isinstance(outer, ClassScope):
            # A class body is not a scope for what is nested in it.
            outer = outer.decl.scope
        return outer

    def _global(self, name: str, scope: ModuleScope) -> Value:
        found = self._from_stars(name, scope, AT_THE_END)
        if found is not None:
            return found
        if name in _BUILTINS:
            return self._external(f"builtins.{name}")
        if scope.module.package:
            # Who imports a submodule, in whatever way, binds its name in the package.
            submodule = self.program.resolve(f"{scope.module.name}.{name}", scope.module)
            if submodule is not None:
                return ModuleValue(submodule)
        return UNKNOWN

    def _from_stars(self, name: str, scope: ModuleScope, line: int) -> Value | None:
        """What ``import *`` above a line binds to a name, ``None`` when none does."""
        if not scope.names.stars:
            return None
        for star in reversed([star for star in scope.names.stars if star.line < line]):
            module = self._imported_module(star, scope.module)
            if module is None:
                if not star.level and brought_by_star(star.module, name):
                    return External(f"{star.module}.{name}")
                continue
            found = self.exported(module, name)
            if found is not None:
                return found
        return None

    def exported(self, module: ModuleRef, name: str) -> Value | None:
        """What ``from module import *`` binds to a name, ``None`` when it does not bind it."""
        facts = self.program.facts(module)
        if facts is None:
            return UNKNOWN
        if facts.exports is not None and name not in facts.exports:
            return None
        if facts.exports is None and name.startswith("_"):
            return None
        return self.global_of(module, name)

    def global_of(self, module: ModuleRef, name: str) -> Value | None:
        """The value of a module's global name once it is loaded, ``None`` when it has none."""
        scope = self.module_scope(module)
        if name in scope.names.bound:
            if name in scope.names.changed:
                return UNKNOWN
            return self.alternatives(scope.names.before(name, AT_THE_END), scope)
        key = (scope.key, 0, 0, name)
        if key in self._running or self.hops >= MAX_HOPS:
            self.cuts += 1
            return None if key in self._running else UNKNOWN
        self._running.add(key)
        self.hops += 1
        try:
            for star in reversed(scope.names.stars):
                source = self._imported_module(star, module)
                if source is not None and (found := self.exported(source, name)) is not None:
                    return found
                if source is None and not star.level and brought_by_star(star.module, name):
                    return External(f"{star.module}.{name}")
        finally:
            self.hops -= 1
            self._running.discard(key)
        return None

    def alternatives(self, bindings: tuple[Bound, ...], scope: Scope) -> Value:
        """The value that all of these bindings give, ``UNKNOWN`` when they differ."""
        if len(bindings) == 1:
            return self.bound_value(bindings[0], scope)
        values = [self.bound_value(bound, scope) for bound in bindings]
        first = values[0] if values else UNKNOWN
        for other in values[1:]:
            if other == first or (
                isinstance(other, External) and isinstance(first, External) and other.name == first.name
            ):
                continue
            return UNKNOWN
        return first

    def bound_value(self, bound: Bound, scope: Scope) -> Value:
        """The value that one statement binds."""
        stmt = bound.stmt
        name = _bound_text(stmt)
        settled = None if isinstance(scope, FunctionScope) else _settled(scope.names, name, bound)
        if settled is not None and name in settled:
            return settled[name][1]
        key = (scope.key, stmt.line, stmt.col, name)
        known = self._bound_values.get(key)
        if known is not None:
            return known
        if key in self._running or self.hops >= MAX_HOPS:
            self.cuts += 1
            return UNKNOWN
        self._running.add(key)
        self.hops += 1
        try:
            value = self._bound_value(bound, scope)
        finally:
            self.hops -= 1
            self._running.discard(key)
        if self._steps <= _MAX_STEPS:
            if settled is not None:
                settled[name] = (bound.last_line, value)
            else:
                self._bound_values[key] = value
        return value

    def _bound_value(self, bound: Bound, scope: Scope) -> Value:
        stmt = bound.stmt
        if isinstance(stmt, Class):
            return ClassValue(self.class_of(stmt, scope, bound.conditional))
        if isinstance(stmt, Function):
            return FunctionValue(stmt, scope)
        if isinstance(stmt, Import):
            return self.imported(stmt, scope.module)
        if isinstance(stmt, Delete) or stmt.value is None:
            return UNKNOWN
        value = self.eval(stmt.value, _scope_of(bound, scope))
        if isinstance(stmt.target, Name) and scope.names is not None:
            for method in scope.names.filled.get(stmt.target.id, ()):
                if isinstance(value, Items | Entries):
                    # What it is given, and whether it was given it by then, is left open.
                    value = folding.changed(value, method, UNKNOWN)
        return value

    def definition(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope] | None:
        """The expression that a global name was assigned, through imports, and its scope."""
        if not isinstance(expr, Name):
            return self._definition(expr, scope)
        while not isinstance(scope, ModuleScope):
            scope = self._enclosing(scope)
        if len(scope.names.bound.get(expr.id, ())) > 1:
            return self._definition(expr, scope)
        # What is bound once is bound so wherever it is asked for.
        return self.kept(scope.names.definitions, expr.id, None, self._definition, expr, scope)

    def _definition(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope] | None:
        for _ in range(_MAX_DEPTH):
            bindings, home = self._bindings(expr, scope)
            if len(bindings) != 1 or home is None:
                return None
            stmt = bindings[0].stmt
            if isinstance(stmt, Assign) and stmt.value is not None:
                inner = _scope_of(bindings[0], home)
                if not isinstance(stmt.value, Name | Attr):
                    return stmt.value, inner
                expr, scope = stmt.value, inner
            elif isinstance(stmt, Import) and stmt.name is not None:
                module = self._imported_module(stmt, home.module)
                if module is None:
                    return None
                expr, scope = Name(AT_THE_END, 0, stmt.name), self.module_scope(module)
            else:
                return None
        return None

    def _bindings(self, expr: Expr, scope: Scope) -> tuple[tuple[Bound, ...], ModuleScope | None]:
        if isinstance(expr, Attr):
            owner = self.eval(expr.value, scope)
            if not isinstance(owner, ModuleValue):
                return (), None
            home = self.module_scope(owner.module)
            return home.names.before(expr.attr, AT_THE_END), home
        if not isinstance(expr, Name):
            return (), None
        while not isinstance(scope, ModuleScope):
            scope = self._enclosing(scope)
        return scope.names.before(expr.id, expr.line), scope

    # Imports

    def imported(self, stmt: Import, importer: ModuleRef) -> Value:
        """What an import statement binds its name to."""
        name = self.absolute(stmt, importer)
        if name is None:
            return UNKNOWN
        if stmt.name is None:
            whole_module = self._module(name, importer) if name else None
            return ModuleValue(whole_module) if whole_module else self._external(name)
        module = self.program.resolve(name, importer) if name else None
        if module is None:
            whole = f"{name}.{stmt.name}" if name else stmt.name
            submodule = self._module(whole, importer)
            if submodule is not None:
                return ModuleValue(submodule)
            return UNKNOWN if stmt.level else self._external(whole)
        if module.path == importer.path:
            # ``from . import name`` in a package: what it binds there is the submodule.
            submodule = self.program.resolve(f"{module.name}.{stmt.name}", importer)
            if submodule is not None:
                return ModuleValue(submodule)
        return self.module_member(module, stmt.name)

    def _external(self, path: str) -> External:
        """Something from outside the project: the same few things are in every file."""
        found = self._externals.get(path)
        if found is None:
            found = self._externals[path] = External(path)
        return found

    def _module(self, name: str, importer: ModuleRef) -> ModuleRef | None:
        """The module of that name; of a namespace package one that is empty."""
        found = self.program.resolve(name, importer)
        if found is not None:
            return found
        if self._namespaces is None:
            parts = [module.name.split(".") for module in self.program.models()]
            self._namespaces = {".".join(p[:count]) for p in parts for count in range(1, len(p))}
        return ModuleRef(name, "", True) if name in self._namespaces else None

    def absolute(self, stmt: Import, importer: ModuleRef) -> str | None:
        """The absolute name of the module that an import names, ``None`` beyond the top."""
        if not stmt.level:
            return stmt.module
        parts = importer.name.split(".")
        if not importer.package:
            parts.pop()
        climb = stmt.level - 1
        if climb > len(parts):
            return None
        base = parts[: len(parts) - climb]
        return ".".join([*base, stmt.module] if stmt.module else base)

    def _imported_module(self, stmt: Import, importer: ModuleRef) -> ModuleRef | None:
        name = self.absolute(stmt, importer)
        return self.program.resolve(name, importer) if name else None

    def module_member(self, module: ModuleRef, name: str) -> Value:
        """``module.name``: a global of the module, else its submodule."""
        found = self.global_of(module, name)
        if found is not None:
            return found
        whole = f"{module.name}.{name}"
        submodule = self._module(whole, module)
        if submodule is None and not module.path:
            # An installed package hides a namespace of its name.
            return External(whole)
        return ModuleValue(submodule) if submodule else UNKNOWN

    # Attributes

    def attribute(self, owner: Value, name: str) -> Value:
        """The value of ``owner.name``."""
        if isinstance(owner, External):
            return self._external(f"{owner.path}.{name}")
        if isinstance(owner, Made):
            return self._instance_attribute(owner, name)
        if isinstance(owner, ModuleValue):
            return self.module_member(owner.module, name)
        if isinstance(owner, ClassValue):
            if name == "__table__" and self.members.names_table_anew(owner.decl):
                return Member(owner, name)
            return self.members.class_attribute(owner.decl, name)
        if isinstance(owner, FunctionValue):
            if name == "__name__" and isinstance(owner.facts, Function):
                return Constant(owner.facts.name)
            return UNKNOWN
        if name in ("value", "name") and isinstance(owner, EnumText):
            return Constant(owner.value if name == "value" else owner.name)
        if name in ("value", "name") and isinstance(owner, Member) and isinstance(owner.owner, ClassValue):
            enum = owner.owner.decl
            if self.members.is_enum(enum):
                return Constant(owner.name) if name == "name" else self.members.enum_value(enum, owner.name)
        return Member(owner, name) if type(owner) in _OWNERS or isinstance(owner, EnumText) else UNKNOWN

    def _instance_attribute(self, owner: Made, name: str) -> Value:
        given = self.object_sets.get(name)
        if given is not None and owner in given:
            return self.value(given[owner])
        if name not in _FLASK_OWN and self.is_flask(owner):
            own = self._own_method(owner.callee, name)
            return own or External(f"sqlalchemy.{name}")
        if isinstance(owner.callee, ClassValue):
            method = self._own_method(owner.callee, name)
            if isinstance(method, FunctionValue):
                return FunctionValue(method.facts, method.scope, owner)
            if isinstance(method, Constant | Items | Entries | ClassValue | External):
                return method
        return Member(owner, name)

    def _own_method(self, callee: Value, name: str) -> Value | None:
        if not isinstance(callee, ClassValue):
            return None
        found = self.members.find(callee.decl, name)
        return None if found is None else self.members.bound_in(found[0], found[1], callee.decl)

    def is_flask(self, made: Made) -> bool:
        """Whether an object is a Flask-SQLAlchemy ``SQLAlchemy``."""
        callee = made.callee
        if isinstance(callee, External):
            if callee.name == "SQLAlchemy":
                return callee.path.split(".", 1)[0] in _FLASK_PACKAGES
            return callee.name == "SQLA" and callee.path in _FLASK_APPBUILDER
        return isinstance(callee, ClassValue) and self.members.has_base(callee.decl, "flask", _is_flask_class)

    # Calls

    def _call(self, expr: Call, scope: Scope) -> Value:
        callee = self.eval(expr.func, scope)
        return self.calls.apply(callee, self.calls.arguments(expr, scope), expr, scope)

    def call_function(
        self,
        function: FunctionValue,
        arguments: Arguments,
        line: int,
        col: int,
        scope: Scope,
        call: Call | None = None,
    ) -> Value:
        """What a function of the project returns when it is called so, by ``call`` if one is written."""
        if self._depth >= _MAX_DEPTH or self._steps > _MAX_STEPS:
            self.cuts += 1
            return UNKNOWN
        self._depth += 3
        try:
            return self._runner.call(function, arguments, line, col, scope, call)
        finally:
            self._depth -= 3


def _settled(names: Names, name: str, bound: Bound) -> dict[str, tuple[int, Value]] | None:
    """Where the value of a name is kept that nothing else in its scope binds; ``None`` when something does."""
    alone = name not in names.changed and names.bound.get(name) == (bound,)
    return names.settled if alone else None


def _is_flask_class(base: Value) -> bool:
    return (
        isinstance(base, External)
        and base.name == "SQLAlchemy"
        and base.path.split(".", 1)[0] == "flask_sqlalchemy"
    )


def _written_in_class(name: str, scope: Scope) -> str:
    """The attribute that is asked for: Python gives private names the name of the class they stand in."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    while isinstance(scope, FunctionScope):
        scope = scope.parent
    return mangled(name, scope.decl) if isinstance(scope, ClassScope) else name


def _scope_of(bound: Bound, scope: Scope) -> Scope:
    """The scope in which a statement that binds a name of a scope stands."""
    return scope if bound.function is None else unseen_call(bound.function, scope)


def _bound_text(stmt: Assign | Function | Class | Import | Delete) -> str:
    """What tells a statement from the others at its place: ``a = b = 1`` binds twice."""
    if isinstance(stmt, Assign):
        return stmt.target.id if isinstance(stmt.target, Name) else repr(stmt.target)
    return stmt.bound if isinstance(stmt, Import) else stmt.name


_EVALUATE: Final[dict[type[Any], Callable[[Evaluator, Any, Scope], Value]]] = {
    Name: Evaluator._name,
    Attr: Evaluator._attribute,
    Call: Evaluator._call,
    Seq: Evaluator._sequence,
    Mapping: Evaluator._entries,
    Subscript: Evaluator._subscript,
    Joined: Evaluator._joined,
    Binary: Evaluator._binary,
    BoolOp: Evaluator._bool,
    Compare: Evaluator._compare,
    Unary: Evaluator._unary,
    IfExp: Evaluator._conditional,
    Lambda: Evaluator._lambda,
    Comprehension: Evaluator._comprehension,
}
