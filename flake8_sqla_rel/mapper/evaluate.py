"""Evaluation: which value an expression stands for, across the modules of a project.

Nothing is run. Names are followed to the statements that bind them, through imports and
re-exports (:mod:`~flake8_sqla_rel.mapper.lookup`); each form of expression has a function
(:mod:`~flake8_sqla_rel.mapper.forms`); functions of the project are read, not called
(:mod:`~flake8_sqla_rel.mapper.running`). What cannot be told is
:data:`~flake8_sqla_rel.mapper.model.UNKNOWN`. Work is bounded in depth and in steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.calls import Calls
from flake8_sqla_rel.mapper.forms import FORMS
from flake8_sqla_rel.mapper.lookup import Lookup
from flake8_sqla_rel.mapper.members import Members
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.running import Runner
from flake8_sqla_rel.mapper.scopes import (
    ClassScope,
    FunctionScope,
    ModuleScope,
    Names,
    Scope,
    called_for,
    is_type_checking,
)
from flake8_sqla_rel.mapper.values import (
    Arguments,
    AttributeSet,
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
    Call,
    Class,
    Const,
    Expr,
    Function,
    If,
    ModuleFacts,
    Name,
    Starred,
    Stmt,
    within,
)

_MAX_DEPTH: Final = 60
_MAX_STEPS: Final = 20_000

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

#: What a table is called.
_OF_TABLE: Final = frozenset({"name", "fullname", "key", "schema"})

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
        #: Asked once the classes are read, by whoever reads them: whether a class above has a table, and
        #: what a table says of itself (``name``, ``fullname``, ``key``, ``schema``).
        self.has_table: Callable[[ClassDecl], bool] | None = None
        self.told_by_table: Callable[[Value, str], Value | None] | None = None
        #: The bases of the classes that are made under a name which cannot be told.
        self.unnamed: dict[tuple[str, int, int], Value] = {}
        #: What attributes of objects were set to, by the name of the attribute.
        self.object_sets: dict[str, dict[Value, Thunk]] = {}
        #: The names of attributes that hold something into which items are put: ``x.name[...] = ...``.
        self.filled_attributes: set[str] = set()
        #: Of what an attribute ``schema`` was set, as of a MetaData, and to what; ``None`` where perhaps.
        self.schemas_set: list[tuple[Value, Thunk | None]] = []
        #: Of the calls in functions before a ``clear_mappers()`` the line of that, which takes them back.
        self.swept: dict[tuple[str, int, int], int] = {}
        #: What was made without a name, perhaps, and given one later.
        self.named_later: set[tuple[str, int, int]] = set()
        self._scopes: dict[str, ModuleScope] = {}
        self._class_scopes: dict[str, ClassScope] = {}
        self._class_keys: dict[tuple[str, int, int], ClassDecl] = {}
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
        self.lookup = Lookup(self)
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

    @property
    def is_spent(self) -> bool:
        """Whether the steps of this piece of work are used up."""
        return self._steps > _MAX_STEPS

    def value(self, thunk: Thunk | None) -> Value:
        """The value of an argument; ``UNKNOWN`` when there is none."""
        if thunk is None:
            return UNKNOWN
        if thunk.known is not None:
            return thunk.known
        return self.eval(thunk.expr, thunk.scope)

    def items(self, exprs: Sequence[Expr], scope: Scope) -> tuple[Value, ...]:
        """The values of several expressions, of a starred one those that are in it."""
        found: list[Value] = []
        for expr in exprs:
            if isinstance(expr, Starred):
                inner = self.eval(expr.value, scope)
                found.extend(inner.items if isinstance(inner, Items) else (UNKNOWN,))
            else:
                found.append(self.eval(expr, scope))
        return tuple(found)

    def eval(self, expr: Expr, scope: Scope) -> Value:
        """The value of an expression in a scope."""
        self._steps += 1
        if self._depth >= _MAX_DEPTH or self._steps > _MAX_STEPS:
            self.cuts += 1
            return UNKNOWN
        if isinstance(expr, Const):
            return Constant(expr.value)
        evaluate = FORMS.get(type(expr))
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

    # Attributes

    def attribute(self, owner: Value, name: str) -> Value:
        """The value of ``owner.name``."""
        if isinstance(owner, External):
            return self.lookup.external(f"{owner.path}.{name}")
        if isinstance(owner, Made):
            return self._instance_attribute(owner, name)
        if isinstance(owner, ModuleValue):
            return self.lookup.member(owner.module, name)
        if isinstance(owner, ClassValue):
            if name == "__table__" and self.members.names_table_anew(owner.decl):
                return Member(owner, name)
            return self.members.read(owner.decl, name)
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
        if type(owner) not in _OWNERS and not isinstance(owner, EnumText):
            return UNKNOWN
        return self._of_table(owner, name) or Member(owner, name)

    def _of_table(self, owner: Value, name: str) -> Value | None:
        """What a table is called, ``None`` for another attribute, of something else, and before tables are read."""
        if name not in _OF_TABLE or self.told_by_table is None:
            return None
        # It may be asked while the table is only being worked out.
        self.cuts += 1
        return self.told_by_table(owner, name)

    def shown(self, value: Value) -> Value:
        """What formatting gives of a value where that is told: of a table its name with the schema."""
        if isinstance(value, Items):
            return Items(value.kind, tuple(map(self.shown, value.items)))
        table = isinstance(value, Member | Made)
        return (self._of_table(value, "fullname") if table else None) or value

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
        return self._of_table(owner, name) or Member(owner, name)

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
        if self._depth >= _MAX_DEPTH or self.is_spent:
            self.cuts += 1
            return UNKNOWN
        self._depth += 3
        try:
            return self._runner.call(function, arguments, line, col, scope, call)
        finally:
            self._depth -= 3


def _is_flask_class(base: Value) -> bool:
    return (
        isinstance(base, External)
        and base.name == "SQLAlchemy"
        and base.path.split(".", 1)[0] == "flask_sqlalchemy"
    )
