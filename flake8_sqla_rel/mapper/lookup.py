"""What names stand for: from the scope that asks, through imports and re-exports, to what binds them."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.members import MAX_HOPS
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.namespace import brought_by_star, handed_on
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.scopes import (
    AT_THE_END,
    Bound,
    ClassScope,
    FunctionScope,
    ModuleScope,
    Names,
    Scope,
    only_annotated,
    unseen_call,
)
from flake8_sqla_rel.mapper.values import (
    ClassValue,
    Entries,
    External,
    FunctionValue,
    Items,
    ModuleValue,
    Value,
)
from flake8_sqla_rel.source.facts import Assign, Attr, Class, Delete, Expr, Function, Import, Name

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator

#: How many names an assignment may be followed through to the expression behind them.
_MAX_NAMES: Final = 60
_BUILTINS: Final = frozenset(dir(builtins))


class Lookup:
    """Follows names with the evaluator that knows the values of what they are bound to."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._bound_values: dict[tuple[str, int, int, str], Value] = {}
        self._running: set[tuple[str, int, int, str]] = set()
        self._namespaces: set[str] | None = None
        self._externals: dict[str, External] = {}

    def name(self, name: str, scope: Scope, line: int) -> Value:
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
            return self.external(f"builtins.{name}")
        if scope.module.package:
            # Who imports a submodule, in whatever way, binds its name in the package.
            submodule = self._evaluator.program.resolve(f"{scope.module.name}.{name}", scope.module)
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
                    return self.external(f"{star.module}.{name}")
                continue
            found = self.exported(module, name)
            if found is not None:
                return found
        return None

    def exported(self, module: ModuleRef, name: str) -> Value | None:
        """What ``from module import *`` binds to a name, ``None`` when it does not bind it."""
        facts = self._evaluator.program.facts(module)
        if facts is None:
            return UNKNOWN
        if facts.exports is not None and name not in facts.exports:
            return None
        if facts.exports is None and name.startswith("_"):
            return None
        return self.global_of(module, name)

    def global_of(self, module: ModuleRef, name: str) -> Value | None:
        """The value of a module's global name once it is loaded, ``None`` when it has none."""
        scope = self._evaluator.module_scope(module)
        if name in scope.names.bound:
            if name in scope.names.changed:
                return UNKNOWN
            return self.alternatives(scope.names.before(name, AT_THE_END), scope)
        key = (scope.key, 0, 0, name)
        if key in self._running or self._evaluator.hops >= MAX_HOPS:
            self._evaluator.cuts += 1
            return None if key in self._running else UNKNOWN
        self._running.add(key)
        self._evaluator.hops += 1
        try:
            for star in reversed(scope.names.stars):
                source = self._imported_module(star, module)
                if source is not None and (found := self.exported(source, name)) is not None:
                    return found
                if source is None and not star.level and brought_by_star(star.module, name):
                    return self.external(f"{star.module}.{name}")
        finally:
            self._evaluator.hops -= 1
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
        if key in self._running or self._evaluator.hops >= MAX_HOPS:
            self._evaluator.cuts += 1
            return UNKNOWN
        self._running.add(key)
        self._evaluator.hops += 1
        try:
            value = self._bound_value(bound, scope)
        finally:
            self._evaluator.hops -= 1
            self._running.discard(key)
        if not self._evaluator.is_spent:
            if settled is not None:
                settled[name] = (bound.last_line, value)
            else:
                self._bound_values[key] = value
        return value

    def _bound_value(self, bound: Bound, scope: Scope) -> Value:
        stmt = bound.stmt
        if isinstance(stmt, Class):
            return ClassValue(self._evaluator.class_of(stmt, scope, bound.conditional))
        if isinstance(stmt, Function):
            return FunctionValue(stmt, scope)
        if isinstance(stmt, Import):
            return self.imported(stmt, scope.module)
        if isinstance(stmt, Delete) or stmt.value is None:
            return UNKNOWN
        value = self._evaluator.eval(stmt.value, _scope_of(bound, scope))
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
        return self._evaluator.kept(scope.names.definitions, expr.id, None, self._definition, expr, scope)

    def doubt(self, expr: Expr, scope: Scope, method: str = "__setitem__") -> None:
        """Take note that a method changes what a global name holds, one of another module too."""
        for _ in range(_MAX_NAMES):
            bindings, home = self._bindings(expr, scope)
            if home is not None and not bindings:
                name = expr.attr if isinstance(expr, Attr) else expr.id if isinstance(expr, Name) else ""
                module = self._starred(name, home)
                if module is None:
                    return
                expr, scope = Name(AT_THE_END, 0, name), self._evaluator.module_scope(module)
                continue
            if home is None or len(bindings) != 1:
                return
            stmt = bindings[0].stmt
            if isinstance(stmt, Assign) and isinstance(stmt.target, Name):
                home.names.fill(stmt.target.id, method)
            if not isinstance(stmt, Import) or stmt.name is None:
                return
            module = self._imported_module(stmt, home.module)
            if module is None:
                return
            expr, scope = Name(AT_THE_END, 0, stmt.name), self._evaluator.module_scope(module)

    def _starred(self, name: str, scope: ModuleScope) -> ModuleRef | None:
        """The module from which ``import *`` brings a name that the module does not bind itself."""
        for star in reversed(scope.names.stars):
            module = self._imported_module(star, scope.module)
            if module is not None and self.exported(module, name) is not None:
                return module
        return None

    def _definition(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope] | None:
        for _ in range(_MAX_NAMES):
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
                expr, scope = Name(AT_THE_END, 0, stmt.name), self._evaluator.module_scope(module)
            else:
                return None
        return None

    def _bindings(self, expr: Expr, scope: Scope) -> tuple[tuple[Bound, ...], ModuleScope | None]:
        if isinstance(expr, Attr):
            owner = self._evaluator.eval(expr.value, scope)
            if not isinstance(owner, ModuleValue):
                return (), None
            home = self._evaluator.module_scope(owner.module)
            return home.names.before(expr.attr, AT_THE_END), home
        if not isinstance(expr, Name):
            return (), None
        while not isinstance(scope, ModuleScope):
            scope = self._enclosing(scope)
        return scope.names.before(expr.id, expr.line), scope

    def imported(self, stmt: Import, importer: ModuleRef) -> Value:
        """What an import statement binds its name to."""
        name = self.absolute(stmt, importer)
        if name is None:
            return UNKNOWN
        if stmt.name is None:
            whole_module = self._module(name, importer) if name else None
            return ModuleValue(whole_module) if whole_module else self.external(name)
        module = self._evaluator.program.resolve(name, importer) if name else None
        if module is None:
            whole = f"{name}.{stmt.name}" if name else stmt.name
            submodule = self._module(whole, importer)
            if submodule is not None:
                return ModuleValue(submodule)
            return UNKNOWN if stmt.level else self.external(whole)
        if module.path == importer.path:
            # ``from . import name`` in a package: what it binds there is the submodule.
            submodule = self._evaluator.program.resolve(f"{module.name}.{stmt.name}", importer)
            if submodule is not None:
                return ModuleValue(submodule)
        return self.member(module, stmt.name)

    def external(self, path: str) -> External:
        """Something from outside the project: the same few things are in every file."""
        found = self._externals.get(path)
        if found is None:
            found = self._externals[path] = External(handed_on(path))
        return found

    def _module(self, name: str, importer: ModuleRef) -> ModuleRef | None:
        """The module of that name; of a namespace package one that is empty."""
        found = self._evaluator.program.resolve(name, importer)
        if found is not None:
            return found
        if self._namespaces is None:
            parts = [module.name.split(".") for module in self._evaluator.program.models()]
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
        return self._evaluator.program.resolve(name, importer) if name else None

    def member(self, module: ModuleRef, name: str) -> Value:
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


def _settled(names: Names, name: str, bound: Bound) -> dict[str, tuple[int, Value]] | None:
    """Where the value of a name is kept that nothing else in its scope binds; ``None`` when something does."""
    alone = name not in names.changed and names.bound.get(name) == (bound,)
    return names.settled if alone else None


def _scope_of(bound: Bound, scope: Scope) -> Scope:
    """The scope in which a statement that binds a name of a scope stands."""
    return scope if bound.function is None else unseen_call(bound.function, scope)


def _bound_text(stmt: Assign | Function | Class | Import | Delete) -> str:
    """What tells a statement from the others at its place: ``a = b = 1`` binds twice."""
    if isinstance(stmt, Assign):
        return stmt.target.id if isinstance(stmt.target, Name) else repr(stmt.target)
    return stmt.bound if isinstance(stmt, Import) else stmt.name
