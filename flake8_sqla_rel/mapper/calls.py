"""What calls give: of SQLAlchemy's names and Python's, of the project's functions and classes.

Nothing is called. What a call makes that is no plain value is a
:class:`~flake8_sqla_rel.mapper.values.Made`, which keeps what it was made by and with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.members import called_name
from flake8_sqla_rel.mapper.model import UNKNOWN, Place
from flake8_sqla_rel.mapper.running import call_key
from flake8_sqla_rel.mapper.scopes import FunctionScope, Scope
from flake8_sqla_rel.mapper.values import (
    Arguments,
    AttributeSet,
    CallArguments,
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    GivenArguments,
    GivenKeyword,
    Items,
    Made,
    Member,
    Partial,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import Attr, Call, Function, Starred, Stmt

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.evaluate import Evaluator

_GIVE_MAPPERS: Final = frozenset({"class_mapper", "inspect", "map_imperatively", "mapper"})
#: Methods of a registry that map a class and give it back.
_GIVE_CLASSES: Final = frozenset({"mapped", "mapped_as_dataclass"})
_FLUENT: Final = frozenset({"ddl_if", "with_variant"})
_SETTERS: Final = frozenset(
    {
        "builtins.setattr",
        "sqlalchemy.orm.add_mapped_attribute",
        "sqlalchemy.ext.declarative.add_mapped_attribute",
    }
)
_DICTS: Final = frozenset({"builtins.dict", "collections.OrderedDict"})
#: Functions of :mod:`re` that are worked out, with the names of their arguments.
_OF_RE: Final = {
    "re.sub": ("pattern", "repl", "string"),
    "re.split": ("pattern", "string"),
    "re.findall": ("pattern", "string"),
}


class Calls:
    """Works out calls with the evaluator that knows the values of their parts."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        #: What the ``__init__`` of a class hands on to the one above, by the scope that does.
        self._passed_on: dict[str, Arguments] = {}

    def arguments(self, expr: Call, scope: Scope) -> Arguments:
        """What a call is given, opened up where ``*`` and ``**`` hand over what is known."""
        if not _is_starred(expr):
            return CallArguments(expr, scope)
        positional: list[Thunk] = []
        keywords: list[GivenKeyword] = []
        is_open = False
        for arg in expr.args:
            if not isinstance(arg, Starred):
                positional.append(Thunk(arg, scope))
                continue
            inner = self._evaluator.eval(arg.value, scope)
            if isinstance(inner, Items):
                positional.extend(Thunk(arg, scope, item) for item in inner.items)
            else:
                is_open = True
        for keyword in expr.keywords:
            place = Place(scope.module.path, keyword.line, keyword.col)
            if keyword.arg is not None:
                keywords.append((keyword.arg, Thunk(keyword.value, scope), place))
                continue
            inner = self._evaluator.eval(keyword.value, scope)
            if not isinstance(inner, Entries):
                is_open = True
                continue
            for name, value in inner.entries:
                if isinstance(name, Constant) and isinstance(name.value, str):
                    keywords.append((name.value, Thunk(keyword.value, scope, value), place))
                else:
                    is_open = True
        return GivenArguments(tuple(positional), tuple(keywords), is_open)

    def apply(self, callee: Value, arguments: Arguments, call: Call, scope: Scope) -> Value:
        """The value of a call of ``callee``."""
        if isinstance(callee, External):
            return self._external(callee, arguments, call, scope)
        if isinstance(callee, FunctionValue):
            return self._evaluator.call_function(callee, arguments, call.line, call.col, scope, call)
        if isinstance(callee, Partial):
            first = callee.arguments
            given = {name for name, _, _ in arguments.keywords}
            kept = tuple(k for k in first.keywords if k[0] not in given)
            merged = GivenArguments(
                (*first.positional, *arguments.positional),
                (*kept, *arguments.keywords),
                first.open or arguments.open,
            )
            return self.apply(callee.func, merged, call, scope)
        if isinstance(callee, Member):
            if callee.name in ("add_property", "add_properties"):
                self._add_properties(arguments, callee, call, scope)
            if callee.name in _FLUENT and isinstance(callee.owner, Made):
                # Index(...).ddl_if(...) is still that index.
                return callee.owner
            positional = [self._evaluator.value(thunk) for thunk in arguments.positional]
            keywords = {name: self._evaluator.value(thunk) for name, thunk, _ in arguments.keywords}
            if callee.name == "format":
                positional = list(map(self._evaluator.shown, positional))
                keywords = {name: self._evaluator.shown(value) for name, value in keywords.items()}
            if callee.name == "sub" and len(positional) == 2 and not keywords:
                pattern = folding.compiled(callee.owner)
                if pattern is not None and isinstance(positional[0], FunctionValue):
                    return self._substituted(pattern, positional[0], positional[1], call, scope)
            folded = folding.method(callee.owner, callee.name, positional, keywords)
            if folded is not None:
                return folded
        if isinstance(callee, ClassValue):
            return self._instance(callee, arguments, call, scope)
        if isinstance(callee, Made) and _is_type_of_class(callee, self._evaluator):
            return self._external(External("builtins.type"), arguments, call, scope)
        if isinstance(callee, Member | Made):
            made = self._make(callee, arguments, call, scope)
            if last_name(callee) not in _GIVE_CLASSES:
                return made
            mapped = self._evaluator.value(next(iter(arguments), None))
            return mapped if isinstance(mapped, ClassValue) else made
        if isinstance(call.func, Attr) and call.func.attr == "map_imperatively":
            # A registry that is passed in: what it maps can be told without knowing which it is.
            return self._make(Member(UNKNOWN, "map_imperatively"), arguments, call, scope)
        return UNKNOWN

    def _instance(self, callee: ClassValue, arguments: Arguments, call: Call, scope: Scope) -> Made:
        """An object of a class of the project; of a subclass of ``Column`` and the like, one of these."""
        kind = next(
            (base for base in self._evaluator.members.mro(callee.decl) if _is_part_of_a_table(base)), None
        )
        if kind is None:
            return self._make(callee, arguments, call, scope)
        maker = self._evaluator.members.find(callee.decl, "__new__")
        if maker is not None:
            return self._make(kind, _opened(arguments, maker[1][-1].stmt), call, scope)
        initializer = self._evaluator.members.find(callee.decl, "__init__")
        if initializer is None:
            return self._make(kind, arguments, call, scope)
        stmt = initializer[1][-1].stmt
        passed = None
        if isinstance(stmt, Function):
            function = FunctionValue(stmt, self._evaluator.class_scope(initializer[0]), UNKNOWN)
            self._evaluator.call_function(function, arguments, call.line, call.col, scope)
            passed = self._passed_on.get(call_key(function, call.line, call.col, scope))
        handed_on = _opened(arguments, stmt) if passed is None else _placed(passed, arguments)
        return self._make(kind, handed_on, call, scope)

    def _make(self, callee: Value, arguments: Arguments, call: Call, scope: Scope) -> Made:
        made = Made(callee, call, scope, arguments)
        if isinstance(callee, Member) and callee.name == "__init__" and _is_super(callee.owner):
            self._passed_on[scope.key] = arguments
        self._evaluator.made.setdefault(made.identity, made)
        return made

    def _external(self, callee: External, arguments: Arguments, call: Call, scope: Scope) -> Value:
        positional = arguments.positional
        if (callee.path == "builtins.type" or callee.name == "DeclarativeMeta") and len(positional) == 3:
            return self._evaluator.dynamic_class(call, arguments, scope)
        if callee.path == "types.new_class" and len(positional) > 1:
            # What its last argument puts into the class is not followed.
            hidden = Thunk(call, scope, UNKNOWN)
            return self._evaluator.dynamic_class(
                call, GivenArguments((*positional[:2], hidden), (), False), scope
            )
        if callee.path == "functools.partial" and positional:
            rest = GivenArguments(positional[1:], arguments.keywords, arguments.open)
            return Partial(self._evaluator.value(positional[0]), rest)
        if callee.path in ("typing.cast", "typing_extensions.cast", "t.cast") and len(positional) == 2:
            return self._evaluator.value(positional[1])
        if callee.path in _SETTERS and len(positional) == 3:
            owner, name = self._evaluator.value(positional[0]), self._evaluator.value(positional[1])
            mapped = callee.path != "builtins.setattr"
            self._set_attribute(owner, name, positional[2], call, scope, mapped=mapped)
            return Constant(None)
        if callee.path == "builtins.getattr" and len(positional) >= 2:
            name = self._evaluator.value(positional[1])
            if isinstance(name, Constant) and isinstance(name.value, str):
                found = self._evaluator.attribute(self._evaluator.value(positional[0]), name.value)
                missing = isinstance(found, Member) and isinstance(found.owner, ClassValue)
                if missing and len(positional) == 3 and self._has_closed_mro(found):
                    return self._evaluator.value(positional[2])
                return found
            return UNKNOWN
        if (
            callee.name == "has_inherited_table"
            and len(positional) == 1
            and self._evaluator.has_table is not None
        ):
            cls = self._evaluator.value(positional[0])
            # It may be asked while the table is only being worked out.
            self._evaluator.cuts += 1
            return Constant(self._evaluator.has_table(cls.decl)) if isinstance(cls, ClassValue) else UNKNOWN
        if callee.path == "builtins.hasattr" and len(positional) == 2:
            owner, name = map(self._evaluator.value, positional)
            if isinstance(owner, ClassValue) and isinstance(name, Constant):
                return self._evaluator.members.has(owner.decl, str(name.value))
        if callee.path == "builtins.issubclass" and len(positional) == 2:
            return self._is_subclass(*map(self._evaluator.value, positional))
        if callee.name == "quoted_name" and positional:
            return self._evaluator.value(positional[0])
        if callee.path == "builtins.dir" and len(positional) == 1:
            owner = self._evaluator.value(positional[0])
            return (
                self._evaluator.members.attribute_names(owner.decl)
                if isinstance(owner, ClassValue)
                else UNKNOWN
            )
        if callee.path in _DICTS and not arguments.open:
            return self._dict(arguments)
        if callee.path in ("copy.copy", "copy.deepcopy") and len(positional) == 1:
            return self._evaluator.value(positional[0])
        values = [self._evaluator.value(thunk) for thunk in positional]
        if callee.path.startswith("builtins.") and values:
            first = values[0]
            if isinstance(first, ClassValue) and self._evaluator.members.is_enum(first.decl):
                values[0] = self._evaluator.members.enum_members(first.decl)
        if callee.path == "builtins.str":
            values = list(map(self._evaluator.shown, values))
        named = [arguments.keyword(name) for name in _OF_RE.get(callee.path, ())[len(values) :]]
        by_position = not arguments.open and len(named) == len(arguments.keywords) and None not in named
        values += [self._evaluator.value(thunk) for thunk in named if by_position]
        if callee.path == "re.sub" and len(values) == 3 and by_position:
            pattern, replacement, text = values
            if isinstance(replacement, FunctionValue):
                return self._substituted(pattern, replacement, text, call, scope)
        folded = folding.builtin(callee.path, values, bool(arguments.keywords) and not by_position)
        return self._make(callee, arguments, call, scope) if folded is None else folded

    def _is_subclass(self, cls: Value, other: Value) -> Value:
        """What :func:`issubclass` gives of a class of the project."""
        if not isinstance(cls, ClassValue):
            return UNKNOWN
        cuts = self._evaluator.cuts
        ancestry = self._evaluator.members.mro(cls.decl)
        asked = other.items if isinstance(other, Items) else (other,)
        if any(each is not UNKNOWN and each in ancestry for each in asked):
            return Constant(True)
        # Whether an abstract base class of another package takes it for one of its own is not known.
        told = all(isinstance(each, ClassValue) for each in asked) and UNKNOWN not in ancestry
        return Constant(False) if told and cuts == self._evaluator.cuts else UNKNOWN

    def _substituted(
        self, pattern: Value, replacement: FunctionValue, text: Value, call: Call, scope: Scope
    ) -> Value:
        """What :func:`re.sub` gives with a function in the place of the replacement."""

        def given(match: Items) -> Value:
            arguments = GivenArguments((Thunk(call, scope, match),), (), False)
            return self._evaluator.call_function(replacement, arguments, call.line, call.col, scope)

        return folding.substituted(pattern, given, text)

    def _has_closed_mro(self, found: Value) -> bool:
        """Whether ``found`` is a member that its class certainly does not have."""
        if not isinstance(found, Member) or not isinstance(found.owner, ClassValue):
            return False
        if self._evaluator.members.find(found.owner.decl, found.name) is not None:
            return False
        return all(isinstance(base, ClassValue) for base in self._evaluator.members.mro(found.owner.decl))

    def _dict(self, arguments: Arguments) -> Value:
        found: list[tuple[Value, Value]] = []
        for thunk in arguments.positional:
            inner = self._evaluator.value(thunk)
            entries = inner.entries if isinstance(inner, Entries) else _pairs(inner)
            if entries is None:
                return UNKNOWN
            found.extend(entries)
        found.extend((Constant(name), self._evaluator.value(thunk)) for name, thunk, _ in arguments.keywords)
        return Entries(tuple(found))

    def mapped_by(self, value: Value) -> ClassValue | None:
        """The class whose mapper a value is, ``None`` when it is no mapper."""
        found: Value = UNKNOWN
        if isinstance(value, Member) and value.name == "__mapper__":
            found = value.owner
        elif isinstance(value, Made) and called_name(value.callee) in _GIVE_MAPPERS:
            given = next(iter(value.arguments), None) or value.arguments.keyword("class_")
            found = self._evaluator.value(given)
        return found if isinstance(found, ClassValue) else None

    def _add_properties(self, arguments: Arguments, method: Member, call: Call, scope: Scope) -> None:
        """Note what ``mapper.add_property(name, property)`` or ``add_properties({...})`` gives a class."""
        cls, given = self.mapped_by(method.owner), arguments.positional
        if cls is None:
            return
        if method.name == "add_property" and len(given) == 2:
            self._set_attribute(cls, self._evaluator.value(given[0]), given[1], call, scope, mapped=True)
        elif method.name == "add_properties" and len(given) == 1:
            properties = self._evaluator.value(given[0])
            for name, value in properties.entries if isinstance(properties, Entries) else ():
                thunk = Thunk(given[0].expr, given[0].scope, value)
                self._set_attribute(cls, name, thunk, call, scope, mapped=True)

    def _set_attribute(
        self, owner: Value, name: Value, value: Thunk, call: Call, scope: Scope, *, mapped: bool
    ) -> None:
        """Note what a call gives a class from outside its body."""
        if isinstance(owner, ClassValue) and isinstance(name, Constant) and isinstance(name.value, str):
            conditional = isinstance(scope, FunctionScope) and scope.conditional
            at = (call.line, call.col)
            self._evaluator.give(AttributeSet(owner.decl, name.value, value, *at, scope, conditional, mapped))
        elif isinstance(owner, ClassValue):
            self._evaluator.unnamed_sets[owner.decl.id] += 1


def _is_starred(call: Call) -> bool:
    """Whether ``*`` or ``**`` is among the arguments of a call."""
    for arg in call.args:
        if type(arg) is Starred:
            return True
    return any(keyword.arg is None for keyword in call.keywords) if call.keywords else False


def _opened(arguments: Arguments, taker: Stmt) -> Arguments:
    """What is perhaps handed on, among others, of what a function is given: not what its parameters name."""
    own = {param.name for param in taker.params} if isinstance(taker, Function) else set()
    keywords = tuple(keyword for keyword in arguments.keywords if keyword[0] not in own)
    return GivenArguments(arguments.positional, keywords, True)


def _placed(passed: Arguments, given: Arguments) -> Arguments:
    """What is passed on of what a call gives, its keywords where they stand there."""
    places = {name: place for name, _, place in given.keywords}
    keywords = tuple((name, thunk, places.get(name, place)) for name, thunk, place in passed.keywords)
    return GivenArguments(passed.positional, keywords, passed.open)


def _is_type_of_class(value: Made, evaluator: Evaluator) -> bool:
    """Whether a value is ``type(Class)``, which makes such classes."""
    if value.callee != External("builtins.type") or len(value.arguments.positional) != 1:
        return False
    return isinstance(evaluator.value(value.arguments.positional[0]), ClassValue | Made)


def _pairs(value: Value) -> tuple[tuple[Value, Value], ...] | None:
    """The entries of the dict that a list of pairs makes, ``None`` when not all are pairs."""
    if not isinstance(value, Items):
        return None
    pairs = [item.items for item in value.items if isinstance(item, Items) and len(item.items) == 2]
    return tuple((pair[0], pair[1]) for pair in pairs) if len(pairs) == len(value.items) else None


def _is_super(value: Value) -> bool:
    return isinstance(value, Made) and value.callee == External("builtins.super")


def _is_part_of_a_table(base: Value) -> bool:
    return (
        isinstance(base, External)
        and base.path.startswith("sqlalchemy.")
        and base.name in ("Column", "ForeignKey", "ForeignKeyConstraint", "MetaData")
    )
