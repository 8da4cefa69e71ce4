"""Declarations as written: class bodies, calls and annotations, before anything is made of them.

The static model says what SQLAlchemy would map. Some faults are in the text itself: a
misspelt keyword, an annotation that cannot be evaluated, two statements for one attribute.
These facts keep the text with its places, every expression with what it evaluates to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from flake8_sqla_rel.mapper.model import ClassId, Place, TableId, Unknown, grouped
from flake8_sqla_rel.mapper.record import record

WrittenForm: TypeAlias = Literal[
    "constant",
    "list",
    "tuple",
    "set",
    "dict",
    "function",
    "class",
    "external",
    "call",
    "attribute",
    "expression",
    "unknown",
]

_SEQUENCES: Final = frozenset({"list", "tuple", "set"})


@record()
class Written:
    """An expression and what it evaluates to.

    ``place`` is where it stands, or where the statement stands that leads to it. ``value`` is
    that of a constant. ``name`` is the id of a class of the project, the import path of
    something from elsewhere, or the name of an attribute, whose ``owner`` is what it belongs
    to where that is a class or an import path. ``items`` are those of a display (the
    values of a dict, whose ``keys`` are beside them), ``compared`` the sides of a comparison.
    ``call`` is a call's. ``reads`` are the bare names in the expression itself.

    No form has more than two of these, and nothing is made as often: so they are kept in one,
    ``content``, which is what the properties take apart.
    """

    path: str
    line: int
    col: int
    form: WrittenForm
    content: Any = None
    reads: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.path, self.line, self.col)

    @property
    def value(self) -> str | int | float | bool | None:
        """The value of a constant, ``None`` of anything else."""
        found: str | int | float | bool | None = self.content if self.form == "constant" else None
        return found

    @property
    def name(self) -> str:
        """What a class, an attribute or something from elsewhere is called, ``""`` of anything else."""
        form = self.form
        found: str = ""
        if form == "external" or form == "class":
            found = self.content
        elif form == "attribute":
            found = self.content[0]
        return found

    @property
    def owner(self) -> str:
        """What an attribute belongs to."""
        found: str = self.content[1] if self.form == "attribute" else ""
        return found

    @property
    def items(self) -> tuple[Written, ...]:
        """What is in a display."""
        form = self.form
        found: tuple[Written, ...] = ()
        if form == "dict":
            found = self.content[1]
        elif form in _SEQUENCES:
            found = self.content
        return found

    @property
    def compared(self) -> tuple[Written, ...]:
        """The sides of a comparison."""
        found: tuple[Written, ...] = self.content or () if self.form == "expression" else ()
        return found

    @property
    def keys(self) -> tuple[Written, ...]:
        """The keys of a dict."""
        found: tuple[Written, ...] = self.content[0] if self.form == "dict" else ()
        return found

    @property
    def call(self) -> WrittenCall | None:
        """The call that it is, ``None`` when it is none."""
        found: WrittenCall | None = self.content if self.form == "call" else None
        return found

    @property
    def text(self) -> str | None:
        """The string that it is, ``None`` when it is none."""
        return self.value if isinstance(self.value, str) else None

    @property
    def called(self) -> str:
        """The last name of what is called, ``""`` when it is no call."""
        call = self.call
        return "" if call is None else call.name

    def entry(self, key: str) -> Written | None:
        """The value of a dict's text key, ``None`` when it has none."""
        found: Written | None = None
        for name, value in zip(self.keys, self.items):
            if name.text == key:
                found = value
        return found

    @property
    def closed(self) -> bool:
        """Whether a display has no item (a dict no key) that cannot be told."""
        return all(key.form == "constant" for key in self.keys) and (
            self.form == "dict" or all(item.form != "unknown" for item in self.items)
        )


@record()
class WrittenKeyword:
    """``name=value`` in a call; ``place`` is that of the name, or of the ``**`` it came by."""

    name: str
    path: str
    line: int
    col: int
    value: Written

    @property
    def place(self) -> Place:
        """Where the name stands."""
        return Place(self.path, self.line, self.col)


@record()
class WrittenCall:
    """A call of something that is not the project's own function.

    ``name`` is the last name of what is called and ``path`` its import path (``""`` when it is
    an attribute of an object). ``open`` tells that there may be further arguments.
    ``identity`` is the same for the same object, however it is reached. ``conditional`` tells
    that it stands in a function that nothing was seen to call.
    """

    name: str
    path: str
    place: Place
    positional: tuple[Written, ...]
    keywords: tuple[WrittenKeyword, ...]
    open: bool
    identity: tuple[str, int, int]
    conditional: bool = False

    def keyword(self, *names: str) -> WrittenKeyword | None:
        """The last keyword argument of one of these names."""
        found = None
        for keyword in self.keywords:
            if keyword.name in names:
                found = keyword
        return found

    @property
    def of_sqlalchemy(self) -> bool:
        """Whether what is called comes from SQLAlchemy itself."""
        return self.path.startswith("sqlalchemy.")


@record()
class Unbound:
    """A name that evaluating an annotation reaches before, or without ever, being bound."""

    name: str
    place: Place
    why: Literal["type checking only", "bound later", "not imported", "bound nowhere"]
    bound: Place | None


@record()
class Taken:
    """A text taken for a name: ``all`` of an annotation that is a string by ``from __future__ import annotations``."""

    text: str
    place: Place
    all: bool = False


@record()
class Hint:
    """The annotation of an attribute, as Python and SQLAlchemy evaluate it.

    ``text`` tells that it is a string at run time. ``container`` is the last name of the
    outermost generic or name (``Mapped``, ``ClassVar``, ``list``; two quotes for a string in a
    string), ``mapped`` whether it is
    ``Mapped`` or one of its kin with type arguments, ``arguments`` how many of those it has.
    ``left_alone`` tells an annotation that SQLAlchemy passes over (``ClassVar``, an
    association proxy's). What is inside a mapped container: ``inner`` where it stands, ``origin`` the
    import path or class id of a generic around the target (``None`` for no generic, ``""``
    for one that cannot be told), ``bare`` a generic without its argument, ``target`` the
    class of the project that is meant, ``external`` the import path of what comes from
    elsewhere, ``quoted`` the innermost text in quotes, ``constructs`` the calls inside an
    ``Annotated``, or the one of SQLAlchemy's that is written for a type. ``unbound`` are the names
    that stop the evaluation, ``unbound_inside`` all those
    of its text, which only a column's is evaluated down to, with those that the module binds nowhere;
    ``union`` is an ``|`` between two things that have none. ``taken`` is, of an annotation
    that is no mapped container, what SQLModel takes for the name of the target, and ``target`` what
    it finds there. ``typeless`` tells of a ``target`` that it derives from nothing that a column could
    hold (``class``) or from a column type (``type``). ``plain`` is, of an annotation that is no mapped
    container, the import path of what stands there beside ``None`` (``typing.List`` of ``List[str] | None``),
    and ``sought`` that of what SQLModel comes to inside of it (``builtins.str`` there).
    ``unevaluated`` are, of a text that is no mapped container, the names without which SQLAlchemy takes it
    as it is, for the name of one class. ``element`` is what a collection is of as written, where that is
    a union or another collection, and ``called`` the import path of what is called where a type belongs.
    ``several`` tells of a union of different types, as the annotation or in a mapped container.
    """

    place: Place
    text: bool
    container: str
    mapped: bool | Unknown
    left_alone: bool
    arguments: int
    inner: Place
    optional: bool = False
    origin: str | None = None
    bare: bool = False
    target: ClassId | None = None
    external: str = ""
    quoted: str | None = None
    constructs: tuple[str, ...] = ()
    unbound: tuple[Unbound, ...] = ()
    union: Place | None = None
    named: str = ""
    unbound_inside: tuple[Unbound, ...] = ()
    unevaluated: tuple[Unbound, ...] = ()
    taken: Taken | None = None
    typeless: Literal["", "class", "type"] = ""
    plain: str = ""
    element: str = ""
    sought: str = ""
    called: str = ""
    several: bool = False


@record()
class Validator:
    """``@validates(...)`` above a method.

    ``decorators`` are those of the method that are SQLAlchemy's ``validates``, called or not, outermost
    first. ``alone`` tells that it has no other decorator. ``parameters`` is how many arguments it takes at
    most, ``None`` for any number. ``returns`` is false when it comes to its end without ever having given
    a value back; what cannot be told does.
    """

    decorators: tuple[Written, ...]
    alone: bool
    parameters: int | None
    returns: bool


@record()
class Statement:
    """One binding of a name in a class body, or from outside of it.

    ``value`` is ``None`` when only an annotation stands there. ``conditional`` tells that it may
    not run, ``typing_only`` that it does not at run time, ``kind`` what binds the name.
    ``declared_in`` is the class in whose body it stands; ``direct`` is false for what a
    ``declared_attr`` computes. ``returns`` is the annotation of what a decorated function returns,
    ``validator`` what makes a method one that validates attributes.
    """

    name: str
    place: Place
    kind: Literal["assignment", "function", "class", "import", "outside"]
    value: Written | None
    hint: Hint | None
    conditional: bool
    typing_only: bool
    declared_in: ClassId
    direct: bool = True
    decorators: tuple[str, ...] = ()
    returns: Hint | None = None
    validator: Validator | None = None


@record()
class ClassStatement:
    """A mapped class, a class that one inherits from, or one that means to be mapped, as written.

    ``mapped`` tells that it has a mapper; ``style`` is its base's. ``ancestry`` are the ids and
    import paths of its method resolution order, itself first; ``closed`` tells that nothing in it
    is hidden: every class is the project's, one of SQLAlchemy's own, or of a package of which all is told
    that bears on a mapping. ``bases`` are those as written. ``parent`` is the mapped class it inherits from.
    ``statements`` are its body's in order; those of a name that is bound twice are all there.
    ``collected`` are the attributes that SQLAlchemy takes from it and its mixins, one of each name: the very
    statement where that says it all, or what it comes to for this class. ``special`` is what
    ``__mapper_args__``, ``__table_args__``, ``__tablename__``, ``__table__`` and ``__allow_unmapped__`` are
    for it, after inheritance as SQLAlchemy takes it; a name that is not given is not there. Of a class that a
    call maps, the call's keywords are its ``__mapper_args__``.
    ``tableless`` tells a class on a declarative base, not abstract, that nothing gives a table,
    ``maybe_mapped`` one that may have a mapper although the text does not show it: what it inherits
    from another package may give it a table. ``autonamed`` tells that its base makes table names of class
    names, as Flask-SQLAlchemy does.
    ``native_dataclass`` tells that SQLAlchemy makes a dataclass of it, ``plain_dataclass`` that it
    is one before. ``loose`` are the calls in its body whose value gets no name. ``registry`` is what a decorator
    maps it into.
    """

    id: ClassId
    name: str
    place: Place
    mapped: bool
    style: str
    ancestry: tuple[str, ...]
    closed: bool
    bases: tuple[Written, ...]
    parent: ClassId | None
    statements: tuple[Statement, ...]
    special: Mapping[str, Written]
    keywords: tuple[WrittenKeyword, ...]
    decorators: tuple[Written, ...]
    native_dataclass: bool | Unknown
    plain_dataclass: bool
    declarative_base: bool
    conditional: bool
    collected: tuple[Statement, ...] = ()
    tableless: bool = False
    maybe_mapped: bool = False
    loose: tuple[Written, ...] = ()
    autonamed: bool = False
    registry: Written | None = None

    def named(self, name: str) -> tuple[Statement, ...]:
        """The statements that bind a name at run time, in their order."""
        return tuple(s for s in self.statements if s.name == name and not s.typing_only)


@record()
class TableStatement:
    """What a table is made of beside the attributes of a class.

    ``items`` are the positional arguments of ``Table(...)`` after the MetaData, or the items of
    ``__table_args__``; ``cls`` is the class that declares it. ``closed`` tells that
    they are all there.
    """

    table: TableId
    cls: ClassId | None
    place: Place
    items: tuple[Written, ...]
    keywords: tuple[WrittenKeyword, ...]
    closed: bool


#: Statements, and the class in whose body they stand.
_Group: TypeAlias = tuple[ClassStatement, Sequence[Statement]]


@dataclass(frozen=True)
class Declarations:
    """Everything that is kept as written.

    ``calls`` are the calls of SQLAlchemy's own constructs (relationship, column, constraint),
    each once, in the order of their places. ``asynchronous`` is an import of SQLAlchemy's asyncio
    extension in one of the modules that were read. ``types_added`` tells that one adds to
    the ``type_annotation_map`` of a registry.
    ``set_later`` are the names that classes and bases, whichever they are, are
    given from outside of a body, and ``named_later`` tells of calls by their ``identity`` that what they
    make is given a name afterwards.
    """

    classes: Mapping[ClassId, ClassStatement] = field(default_factory=dict)
    calls: tuple[WrittenCall, ...] = ()
    tables: tuple[TableStatement, ...] = ()
    asynchronous: Place | None = None
    types_added: bool = False
    set_later: frozenset[str] = frozenset()
    named_later: frozenset[tuple[str, int, int]] = frozenset()

    @cached_property
    def users(self) -> Mapping[ClassId, tuple[ClassId, ...]]:
        """The mapped classes that inherit from each class, itself left out."""
        return grouped((above, cls.id) for cls in self.mapped() for above in cls.ancestry[1:])

    @cached_property
    def call_at(self) -> Mapping[Place, WrittenCall]:
        """Each of :attr:`calls` by its place."""
        return {call.place: call for call in self.calls}

    @cached_property
    def subjects(self) -> Mapping[Place, str]:
        """``Class.attribute`` by the place of each call in the statement of that attribute."""
        found: dict[Place, str] = {}
        for cls in self.classes.values():
            for statement in cls.statements:
                name = f"{cls.name}.{statement.name}"
                for call in nested(statement.value):
                    found.setdefault(call.place, name)
        return found

    @cached_property
    def _effective(self) -> dict[ClassId, Sequence[_Group]]:
        return {}

    def effective(self, cls: ClassStatement) -> Sequence[_Group]:
        """The statements that give a class its attributes, with the class that they stand in.

        What a mixin says of a name that the class or a nearer mixin binds itself does not count. An
        annotation alone binds nothing, except for SQLModel: it gives way to a value farther off.
        """
        found = self._effective.get(cls.id)
        if found is None:
            found = self._effective[cls.id] = self._chosen(cls)
        return found

    def _chosen(self, cls: ClassStatement) -> Sequence[_Group]:
        chosen: dict[str, tuple[ClassStatement, Statement]] = {}
        for source in self.sources(cls):
            for name, statement in last_of(source.statements).items():
                nearer = chosen.get(name)
                if nearer is None or (cls.style != "sqlmodel" and _gives_way(nearer[1], statement)):
                    chosen[name] = source, statement
        groups: dict[ClassId, tuple[ClassStatement, list[Statement]]] = {}
        for source, statement in chosen.values():
            if not statement.conditional:
                groups.setdefault(source.id, (source, []))[1].append(statement)
        return tuple(groups.values())

    def mapped(self) -> Iterator[ClassStatement]:
        """The mapped classes."""
        return (cls for cls in self.classes.values() if cls.mapped)

    def lineage(self, cls: ClassStatement) -> Iterator[ClassStatement]:
        """The class statements of the project in the MRO of a class, itself first."""
        for name in cls.ancestry:
            if name in self.classes:
                yield self.classes[name]

    def sources(self, cls: ClassStatement) -> Iterator[ClassStatement]:
        """The class and those above it that are certain to have no mapper, whose attributes it maps itself."""
        parent = self.classes.get(cls.parent or "")
        above = () if parent is None else parent.ancestry
        for entry in self.lineage(cls):
            if entry is cls or not (entry.mapped or entry.maybe_mapped or entry.id in above):
                yield entry


def nested(value: Written | None) -> Iterator[WrittenCall]:
    """The calls in a written expression, outermost first."""
    if value is None:
        return
    if value.call is not None:
        yield value.call
        for inner in (*value.call.positional, *(keyword.value for keyword in value.call.keywords)):
            yield from nested(inner)
    for item in value.items:
        yield from nested(item)


def last_of(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Of those that bind one name, the last that does so at run time, by that name."""
    last: dict[str, Statement] = {}
    for statement in statements:
        name = statement.name
        if not statement.typing_only and not (name in last and statement.value is None):
            last[name] = statement
    return last


def _gives_way(nearer: Statement, farther: Statement) -> bool:
    """Whether an annotation leaves a name to what a mixin maps by it."""
    bare = nearer.kind == "assignment" and nearer.value is None
    made = farther.value is not None and farther.value.call is not None
    return bare and (made or "declared_attr" in farther.decorators)
