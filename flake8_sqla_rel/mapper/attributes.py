"""The attributes that one mapped class declares: its own, and those of its mixins.

The order and the precedence are those of SQLAlchemy's class scan
(``orm/decl_base.py:_scan_attributes``): the class itself, then each class of its MRO that is
neither mapped nor a base of its mapped parent; a name that was seen hides later ones.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.columns import COLUMN_CALLS
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.members import COMPUTED_BY_CLASS, mangled
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Unknown
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import AT_THE_END, Bound, ClassScope, ModuleScope, Scope, may_be_absent
from flake8_sqla_rel.mapper.values import (
    AttributeSet,
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Made,
    Member,
    Value,
    last_name,
    reflects,
)
from flake8_sqla_rel.source.facts import Assign, Class, Delete, Expr, Function, Import

#: Last names of what makes a relationship: functions, and the classes of what they make.
RELATIONSHIP_CALLS: Final = frozenset(
    {"relationship", "relation", "dynamic_loader", "Relationship", "RelationshipProperty"}
)

#: Stands for an object that means nothing to a mapper.
_PLAIN: Final = Constant(None)
_DECLARED: Final = COMPUTED_BY_CLASS - {"classproperty", "strict_classproperty"}


@record()
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


@record()
class Collected:
    """The attributes of a class in SQLAlchemy's order.

    ``added`` are the columns that bases from well-known packages bring; ``open`` tells that
    a base may bring more than can be seen. ``later`` are the names given from outside the class body,
    each with what it takes the place of, ``None`` for nothing.
    """

    attributes: dict[str, Declared]
    added: tuple[str, ...]
    open: bool
    later: dict[str, Declared | None]


class Collector:
    """Collects attributes with the evaluator that knows their values."""

    def __init__(
        self,
        evaluator: Evaluator,
        sets: tuple[AttributeSet, ...],
        maps_assigned: Callable[[ClassDecl], bool | Unknown],
    ) -> None:
        self._evaluator = evaluator
        self._maps_assigned = maps_assigned
        self._sets: dict[str, list[AttributeSet]] = {}
        # Of the classes that are read for each of those below them, what is the same for all.
        self._bodies: dict[str, tuple[list[tuple[str, tuple[Bound, ...]]], bool]] = {}
        for found in sets:
            self._sets.setdefault(found.decl.id, []).append(found)

    def collect(self, decl: ClassDecl, parent: ClassDecl | None, above: Container[str] = ()) -> Collected:
        """The attributes that ``decl`` declares beyond those of its mapped ``parent``.

        :param above: the names of the attributes that the parent has by then.
        """
        inherited = self._evaluator.members.mro(parent) if parent is not None else ()
        attributes: dict[str, Declared] = {}
        added: list[str] = []
        is_open = False
        behind = False
        for entry in self._evaluator.members.mro(decl):
            if entry in inherited:
                behind = behind or (isinstance(entry, ClassValue) and entry.decl is parent)
                if isinstance(entry, ClassValue) and entry.decl is not parent:
                    for found in self._cascading(entry.decl, decl):
                        attributes.setdefault(found.name, found)
                continue
            if isinstance(entry, ClassValue):
                brought, complete = self._given_columns(entry.decl, decl)
                is_open = is_open or not complete
                for found in (*brought, *self._own(entry.decl, decl)):
                    mixed_in = entry.decl is not decl and (behind or found.value is None)
                    if mixed_in and self._is_found_first(found.name, parent, above):
                        continue
                    known = attributes.setdefault(found.name, found)
                    if known.value is None and isinstance(found.value, Made) and self._binds_nothing(known):
                        attributes[found.name] = found
                is_open = is_open or self._may_have_more(entry.decl)
            elif isinstance(entry, External):
                columns = frameworks.added_columns(entry.path)
                is_open = is_open or columns is None
                added.extend(columns or ())
            elif entry is UNKNOWN or reflects(entry):
                is_open = True
            for found in self._columns_of_base(entry, decl):
                attributes.setdefault(found.name, found)
        outside, perhaps_more = self.outside(decl)
        later: dict[str, Declared | None] = {}
        for declared in outside:
            if declared.value == _PLAIN and declared.name in attributes:
                continue  # The mapper keeps what it has.
            later[declared.name] = attributes.get(declared.name)
            attributes[declared.name] = declared
        return Collected(attributes, tuple(added), is_open or perhaps_more, later)

    def _is_found_first(self, name: str, parent: ClassDecl | None, above: Container[str]) -> bool:
        """Whether the mapped parent has the attribute, which hides one of a mixin behind it or an annotation."""
        if parent is None:
            return False
        return name in above or self._evaluator.members.find(parent, name) is not None

    def _binds_nothing(self, declared: Declared) -> bool:
        """Whether an annotation alone leaves the attribute to the bases; for SQLModel it is a field."""
        return not any(
            isinstance(entry, External) and entry.path.partition(".")[0] == "sqlmodel"
            for entry in self._evaluator.members.mro(declared.declared_in)
        )

    def outside(self, decl: ClassDecl) -> tuple[list[Declared], bool]:
        """The attributes given to a class from outside its body, and whether there may be more."""
        sets = [each for each in self._sets.get(decl.id, ()) if not _is_special(each.name)]
        found = [self._outside(each) for each in sets if not each.conditional]
        return found, len(found) < len(sets) or self._evaluator.unnamed_sets[decl.id] > 0

    def _given_columns(self, home: ClassDecl, decl: ClassDecl) -> tuple[list[Declared], bool]:
        """The columns that a mixin was given by the time of a class below it, and whether that is all of them."""
        if home is decl:
            return [], True
        found: list[Declared] = []
        complete = True
        for each in self._sets.get(home.id, ()):
            value = self._evaluator.value(each.value)
            if not _is_column(value):
                continue
            before = _is_before(each.scope, each.line, home.module, decl)
            if each.conditional or before is UNKNOWN:
                complete = False
            elif before:
                place = Place(each.scope.module.path, each.line, each.col)
                found.append(Declared(each.name, value, None, each.scope, place, home))
        return found, complete

    def _columns_of_base(self, base: Value, decl: ClassDecl) -> Iterator[Declared]:
        """The columns that a base which a call made, as ``declarative_base()``, was given by the time of a class."""
        if not isinstance(base, Made | Member):
            return
        maker = base.owner if isinstance(base, Member) else base
        for name, owners in self._evaluator.object_sets.items():
            thunk = owners.get(base)
            value = None if thunk is None else self._evaluator.value(thunk)
            if thunk is None or not isinstance(value, Made) or not _is_column(value):
                continue
            home = maker.scope.module if isinstance(maker, Made) else thunk.scope.module
            before = _is_before(thunk.scope, value.call.line, home, decl)
            if before is not False:
                # As of a mixin, since the class has nothing of its own that a rule could speak of.
                known = value if before is True else UNKNOWN
                yield Declared(name, known, None, thunk.scope, value.place, decl, direct=False)

    def _cascading(self, home: ClassDecl, decl: ClassDecl) -> list[Declared]:
        """What a mixin of the mapped parent makes anew for each subclass."""
        scope = self._evaluator.class_scope(home)
        return [
            self._function(name, stmt, home, decl, Place(home.module.path, stmt.line, stmt.col))
            for name, bindings in scope.names.bound.items()
            if isinstance(stmt := bindings[-1].stmt, Function)
            and "cascading" in self._evaluator.members.decorators(stmt, scope)
        ]

    def _own(self, home: ClassDecl, decl: ClassDecl) -> list[Declared]:
        if home.dynamic_body is not None:
            return self._dynamic(home, home.dynamic_body)
        scope = self._evaluator.class_scope(home)
        found = []
        for name, bindings in self._body(home)[0]:
            declared = self._declared(name, bindings, home, decl, scope)
            if declared is not None:
                found.append(declared)
        return found

    def _may_have_more(self, home: ClassDecl) -> bool:
        """Whether a class body may bind names that :meth:`_own` leaves out."""
        return home.dynamic_body is None and self._body(home)[1]

    def _body(self, home: ClassDecl) -> tuple[list[tuple[str, tuple[Bound, ...]]], bool]:
        """The attributes that a class body binds, with their bindings, and whether it may bind more."""
        known = self._bodies.get(home.id)
        if known is None:
            scope = self._evaluator.class_scope(home)
            found: list[tuple[str, tuple[Bound, ...]]] = []
            more = scope.names.written
            # A name that is bound again keeps its place.
            for name in scope.names.bound:
                bindings = () if _is_special(name) else scope.names.before(name, AT_THE_END)
                if not bindings or bindings[-1].typing_only:
                    continue
                if self._may_lack(bindings, scope):
                    more = True
                elif not isinstance(bindings[-1].stmt, Delete | Import):
                    found.append((mangled(name, home), bindings))
            known = self._bodies[home.id] = (found, more)
        return known

    def _may_lack(self, bindings: tuple[Bound, ...], scope: ClassScope) -> bool:
        """Whether only a condition decides that what these bind in a class body is a column."""
        if not may_be_absent(bindings):
            return False
        value = self._evaluator.lookup.alternatives(bindings, scope)
        return _is_column(value)

    def _declared(
        self, name: str, bindings: tuple[Bound, ...], home: ClassDecl, decl: ClassDecl, scope: Scope
    ) -> Declared | None:
        stmt = bindings[-1].stmt
        place = Place(home.module.path, stmt.line, stmt.col)
        if isinstance(stmt, Function):
            if all(isinstance(bound.stmt, Function) for bound in bindings):
                return self._function(name, stmt, home, decl, place)
            # In another arm of a condition the name is something else.
            return Declared(name, UNKNOWN, None, scope, place, home)
        if isinstance(stmt, Class):
            return Declared(
                name, self._evaluator.lookup.alternatives(bindings, scope), None, scope, place, home
            )
        assert isinstance(stmt, Assign)
        if stmt.value is None:
            return Declared(name, None, stmt.annotation, scope, place, home)
        written = self._evaluator.lookup.alternatives(bindings, scope)
        value = self._unwrapped(written, decl)
        if len(bindings) == 1 and bindings[0].conditional and _is_relationship(value):
            # It may not be there, and no rule has a way to say so.
            value = UNKNOWN
        return Declared(name, value, stmt.annotation, scope, place, home, value is written)

    def _function(
        self, name: str, stmt: Function, home: ClassDecl, decl: ClassDecl, place: Place
    ) -> Declared:
        scope = self._evaluator.class_scope(home)
        function = FunctionValue(stmt, scope, ClassValue(decl))
        if not self._evaluator.members.decorators(stmt, scope) & _DECLARED:
            return Declared(name, function, None, scope, place, home)
        value = self._evaluator.members.class_attribute(decl, name)
        # SQLAlchemy reads what a function of a mixin or abstract base is said to return, of the class itself not.
        returns = None if home.id == decl.id else stmt.returns
        return Declared(name, value, returns, scope, place, home, direct=False)

    def _unwrapped(self, value: Value, decl: ClassDecl) -> Value:
        """The value inside ``declared_attr(function)`` and inside a dataclass field's metadata."""
        if isinstance(value, FunctionValue) and isinstance(value.facts, Function):
            # One that a helper made and decorated.
            declared = self._evaluator.members.decorators(value.facts, value.scope) & _DECLARED
            return self._evaluator.members.called_with_class(value, decl, value.facts) if declared else value
        if not isinstance(value, Made):
            return value
        name = getattr(value.callee, "name", "")
        if name in _DECLARED and value.arguments.positional:
            function = self._evaluator.value(value.arguments.positional[0])
            return self._evaluator.members.called_with_class(function, decl, value.call)
        if name == "field":
            metadata = self._evaluator.value(value.arguments.keyword("metadata"))
            key = self._evaluator.members.class_attribute(decl, "__sa_dataclass_metadata_key__")
            if isinstance(metadata, Entries):
                text = key.value if isinstance(key, Constant) else "sa"
                inner = metadata.get(str(text))
                if isinstance(inner, FunctionValue):
                    return self._evaluator.members.called_with_class(inner, decl, value.call)
                if inner is not None:
                    return inner
        return value

    def _dynamic(self, home: ClassDecl, body: Entries) -> list[Declared]:
        place = home.place
        return [
            Declared(key.value, value, None, home.scope, place, home)
            for key, value in body.entries
            if isinstance(key, Constant) and isinstance(key.value, str) and not key.value.startswith("__")
        ]

    def _outside(self, found: AttributeSet) -> Declared:
        place = Place(found.scope.module.path, found.line, found.col)
        value = self._evaluator.value(found.value)
        if (
            isinstance(value, Made)
            and isinstance(value.callee, External)
            and value.callee.name == "Relationship"
        ):
            # SQLModel makes relationships of these in class bodies alone; here it is any object.
            value = _PLAIN
        elif isinstance(value, Made) and not found.mapped:
            maps = self._maps_assigned(found.decl)
            value = value if maps is True else UNKNOWN if maps is UNKNOWN else _PLAIN
        return Declared(found.name, value, None, found.scope, place, found.decl)


def _is_relationship(value: Value) -> bool:
    return isinstance(value, Made) and getattr(value.callee, "name", "") in RELATIONSHIP_CALLS


def _is_column(value: Value | None) -> bool:
    return isinstance(value, Made) and last_name(value.callee) in COLUMN_CALLS


def _is_before(scope: Scope, line: int, home: ModuleRef, decl: ClassDecl) -> bool | Unknown:
    """Whether a statement about a base runs before a class below it is made.

    It does where it stands above the class, or in the module of the base, ``home``, which the module of
    the class imports.
    """
    if not isinstance(scope, ModuleScope) or not isinstance(decl.scope, ModuleScope):
        return UNKNOWN
    if scope.module == decl.module:
        return line < decl.facts.line
    return True if scope.module == home else UNKNOWN


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
