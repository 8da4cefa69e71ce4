"""The attributes that one mapped class declares: its own, and those of its mixins.

The order and the precedence are those of SQLAlchemy's class scan
(``orm/decl_base.py:_scan_attributes``): the class itself, then each class of its MRO that is
neither mapped nor a base of its mapped parent; a name that was seen hides later ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.evaluate import COMPUTED_BY_CLASS, Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Place
from flake8_sqla_rel.mapper.scopes import AT_THE_END, Bound, Scope
from flake8_sqla_rel.mapper.values import (
    Arguments,
    AttributeSet,
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Made,
    Thunk,
    Value,
)
from flake8_sqla_rel.source.facts import Assign, Class, Delete, Expr, Function, Import

_DECLARED: Final = COMPUTED_BY_CLASS - {"classproperty", "strict_classproperty"}


@dataclass(frozen=True, slots=True)
class Declared:
    """An attribute as one class declares it.

    ``value`` is ``None`` when only an annotation stands there. ``declared_in`` is the class
    in whose body it stands; ``direct`` tells that it stands there as it is, not made by a
    ``declared_attr``.
    """

    name: str
    value: Value | None
    annotation: Expr | None
    scope: Scope
    place: Place
    declared_in: ClassDecl
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Collected:
    """The attributes of a class in SQLAlchemy's order.

    ``added`` are the columns that bases from well-known packages bring; ``open`` tells that
    a base may bring more than can be seen.
    """

    attributes: dict[str, Declared]
    added: tuple[str, ...]
    open: bool


class Collector:
    """Collects attributes with the evaluator that knows their values."""

    def __init__(self, evaluator: Evaluator, sets: tuple[AttributeSet, ...]) -> None:
        self._evaluator = evaluator
        self._sets: dict[str, list[AttributeSet]] = {}
        for found in sets:
            self._sets.setdefault(found.decl.id, []).append(found)

    def collect(self, decl: ClassDecl, parent: ClassDecl | None) -> Collected:
        """The attributes that ``decl`` declares beyond those of its mapped ``parent``."""
        inherited = self._evaluator.mro(parent) if parent is not None else ()
        attributes: dict[str, Declared] = {}
        added: list[str] = []
        is_open = False
        for entry in self._evaluator.mro(decl):
            if entry in inherited:
                continue
            if isinstance(entry, ClassValue):
                for found in self._own(entry.decl, decl):
                    attributes.setdefault(found.name, found)
            elif isinstance(entry, External):
                columns = frameworks.added_columns(entry.path)
                is_open = is_open or columns is None
                added.extend(columns or ())
            elif entry is UNKNOWN:
                is_open = True
        for outside in self._sets.get(decl.id, ()):
            if outside.conditional:
                is_open = True
            else:
                attributes[outside.name] = self._outside(outside)
        return Collected(attributes, tuple(added), is_open)

    def _own(self, home: ClassDecl, decl: ClassDecl) -> list[Declared]:
        if home.dynamic_body is not None:
            return self._dynamic(home, home.dynamic_body)
        scope = self._evaluator.class_scope(home)
        found: list[tuple[int, Declared]] = []
        for name in scope.names.bound:
            if name.startswith("__") and name.endswith("__"):
                continue
            bindings = scope.names.before(name, AT_THE_END)
            if not bindings or bindings[-1].typing_only or isinstance(bindings[-1].stmt, Delete | Import):
                continue
            declared = self._declared(name, bindings, home, decl, scope)
            if declared is not None:
                found.append((bindings[-1].stmt.line, declared))
        found.sort(key=lambda pair: pair[0])
        return [declared for _, declared in found]

    def _declared(
        self, name: str, bindings: tuple[Bound, ...], home: ClassDecl, decl: ClassDecl, scope: Scope
    ) -> Declared | None:
        stmt = bindings[-1].stmt
        place = Place(home.module.path, stmt.line, stmt.col)
        if isinstance(stmt, Function):
            return self._function(name, stmt, home, decl, place)
        if isinstance(stmt, Class):
            return Declared(name, self._evaluator.alternatives(bindings, scope), None, scope, place, home)
        assert isinstance(stmt, Assign)
        if stmt.value is None:
            return Declared(name, None, stmt.annotation, scope, place, home)
        written = self._evaluator.alternatives(bindings, scope)
        value = self._unwrapped(written, decl)
        return Declared(name, value, stmt.annotation, scope, place, home, value is written)

    def _function(
        self, name: str, stmt: Function, home: ClassDecl, decl: ClassDecl, place: Place
    ) -> Declared:
        scope = self._evaluator.class_scope(home)
        function = FunctionValue(stmt, scope, ClassValue(decl))
        if not self._evaluator.decorators(stmt, scope) & _DECLARED:
            return Declared(name, function, None, scope, place, home)
        value = self._evaluator.class_attribute(decl, name)
        return Declared(name, value, None, scope, place, home, direct=False)

    def _unwrapped(self, value: Value, decl: ClassDecl) -> Value:
        """The value inside ``declared_attr(function)`` and inside a dataclass field's metadata."""
        if not isinstance(value, Made):
            return value
        name = getattr(value.callee, "name", "")
        if name in _DECLARED and value.arguments.positional:
            function = self._evaluator.value(value.arguments.positional[0])
            return self._call(function, decl, value)
        if name == "field":
            metadata = self._evaluator.value(value.arguments.keyword("metadata"))
            if isinstance(metadata, Entries):
                inner = metadata.get("sa")
                if isinstance(inner, FunctionValue):
                    return self._call(inner, decl, value)
                if inner is not None:
                    return inner
        return value

    def _call(self, function: Value, decl: ClassDecl, made: Made) -> Value:
        """What a function of the class gives for this class."""
        if not isinstance(function, FunctionValue):
            return UNKNOWN
        scope = self._evaluator.class_scope(decl)
        given = (Thunk(made.call, scope, ClassValue(decl)),) if function.facts.params else ()
        arguments = Arguments(given, (), False)
        return self._evaluator.call_function(function, arguments, made.call.line, made.call.col, scope)

    def _dynamic(self, home: ClassDecl, body: Entries) -> list[Declared]:
        place = Place(home.module.path, home.facts.line, home.facts.col)
        return [
            Declared(key.value, value, None, home.scope, place, home)
            for key, value in body.entries
            if isinstance(key, Constant) and isinstance(key.value, str) and not key.value.startswith("__")
        ]

    def _outside(self, found: AttributeSet) -> Declared:
        place = Place(found.scope.module.path, found.line, found.col)
        value = self._evaluator.value(found.value)
        return Declared(found.name, value, None, found.scope, place, found.decl)
