"""What classes of the project have: their bases and MRO, their attributes and where these are bound.

Read off the class statements with the evaluator that knows the values of names.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.hooks import Hooks
from flake8_sqla_rel.mapper.metaclasses import MAKERS, remakes
from flake8_sqla_rel.mapper.model import UNKNOWN, Place
from flake8_sqla_rel.mapper.scopes import AT_THE_END, Bound, Scope, called_for, only_annotated, statements
from flake8_sqla_rel.mapper.values import (
    NO_ARGUMENTS,
    Arguments,
    AttributeSet,
    ClassDecl,
    ClassValue,
    Constant,
    EnumText,
    External,
    FunctionValue,
    GivenArguments,
    Items,
    Made,
    Member,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Call,
    Delete,
    Expr,
    Function,
    Import,
    Name,
)

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator
    from flake8_sqla_rel.mapper.listeners import Listener

MAX_HOPS: Final = 60
"""How far names and bases are followed, from one to the next."""

# Packages of which every name is known for what it is.
_READ_AS_NAMES: Final = frozenset(
    {"sqlalchemy", "sqlmodel", "flask_sqlalchemy", "typing_extensions", "pydantic"}
)

#: What nothing but the declaration of a class gives it.
_DECLARING: Final = frozenset({"__tablename__", "__table_args__", "__mapper_args__"})
_PYTHONS_AND_SQLALCHEMYS: Final = sys.stdlib_module_names | {"builtins", "sqlalchemy"}

COMPUTED_BY_CLASS: Final = frozenset(
    {"declared_attr", "directive", "cascading", "classproperty", "strict_classproperty"}
)
"""Decorators that make a method an attribute whose value is computed from the class."""

MAPPED_CALLS: Final = frozenset(
    "Column mapped_column unmapped_column relationship relation dynamic_loader RelationshipProperty"
    " column_property synonym composite deferred query_expression Field Relationship comparable_property".split()
)
"""Last names of the calls whose result in a class body becomes a mapped attribute."""

_WRAPPERS: Final = COMPUTED_BY_CLASS | {"staticmethod", "classmethod"}

_PRIVATE: Final = re.compile(r"_([A-Za-z]\w*?)(__\w+?)")

_NONE: Final[frozenset[str]] = frozenset()


class Members:
    """Looks up what classes have; remembers what it found."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._mros: dict[str, tuple[Value, ...]] = {}
        #: The classes whose MRO is being worked out.
        self._unfinished: set[str] = set()
        self._kinds: dict[tuple[str, str], bool] = {}
        self._finds: dict[str, dict[str, tuple[ClassDecl, tuple[Bound, ...]] | None]] = {}
        self._bases: dict[str, tuple[tuple[Value, ...], int, object]] = {}
        self._computed_values: dict[tuple[str, int, int, str], tuple[Value, int, object]] = {}
        self._decorators: dict[tuple[str, int, int], tuple[frozenset[str], int, object]] = {}
        self._reset: dict[str, frozenset[str]] = {}
        self._last_set: dict[tuple[str, str], AttributeSet] = {}
        self._set_names: set[str] = set()
        self._indexed_sets = 0
        self._installed_classes: dict[str, Value] = {}
        self._remade: dict[str, tuple[bool, int, object]] = {}
        self._hooks = Hooks(evaluator)
        #: The classes that functions which they were handed to may have given more than can be followed.
        self._rewritten: set[str] = set()

    # Attributes

    def own(self, decl: ClassDecl, name: str) -> Value | None:
        """The value of a name in the class body itself, ``None`` when it is not there."""
        if decl.dynamic_body is not None:
            return decl.dynamic_body.get(name)
        scope = self._evaluator.class_scope(decl)
        bindings = scope.names.before(name, AT_THE_END)
        if not bindings or all(isinstance(b.stmt, Assign) and b.stmt.value is None for b in bindings):
            return None
        return self._evaluator.lookup.alternatives(bindings, scope)

    def class_attribute(self, decl: ClassDecl, name: str) -> Value:
        """The value of ``Class.name``."""
        if name in ("__name__", "__qualname__"):
            return Constant(decl.name)
        if name == "__module__":
            return Constant(decl.module.name)
        if name == "__bases__":
            return Items("tuple", self.bases(decl))
        if decl.dynamic_body is not None and (known := decl.dynamic_body.get(name)) is not None:
            return known
        if name == "__tablename__" and (known := self.given(decl, name)) is not None:
            return known
        found = self.find(decl, name)
        if found is None:
            given = [
                each for each in self._evaluator.attribute_sets if each.decl is decl and each.name == name
            ]
            value = (
                self._evaluator.value(given[0].value)
                if len(given) == 1 and not given[0].conditional
                else UNKNOWN
            )
            return Member(ClassValue(decl), name) if value is UNKNOWN or is_mapped(value) else value
        if self.is_enum(decl) and isinstance(found[1][-1].stmt, Assign):
            return self._enum_text(decl, name) or Member(ClassValue(decl), name)
        return self.bound_in(found[0], found[1], decl)

    def read(self, decl: ClassDecl, name: str) -> Value:
        """The value of ``Class.name`` where a statement reads it, which may be what the class was given by then."""
        value = self.class_attribute(decl, name)
        if isinstance(value, Member) or (found := self._given_over(decl, name)) is None:
            return value
        given = UNKNOWN if found.conditional else self._evaluator.value(found.value)
        # What is called for a class gives it before anything else can ask; else it may have been asked before.
        return given if called_for(found.scope) is decl or given == value else UNKNOWN

    def _given_over(self, decl: ClassDecl, name: str) -> AttributeSet | None:
        """What a class was given over an attribute that a class body binds, or one between the two."""
        self._index_sets()
        found = self.find(decl, name) if name in self._set_names else None
        if found is None:
            return None
        for entry in self.mro(decl):
            if not isinstance(entry, ClassValue):
                continue
            if (given := self._last_set.get((entry.decl.id, name))) is not None:
                return given
            if entry.decl is found[0]:
                break
        return None

    def is_enum(self, decl: ClassDecl) -> bool:
        """Whether a class is an enumeration."""
        return self.has_base(decl, "enum", _is_enum_class)

    def has_base(self, decl: ClassDecl, kind: str, is_one: Callable[[Value], bool]) -> bool:
        """Whether any class of the MRO is one of a kind; remembered once the MRO is known."""
        key = (decl.id, kind)
        known = self._kinds.get(key)
        if known is None:
            known = any(map(is_one, self.mro(decl)))
            if self._has_mro(decl):
                self._kinds[key] = known
        return known

    def enum_value(self, decl: ClassDecl, name: str) -> Value:
        """The value of a member of an enumeration."""
        found = self.find(decl, name)
        return (
            UNKNOWN
            if found is None
            else self._evaluator.lookup.alternatives(found[1], self._evaluator.class_scope(found[0]))
        )

    def _enum_text(self, decl: ClassDecl, name: str) -> EnumText | None:
        """The member of an enumeration of texts."""
        if not self.has_base(decl, "text", _is_text):
            return None
        value, shown = self.enum_value(decl, name), self.has_base(decl, "StrEnum", _is_str_enum)
        if shown and isinstance(value, Made) and last_name(value.callee) == "auto":
            return EnumText(name.lower(), name, shown)
        if not isinstance(value, Constant) or not isinstance(value.value, str):
            return None
        return EnumText(value.value, name, shown)

    def enum_members(self, decl: ClassDecl) -> Items:
        """The members of an enumeration in their order."""
        names = self._evaluator.class_scope(decl).names.bound
        members = [
            name
            for name, bounds in names.items()
            if not name.startswith("_")
            and isinstance(bounds[-1].stmt, Assign)
            and bounds[-1].stmt.value is not None
        ]
        return Items("list", tuple(Member(ClassValue(decl), name) for name in members))

    def attribute_names(self, decl: ClassDecl) -> Items:
        """What ``dir()`` of a class gives, without the special names that every class has."""
        found: set[str] = set()
        open_end = False
        for base in self.mro(decl):
            if isinstance(base, ClassValue):
                for name in self._evaluator.class_scope(base.decl).names.bound:
                    found.add(name if name.endswith("__") else mangled(name, base.decl))
            elif base is UNKNOWN or (
                isinstance(base, External) and frameworks.added_columns(base.path) is None
            ):
                open_end = True
        names: tuple[Value, ...] = tuple(Constant(name) for name in sorted(found))
        return Items("list", (*names, UNKNOWN) if open_end else names)

    def find(self, decl: ClassDecl, name: str) -> tuple[ClassDecl, tuple[Bound, ...]] | None:
        """The class of the MRO that binds a name, and the bindings in force at its end."""
        known = self._finds.get(decl.id)
        if known is not None and name in known:
            return known[name]
        found = self._find(decl, name)
        if self._has_mro(decl):
            self._finds.setdefault(decl.id, {})[name] = found
        return found

    def _find(self, decl: ClassDecl, name: str) -> tuple[ClassDecl, tuple[Bound, ...]] | None:
        private = _PRIVATE.fullmatch(name) if name.startswith("_") else None
        if private is not None and not name.endswith("__"):
            # The name that Python makes of a private one in the class body.
            for base in self.mro(decl):
                if isinstance(base, ClassValue) and base.decl.name.lstrip("_") == private[1]:
                    scope = self._evaluator.class_scope(base.decl)
                    if private[2] in scope.names.bound:
                        return base.decl, scope.names.before(private[2], AT_THE_END)
        for base in self.mro(decl):
            if isinstance(base, ClassValue):
                bound = self._evaluator.class_scope(base.decl).names.bound.get(name)
                if bound and not all(only_annotated(each) for each in bound):
                    return base.decl, self._evaluator.class_scope(base.decl).names.before(name, AT_THE_END)
        return None

    def names_table_anew(self, decl: ClassDecl) -> bool:
        """Whether a class has a ``__tablename__`` of its own below one that is given its ``__table__``."""
        table, name = self.find(decl, "__table__"), self.find(decl, "__tablename__")
        if table is None or name is None or table[0] is name[0]:
            return False
        mro = self.mro(decl)
        return mro.index(ClassValue(name[0])) < mro.index(ClassValue(table[0]))

    def bound_in(self, owner: ClassDecl, bindings: tuple[Bound, ...], decl: ClassDecl) -> Value:
        """The value that bindings in the body of one class, ``owner``, give as an attribute of another."""
        stmt = bindings[0].stmt if len(bindings) == 1 else None
        if isinstance(stmt, Function):
            return self._method(stmt, owner, decl)
        value = self._evaluator.lookup.alternatives(bindings, self._evaluator.class_scope(owner))
        if is_mapped(value):
            assert stmt is None or not isinstance(stmt, Delete)
            return Member(ClassValue(decl), _bound_name(bindings[0]))
        if isinstance(stmt, Assign) and stmt.value is None:
            return Member(ClassValue(decl), _bound_name(bindings[0]))
        wrapper = called_name(value.callee) if isinstance(value, Made) else ""
        if isinstance(value, Made) and wrapper in _WRAPPERS:
            wrapped = self._evaluator.value(next(iter(value.arguments.positional), None))
            computed = wrapper in COMPUTED_BY_CLASS
            return self.called_with_class(wrapped, decl, value.call) if computed else wrapped
        if isinstance(value, Constant) and _bound_name(bindings[0]) in self._set_by_methods(owner):
            return UNKNOWN
        return value

    def _set_by_methods(self, decl: ClassDecl) -> frozenset[str]:
        """The attributes of a class that its class methods set anew, whenever somebody calls them."""
        known = self._reset.get(decl.id)
        if known is None:
            scope = self._evaluator.class_scope(decl)
            methods = [
                bound.stmt
                for bounds in scope.names.bound.values()
                for bound in bounds
                if isinstance(bound.stmt, Function) and "classmethod" in self.decorators(bound.stmt, scope)
            ]
            found = frozenset(
                stmt.target.attr
                for method in methods
                for stmt, _ in statements(method.body or ())
                if isinstance(stmt, Assign)
                and isinstance(stmt.target, Attr)
                and isinstance(stmt.target.value, Name)
                and stmt.target.value.id in {param.name for param in method.params[:1]}
                and not stmt.target.attr.startswith("__")
            )
            # Of nearly all classes there are none.
            known = self._reset[decl.id] = found or _NONE
        return known

    def decorators(self, stmt: Function, scope: Scope) -> frozenset[str]:
        """The last names of a function's decorators, called or not."""
        if not stmt.decorators:
            return _NONE
        key = (scope.key, stmt.line, stmt.col)
        return self._evaluator.kept(self._decorators, key, None, self._read_decorators, stmt, scope)

    def _read_decorators(self, stmt: Function, scope: Scope) -> frozenset[str]:
        return frozenset(_label(self._evaluator.eval(_undecorate(d), scope)) for d in stmt.decorators)

    def _method(self, stmt: Function, owner: ClassDecl, decl: ClassDecl) -> Value:
        scope = self._evaluator.class_scope(owner)
        names = self.decorators(stmt, scope)
        function = FunctionValue(stmt, scope, ClassValue(decl))
        if names & COMPUTED_BY_CLASS:
            return self._computed(function, decl)
        if "classmethod" in names or stmt.name == "__init_subclass__":
            return function
        if not names or "staticmethod" in names:
            return FunctionValue(stmt, scope)
        return Member(ClassValue(decl), stmt.name)

    def _computed(self, function: FunctionValue, decl: ClassDecl) -> Value:
        """What a function that SQLAlchemy calls for a class gives it."""
        line, col = function.facts.line, function.facts.col
        key = (function.scope.key, line, col, decl.id)
        call = self._evaluator.call_function
        scope = self._evaluator.class_scope(decl)
        return self._evaluator.kept(
            self._computed_values, key, None, call, function, NO_ARGUMENTS, line, col, scope
        )

    def called_with_class(self, function: Value, decl: ClassDecl, at: Call | Function) -> Value:
        """What a function gives that is called with a class where ``at`` stands."""
        if not isinstance(function, FunctionValue):
            return UNKNOWN
        scope = self._evaluator.class_scope(decl)
        cls = Thunk(Name(at.line, at.col, "cls"), scope, ClassValue(decl))
        arguments = GivenArguments((cls,) if function.facts.params else (), (), False)
        return self._evaluator.call_function(function, arguments, at.line, at.col, scope)

    # Classes

    def mro(self, decl: ClassDecl) -> tuple[Value, ...]:
        """The method resolution order: classes of the project, and what is not one as it is.

        A base that cannot be told is ``UNKNOWN`` in it. What a declarative base was made from
        (``declarative_base(cls=...)``) follows that base.
        """
        known = self._mros.get(decl.id)
        if known is None:
            if self._evaluator.hops >= MAX_HOPS:
                self._evaluator.cuts += 1
                return (ClassValue(decl), UNKNOWN)
            self._mros[decl.id] = (ClassValue(decl),)
            self._unfinished.add(decl.id)
            self._evaluator.hops += 1
            try:
                known = self._mros[decl.id] = self._linearize(decl)
            finally:
                self._evaluator.hops -= 1
                self._unfinished.discard(decl.id)
        elif decl.id in self._unfinished:
            self._evaluator.cuts += 1
        return known

    def _has_mro(self, decl: ClassDecl) -> bool:
        """Whether the MRO of a class has been worked out, so that it is what it is now for good."""
        return decl.id in self._mros and decl.id not in self._unfinished

    def bases(self, decl: ClassDecl) -> tuple[Value, ...]:
        """The values of the bases as written."""
        if decl.dynamic_bases is not None:
            return decl.dynamic_bases
        return self._evaluator.kept(self._bases, decl.id, None, self._read_bases, decl)

    def _read_bases(self, decl: ClassDecl) -> tuple[Value, ...]:
        bases = tuple(map(_known, self._evaluator.items(decl.facts.bases, decl.scope)))
        if not self._looks_mapped(decl):
            return bases
        return tuple(self._installed(base) if isinstance(base, External) else base for base in bases)

    def is_remade(self, decl: ClassDecl) -> bool:
        """Whether a metaclass or a hook may give a class other bases, or more than its body."""
        return self._has_remaker(self.mro(decl))

    def _has_remaker(self, mro: Iterable[Value]) -> bool:
        return any(
            isinstance(entry, ClassValue)
            and (entry.decl.id in self._rewritten or self._names_remaker(entry.decl))
            for entry in mro
        )

    def _names_remaker(self, decl: ClassDecl) -> bool:
        """Whether a class names such a metaclass itself, or a base that is made with one."""
        return self._evaluator.kept(self._remade, decl.id, None, self._find_remaker, decl)

    def _find_remaker(self, decl: ClassDecl) -> bool:
        metaclasses = [
            self._evaluator.eval(keyword.value, decl.scope)
            for keyword in decl.facts.keywords
            if keyword.arg == "metaclass"
        ]
        metaclasses += [
            self._evaluator.value(base.arguments.keyword("metaclass"))
            for base in self.bases(decl)
            if isinstance(base, Made)
        ]
        return any(map(self._remakes, metaclasses))

    def _remakes(self, metaclass: Value) -> bool:
        if not isinstance(metaclass, ClassValue) or metaclass.decl.module.installed:
            return False
        methods = [self.find(metaclass.decl, name) for name in MAKERS]
        return any(
            isinstance(stmt := found[1][-1].stmt, Function) and remakes(stmt, MAPPED_CALLS)
            for found in methods
            if found is not None and not found[0].module.installed
        )

    def _looks_mapped(self, decl: ClassDecl) -> bool:
        """Whether a class statement has anything that only a mapping has."""
        for name, bounds in self._evaluator.class_scope(decl).names.bound.items():
            if name in ("__tablename__", "__table__", "__abstract__", "__mapper_args__", "__table_args__"):
                return True
            stmt = bounds[-1].stmt
            if (
                isinstance(stmt, Assign)
                and isinstance(stmt.value, Call)
                and stmt.value.called in MAPPED_CALLS
            ):
                return True
        return False

    def _installed(self, base: External) -> Value:
        """The class behind a name from an installed package, read from its source."""
        package = base.path.split(".", 1)[0]
        known = frameworks.base_style(base.path) or frameworks.added_columns(base.path) is not None
        if known or package in _READ_AS_NAMES or package in sys.stdlib_module_names:
            return base
        if base.path not in self._installed_classes:
            self._installed_classes[base.path] = base
            self._installed_classes[base.path] = self._read_installed(base)
        return self._installed_classes[base.path]

    def _read_installed(self, base: External) -> Value:
        module_name, _, name = base.path.rpartition(".")
        module = self._evaluator.program.installed(module_name) if module_name else None
        found = self._evaluator.lookup.global_of(module, name) if module is not None else None
        return found if isinstance(found, ClassValue | Made) else base

    def _linearize(self, decl: ClassDecl) -> tuple[Value, ...]:
        order = self._written_order(decl)
        return (order[0], UNKNOWN, *order[1:]) if self._has_remaker(order) else order

    def _written_order(self, decl: ClassDecl) -> tuple[Value, ...]:
        bases = [
            b for b in self.bases(decl) if b not in (External("builtins.object"), External("typing.Generic"))
        ]
        if len(bases) == 1 and isinstance(bases[0], ClassValue):
            return (ClassValue(decl), *self.mro(bases[0].decl))
        chains: list[list[Value]] = []
        for base in bases:
            chains.append(
                list(self.mro(base.decl)) if isinstance(base, ClassValue) else [base, *self._model_of(base)]
            )
        return (ClassValue(decl), *_merge([*chains, list(bases)]))

    def _model_of(self, base: Value) -> tuple[Value, ...]:
        """The classes that a made base class is built on."""
        arguments: Arguments | None = None
        keyword = "cls"
        if isinstance(base, Made):
            arguments = base.arguments
        elif isinstance(base, Member) and base.name == "Model" and isinstance(base.owner, Made):
            arguments, keyword = base.owner.arguments, "model_class"
        if arguments is None:
            return ()
        thunk = arguments.keyword(keyword)
        if thunk is None:
            return ()
        value = self._evaluator.value(thunk)
        options = value.items if isinstance(value, Items) else (value,)
        return tuple(
            entry
            for option in options
            for entry in (self.mro(option.decl) if isinstance(option, ClassValue) else (option,))
        )

    def decorate(self, decl: ClassDecl) -> None:
        """Follow ``__init_subclass__`` and the decorators of a class, for what they give it."""
        unnamed = self._evaluator.unnamed_sets[decl.id]
        rewritten = self._init_subclass(decl)
        for decorator in reversed(decl.facts.decorators):
            function = self._evaluator.eval(decorator, decl.scope)
            if isinstance(function, FunctionValue):
                given = GivenArguments((Thunk(decorator, decl.scope, ClassValue(decl)),), (), False)
                self._evaluator.call_function(function, given, decorator.line, decorator.col, decl.scope)
                rewritten = rewritten or self._hooks.rewrites(function, None)
        if rewritten or self._evaluator.unnamed_sets[decl.id] != unnamed:
            self._rewritten.add(decl.id)
            for known in (self._mros, self._finds):
                known.pop(decl.id, None)

    def listen(self, decl: ClassDecl, listener: Listener) -> None:
        """Follow a listener that is called with the mapper of a class and the class, for what it gives it."""
        cls = ClassValue(decl)
        values = (self._evaluator.attribute(cls, "__mapper__"), cls)
        self._hand_over(
            decl, listener.function, [Thunk(listener.call, listener.scope, each) for each in values]
        )

    def declare_first(self, decl: ClassDecl, hook: FunctionValue) -> None:
        """Follow ``__declare_first__()`` of a class, which is called when the mappers are there."""
        self._hand_over(decl, hook, [])

    def _hand_over(self, decl: ClassDecl, function: FunctionValue, given: list[Thunk]) -> None:
        """Follow a call with a class, the last of what it is given, or what the function is bound to."""
        unnamed = self._evaluator.unnamed_sets[decl.id]
        facts = decl.facts
        arguments = GivenArguments(tuple(given), (), False)
        self._evaluator.call_function(function, arguments, facts.line, facts.col, decl.scope)
        rewritten = self._hooks.rewrites(function, None, max(0, len(given) - 1))
        if rewritten or self._evaluator.unnamed_sets[decl.id] != unnamed:
            self._rewritten.add(decl.id)
            # Subclasses were looked at by then.
            self._mros.clear()
            self._finds.clear()

    def _init_subclass(self, decl: ClassDecl) -> bool:
        """Follow the hook of the classes above; tells whether one may do more than can be followed."""
        hooks = [
            (FunctionValue(stmt, scope, ClassValue(decl)), base.decl)
            for base in self.mro(decl)[1:]
            if isinstance(base, ClassValue)
            and (scope := self._evaluator.class_scope(base.decl)).names.bound.get("__init_subclass__")
            and isinstance(stmt := scope.names.bound["__init_subclass__"][-1].stmt, Function)
        ]
        if not hooks:
            return False
        keywords = tuple(
            (
                keyword.arg,
                Thunk(keyword.value, decl.scope),
                Place(decl.module.path, keyword.line, keyword.col),
            )
            for keyword in decl.facts.keywords
            if keyword.arg is not None and keyword.arg != "metaclass"
        )
        given = GivenArguments((), keywords, False)
        self._evaluator.call_function(hooks[0][0], given, decl.facts.line, decl.facts.col, decl.scope)
        return any(self._hooks.rewrites(hook, owner) for hook, owner in hooks)

    def has(self, decl: ClassDecl, name: str) -> Value:
        """Whether a class has an attribute; that it has none is told of what its own declaration gives it alone."""
        ancestry = self.mro(decl)
        found = [
            value
            for base in ancestry
            if isinstance(base, ClassValue)
            for value in (self.own(base.decl, name), self.given(base.decl, name))
            if value is not None
        ]
        if found:
            return UNKNOWN if UNKNOWN in found else Constant(True)
        closed = all(
            isinstance(base, ClassValue)
            or (isinstance(base, External) and base.path.split(".", 1)[0] in _PYTHONS_AND_SQLALCHEMYS)
            or called_name(base) in ("declarative_base", "generate_base")
            for base in ancestry
        )
        return Constant(False) if closed and name in _DECLARING else UNKNOWN

    def given(self, decl: ClassDecl, name: str) -> Value | None:
        """The value that a name of a class is given from outside its body, ``None`` when it is not."""
        self._index_sets()
        found = self._last_set.get((decl.id, name))
        if found is None:
            return None
        return UNKNOWN if found.conditional else self._evaluator.value(found.value)

    def _index_sets(self) -> None:
        for each in self._evaluator.attribute_sets[self._indexed_sets :]:
            self._last_set[each.decl.id, each.name] = each
            self._set_names.add(each.name)
        self._indexed_sets = len(self._evaluator.attribute_sets)


def is_mapped(value: Value) -> bool:
    """Whether a value becomes a mapped attribute of the class that it is given to."""
    return isinstance(value, Made) and called_name(value.callee) in MAPPED_CALLS


def called_name(value: Value) -> str:
    """The last part of the name of what is called, through calls of what a call returns."""
    while isinstance(value, Made):
        value = value.callee
    return last_name(value)


def _known(base: Value) -> Value:
    """A base, ``UNKNOWN`` for a class that a call of another package makes, whatever it has."""
    if not isinstance(base, Made) or not isinstance(base.callee, External):
        return base
    package = base.callee.path.split(".", 1)[0]
    told = last_name(base.callee) in frameworks.BASE_CALLS or frameworks.has_no_models(package)
    return base if told else UNKNOWN


def _is_enum_class(base: Value) -> bool:
    return isinstance(base, External) and (base.path.startswith("enum.") or base.name.endswith("Enum"))


def _is_text(base: Value) -> bool:
    return _is_str_enum(base) or (isinstance(base, External) and base.path == "builtins.str")


def _is_str_enum(base: Value) -> bool:
    return isinstance(base, External) and base.path == "enum.StrEnum"


def _label(value: Value) -> str:
    """The name of a decorator, the project's own included."""
    if isinstance(value, ClassValue):
        return value.decl.name
    if isinstance(value, FunctionValue) and isinstance(value.facts, Function):
        return value.facts.name
    return called_name(value)


def _undecorate(decorator: Expr) -> Expr:
    return decorator.func if isinstance(decorator, Call) else decorator


def _bound_name(bound: Bound) -> str:
    stmt = bound.stmt
    if isinstance(stmt, Assign):
        return stmt.target.id if isinstance(stmt.target, Name) else ""
    return stmt.bound if isinstance(stmt, Import) else stmt.name


def _merge(chains: list[list[Value]]) -> list[Value]:
    """Python's C3 merge; where the bases have no consistent order, first come first served."""
    merged: list[Value] = []
    chains = [chain for chain in chains if chain]
    while chains:
        for chain in chains:
            head = chain[0]
            if head is UNKNOWN or not any(head in other[1:] for other in chains):
                break
        else:
            head = chains[0][0]
        merged.append(head)
        chains = [
            [entry for entry in chain if entry != head] if head is not UNKNOWN else chain for chain in chains
        ]
        if head is UNKNOWN:
            chains = [chain[1:] if chain[0] is UNKNOWN else chain for chain in chains]
        chains = [chain for chain in chains if chain]
    return merged


def mangled(name: str, home: ClassDecl) -> str:
    """The attribute that Python makes of a name in a class body: private ones carry the class's name."""
    prefix = home.name.lstrip("_")
    return f"_{prefix}{name}" if name.startswith("__") and prefix else name
