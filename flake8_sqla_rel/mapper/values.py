"""What an expression of the linted source stands for, as far as it can be told.

Values are compared by what they are made of: the same call in the same scope gives equal
values, so that a ``Table`` or ``Column`` object keeps its identity however it is reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Final, TypeAlias

from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Unknown
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.source.facts import Call, Class, Expr, Function, Lambda

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.scopes import Scope


_MAX_WEIGHT: Final = 5_000


@record()
class Constant:
    """Text, a number, a truth value or ``None``."""

    value: str | int | float | None


@record(eq=False)
class EnumText(Constant):
    """A member of an enumeration whose members are texts: it is its value wherever a text is asked for.

    ``name`` is the member's. ``shown`` tells that formatting it gives its value, as of a ``StrEnum``; of
    another that depends on the release of Python.
    """

    name: str
    shown: bool

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)


@record()
class Items:
    """A list, tuple or set of known length; ``weight`` counts the values in it, at any depth."""

    kind: str
    items: tuple[Value, ...]
    weight: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", 1 + sum(map(_weight, self.items)))


@record()
class Entries:
    """A dict whose keys are known; ``weight`` counts the values in it, at any depth."""

    entries: tuple[tuple[Value, Value], ...]
    weight: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "weight", 1 + sum(_weight(key) + _weight(value) for key, value in self.entries)
        )

    def get(self, key: str) -> Value | None:
        """The value of a text key, ``None`` when it has none."""
        found: Value | None = None
        for name, value in self.entries:
            if name == Constant(key):
                found = value
        return found


@record()
class SomeOptions:
    """One of several dicts, or ``None``: what runs tells which. ``keys`` are those that any of them has."""

    keys: frozenset[str]


@record()
class External:
    """Something from outside the project, by its dotted import path."""

    path: str
    name: str = field(init=False, compare=False, repr=False)
    """The last part of the path."""

    def __post_init__(self) -> None:
        # Asked for many times as often as one is made.
        object.__setattr__(self, "name", self.path.rpartition(".")[2])


@record()
class ModuleValue:
    """A module of the project."""

    module: ModuleRef


@record(eq=False)
class ClassDecl:
    """A class statement, or a class made by ``type(...)``, in the scope where it stands.

    ``id`` is the dotted name, made unique by the scope; there is one object per class.
    ``conditional`` tells that the statement may not run: it stands in an ``if``, an
    ``except`` or a function that nothing was seen to call. ``made_by`` are the places that led to
    it, when what is called for a class makes another one: its own, and those of the first.
    """

    id: str
    name: str
    module: ModuleRef
    facts: Class
    scope: Scope
    conditional: bool
    order: int
    dynamic_bases: tuple[Value, ...] | None = None
    dynamic_body: Entries | None = None
    made_by: frozenset[tuple[str, int, int]] = frozenset()

    @property
    def place(self) -> Place:
        """Where the statement stands."""
        return Place(self.module.path, self.facts.line, self.facts.col)


@record()
class ClassValue:
    """A class of the project."""

    decl: ClassDecl


@record()
class FunctionValue:
    """A function, method or lambda, the scope it closes over and the bound first argument."""

    facts: Function | Lambda
    scope: Scope
    bound: Value | None = None


#: The name of an argument, what is given for it, and where that is done.
GivenKeyword: TypeAlias = "tuple[str, Thunk, Place]"


@record()
class GivenArguments:
    """Arguments, each an expression in its scope.

    ``open`` tells that there may be more: ``*args`` or ``**kwargs`` that cannot be told.
    """

    positional: tuple[Thunk, ...]
    keywords: tuple[GivenKeyword, ...]
    open: bool

    def keyword(self, name: str) -> Thunk | None:
        """The last argument given by that keyword."""
        found = None
        for key, thunk, _ in self.keywords:
            if key == name:
                found = thunk
        return found

    def place(self, name: str) -> Place | None:
        """Where a keyword stands."""
        for key, _, place in self.keywords:
            if key == name:
                return place
        return None

    def __iter__(self) -> Iterator[Thunk]:
        return iter(self.positional)


@record()
class CallArguments:
    """The arguments of a call that has no ``*`` and no ``**``: they are what the call says, and no more.

    Nearly every call is one, and kept for as long as anything is related; so nothing is made of its
    arguments before they are asked for.
    """

    call: Call
    scope: Scope

    @property
    def positional(self) -> tuple[Thunk, ...]:
        """Those that are given without a name."""
        scope = self.scope
        return tuple([Thunk(arg, scope) for arg in self.call.args])

    @property
    def keywords(self) -> tuple[GivenKeyword, ...]:
        """Those that are given with one: name, argument and place."""
        scope = self.scope
        path = scope.module.path
        return tuple(
            [
                (keyword.arg, Thunk(keyword.value, scope), Place(path, keyword.line, keyword.col))
                for keyword in self.call.keywords
                if keyword.arg is not None
            ]
        )

    @property
    def open(self) -> bool:
        """Whether there may be more."""
        return False

    def keyword(self, name: str) -> Thunk | None:
        """The last argument given by that keyword."""
        found = None
        for keyword in self.call.keywords:
            if keyword.arg == name:
                found = keyword
        return None if found is None else Thunk(found.value, self.scope)

    def place(self, name: str) -> Place | None:
        """Where a keyword stands."""
        for keyword in self.call.keywords:
            if keyword.arg == name:
                return Place(self.scope.module.path, keyword.line, keyword.col)
        return None

    def __iter__(self) -> Iterator[Thunk]:
        return (Thunk(arg, self.scope) for arg in self.call.args)


Arguments: TypeAlias = GivenArguments | CallArguments

NO_ARGUMENTS: Final = GivenArguments((), (), False)


@record()
class Thunk:
    """An expression and the scope to evaluate it in, or a value that is already known."""

    expr: Expr
    scope: Scope
    known: Value | None = None


@record(eq=False)
class Made:
    """What a call of something outside the project, or of a class, gives.

    ``callee`` is an :class:`External`, :class:`ClassValue` or :class:`Member`; two are the
    same object when call and scope are the same.
    """

    callee: Value
    call: Call
    scope: Scope
    arguments: Arguments
    identity: tuple[str, int, int] = field(init=False, repr=False)
    """What tells this object from every other made by the same callee."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", (self.scope.key, self.call.line, self.call.col))

    @property
    def place(self) -> Place:
        """Where the call stands."""
        return Place(self.scope.module.path, self.call.line, self.call.col)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Made) and self.identity == other.identity and self.callee == other.callee

    def __hash__(self) -> int:
        return hash(self.identity)


@record()
class Partial:
    """``functools.partial(func, ...)``."""

    func: Value
    arguments: Arguments


@record()
class Member:
    """An attribute of a value that only SQLAlchemy could resolve (``User.id``, ``table.c``)."""

    owner: Value
    name: str


@record()
class Raw:
    """An expression that is kept as it stands: a comparison, an ``&``, a subscript."""

    expr: Expr
    scope: Scope


Value: TypeAlias = (
    Constant
    | Items
    | Entries
    | SomeOptions
    | External
    | ModuleValue
    | ClassValue
    | FunctionValue
    | Made
    | Partial
    | Member
    | Raw
    | Unknown
)


def bounded(value: Value) -> Value:
    """The value, with what is in it ``UNKNOWN`` when that is too much.

    Every name can hold twice what the one before it holds, in as many lines as a file may have.
    """
    if isinstance(value, Items) and value.weight > _MAX_WEIGHT:
        return Items(value.kind, (UNKNOWN,))
    if isinstance(value, Entries) and value.weight > _MAX_WEIGHT:
        return Entries(((UNKNOWN, UNKNOWN),))
    return value


def _weight(value: Value) -> int:
    if isinstance(value, Items | Entries):
        return value.weight
    if isinstance(value, Member):
        return 1 + _weight(value.owner)
    if isinstance(value, FunctionValue):
        return 1 if value.bound is None else 1 + _weight(value.bound)
    if isinstance(value, Partial):
        known = (thunk.known for thunk in every_argument(value.arguments) if thunk.known is not None)
        return 1 + _weight(value.func) + sum(map(_weight, known))
    return 1


@record()
class AttributeSet:
    """An attribute given to a class from outside its body.

    ``conditional``: perhaps it is not; ``mapped``: it is given to the mapper of the class.
    """

    decl: ClassDecl
    name: str
    value: Thunk
    line: int
    col: int
    scope: Scope
    conditional: bool = False
    mapped: bool = False


def every_argument(arguments: Arguments) -> tuple[Thunk, ...]:
    """The arguments of a call, those that are given by a keyword last."""
    return (*arguments.positional, *(thunk for _, thunk, _ in arguments.keywords))


def last_name(value: Value) -> str:
    """The last part of the name of a callee: ``relationship`` for ``sqlalchemy.orm.relationship``."""
    if isinstance(value, External | Member):
        return value.name
    return ""


def is_sqlmodel(callee: Value) -> bool:
    """Whether something is of SQLModel."""
    return isinstance(callee, External) and callee.path.split(".", 1)[0] == "sqlmodel"


def reflects(base: Value) -> bool:
    """Whether a base's classes get their tables later, with the columns that the database has as well."""
    if isinstance(base, Made):
        return last_name(base.callee) == "automap_base"
    return isinstance(base, External) and base.name == "DeferredReflection"
