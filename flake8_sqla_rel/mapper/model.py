"""The static model: the mappers that SQLAlchemy would configure, as far as the text tells.

Everything here is frozen data. A field that may be :data:`UNKNOWN` says that the text does
not tell; nobody may draw a conclusion from it. Objects refer to one another by id (a class
by its dotted name, tables and relationships by their index in the model), so that the
model is a plain tree of values; :class:`Model` looks them up.

Names are SQLAlchemy's: mapper, table key (``schema.name`` or ``name``), direction,
``uselist``, ``secondary``, local/remote pairs.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, TypeVar

from flake8_sqla_rel.finding import Place as Place
from flake8_sqla_rel.mapper.record import record

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.declared import JoinArguments
    from flake8_sqla_rel.mapper.written import Declarations


class Unknown(enum.Enum):
    """The one value of what the text does not tell."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("Unknown is neither true nor false: compare with UNKNOWN")


UNKNOWN: Final = Unknown.UNKNOWN

ClassId: TypeAlias = str
TableId: TypeAlias = int
RelationshipId: TypeAlias = int
RegistryId: TypeAlias = str
MetaDataId: TypeAlias = str


class ColumnRef(NamedTuple):
    """A column by its table and its database name."""

    table: TableId
    name: str


class Direction(enum.Enum):
    """SQLAlchemy's ``RelationshipDirection``."""

    ONETOMANY = "ONETOMANY"
    MANYTOONE = "MANYTOONE"
    MANYTOMANY = "MANYTOMANY"


@record()
class Column:
    """A column of a table.

    ``name`` is the database name, ``key`` the name in ``Table.c`` (they differ only with
    ``key=``), ``type`` the last name of the type as written (``Integer``) or ``None``;
    ``type_path`` is the import path of a type that is given as an argument and comes from
    outside the project (``sqlalchemy.Integer``), or of one of Python's that SQLModel makes a type
    of (``builtins.int``), ``None`` for any other.
    """

    name: str
    key: str
    place: Place
    primary_key: bool | Unknown = False
    nullable: bool | Unknown = True
    unique: bool | Unknown = False
    index: bool | Unknown = False
    has_default: bool | Unknown = False
    type: str | None = None
    type_path: str | None = None


@record()
class ForeignKeyElement:
    """One column of a foreign key constraint and the column it refers to.

    ``column`` is the database name of the local column. ``spec`` is the reference as
    text where it was given as text. ``referred_table`` is the table key it names (with the
    schema of the MetaData put before it where SQLAlchemy does), ``referred_column`` the
    column key; both are ``None`` when the reference is unknown. ``referred`` is the column
    found, ``None`` when there is none, ``UNKNOWN`` when that cannot be told.
    """

    column: str
    spec: str | None
    referred_table: str | None
    referred_column: str | None
    referred: ColumnRef | None | Unknown
    place: Place


@record()
class ForeignKeyConstraint:
    """A foreign key constraint; a ``ForeignKey()`` on a column makes one of its own.

    ``on_column`` tells that it was such a ``ForeignKey()``. ``keywords`` are the places of its
    keyword arguments, by name.
    """

    elements: tuple[ForeignKeyElement, ...]
    place: Place
    on_column: bool
    name: str | None | Unknown = None
    use_alter: bool | Unknown = False
    ondelete: str | None | Unknown = None
    onupdate: str | None | Unknown = None
    keywords: tuple[tuple[str, Place], ...] = ()
    initially: str | None | Unknown = None

    def keyword(self, name: str) -> Place:
        """Where a keyword argument stands; the call where it is not given."""
        return dict(self.keywords).get(name, self.place)


@record()
class Table:
    """A table of a MetaData.

    ``key`` is ``schema.name`` or ``name``. ``complete`` is false when it may have columns or
    constraints that the text does not show (reflection, an unread mixin). ``unique`` lists
    the column-name sets (database names) of its unique constraints and unique indexes,
    single ``unique=True`` columns included; the primary key is not among them.
    ``place`` is where the name is given (the ``__tablename__`` or the ``Table`` call).
    ``conditional`` tells that the definition stands under a condition or in a function, so
    that it may never be made. ``redefinable`` tells that it says ``extend_existing`` or
    ``keep_existing``. ``indexes`` are the columns, in their order, of what the database has an
    index for: its indexes, unique constraints and primary key. ``keys_known`` is false when
    one of these cannot be followed, ``hidden_keys`` true when a known column may carry a
    foreign key that the text does not show. ``owner`` is the name of the class that declares it, empty
    for a ``Table``.
    """

    id: TableId
    key: str | Unknown
    name: str | Unknown
    schema: str | None | Unknown
    metadata: MetaDataId | Unknown
    columns: tuple[Column, ...]
    constraints: tuple[ForeignKeyConstraint, ...]
    unique: tuple[frozenset[str], ...]
    complete: bool
    place: Place
    module: str
    declared_by: Literal["class", "Table"]
    conditional: bool = False
    redefinable: bool | Unknown = False
    indexes: tuple[tuple[str, ...], ...] = ()
    keys_known: bool = True
    hidden_keys: bool = False
    owner: str = ""

    def column(self, name: str) -> Column | None:
        """The column of that database name, or ``None``."""
        for column in self.columns:
            if column.name == name:
                return column
        return None

    def column_by_key(self, key: str) -> Column | None:
        """The column of that ``Column.key``, or ``None``."""
        for column in self.columns:
            if column.key == key:
                return column
        return None

    @property
    def primary_key(self) -> frozenset[str] | Unknown:
        """Database names of the primary-key columns."""
        if not self.complete or any(c.primary_key is UNKNOWN for c in self.columns):
            return UNKNOWN
        return frozenset(c.name for c in self.columns if c.primary_key is True)


class AttributeKind(enum.Enum):
    """What an attribute of a mapped class is."""

    COLUMN = "column"
    RELATIONSHIP = "relationship"
    BACKREF = "backref"
    PROPERTY = "mapped property"  # synonym, composite, column_property over an expression …
    PLAIN = "plain attribute"  # a method, property, hybrid, association proxy, constant …
    UNKNOWN = "unknown"


RELATIONSHIPS: Final = (AttributeKind.RELATIONSHIP, AttributeKind.BACKREF)
"""The kinds of an attribute that is a relationship, whichever side declares it."""


@record()
class Attribute:
    """An attribute of a class; ``owner`` is the mapped class that maps it (or has it)."""

    name: str
    kind: AttributeKind
    owner: ClassId
    place: Place
    column: ColumnRef | None = None
    relationship: RelationshipId | None = None


@record()
class MappedClass:
    """A class that has a mapper.

    ``id`` is ``package.module.Qualified.Name``, with ``#2`` and so on behind it for a further
    class of the same name in the same module. ``registry`` is that of its base.
    ``table`` is its own table: of a single-table subclass that of the parent; ``None`` when it
    has none. ``lineage`` are the mapped classes from itself to the base-most one, nearest
    first; ``inheritance`` is ``None`` for the base-most. ``attributes`` are its own and the
    inherited ones, by name. ``open`` tells that it may have attributes that the text does
    not show. ``conditional``: see :class:`Table`. ``concrete_base`` is the class on
    ``AbstractConcreteBase`` above it, which gets a mapper when the mappers are configured.
    ``joined`` are the tables of the join that it is mapped to, which is no table itself.
    """

    id: ClassId
    name: str
    module: str
    registry: RegistryId | Unknown
    table: TableId | None | Unknown
    lineage: tuple[ClassId, ...]
    inheritance: Literal["joined", "single", "concrete"] | None | Unknown
    attributes: Mapping[str, Attribute]
    open: bool
    place: Place
    style: Literal["1.x", "2.x", "imperative", "sqlmodel"] = "1.x"
    conditional: bool = False
    concrete_base: ClassId | None = None
    joined: tuple[TableId, ...] = ()

    @property
    def root(self) -> ClassId:
        """The base-most mapped class."""
        return self.lineage[-1]

    @property
    def local_tables(self) -> tuple[TableId, ...]:
        """Its own table, or those of the join that it is mapped to; none when they are unknown."""
        return (self.table,) if isinstance(self.table, int) else self.joined


#: Why a class has no mapper; one that ``inherits`` is SQLModel's, below a class that has one.
UnmappedReason: TypeAlias = Literal["abstract", "mixin", "inherits", "plain", "unknown"]


@record()
class OtherClass:
    """A class that has no mapper: a mixin, an abstract base, a plain class of models' modules.

    ``python`` are the import paths of what it derives from, where that is Python's own alone;
    ``None`` where it may derive from something of SQLAlchemy's or of another package.
    """

    id: ClassId
    name: str
    module: str
    reason: UnmappedReason
    place: Place
    python: frozenset[str] | None = None


ArgumentForm: TypeAlias = Literal["literal", "display", "empty", "function", "attribute", "backref", "other"]


@record()
class Argument:
    """A keyword argument of a ``relationship()`` or ``backref()`` call, as written.

    ``place`` is the keyword, ``value`` its value where it is a literal (text, number, bool,
    ``None``) or can be evaluated to one, else ``UNKNOWN``; that of a ``cascade`` of several words is
    their text. ``form`` says what it evaluates to:
    such a literal, a list, tuple, set or dict (``display``, ``empty`` when it holds nothing), a
    function or lambda, an attribute of a class (``User.id``), or something else.
    """

    place: Place
    value: str | int | float | bool | None | Unknown
    form: ArgumentForm = "other"


TargetState: TypeAlias = Literal["found", "missing", "ambiguous", "unmapped", "unknown"]


@record()
class Target:
    """What a relationship points to.

    ``text`` is the string that names it (``None`` when it is a class object or a lambda),
    ``place`` the argument or annotation that names it. ``candidates`` are the classes that
    an ambiguous name fits, or, for a missing one, same-named classes that cannot be used
    (another registry, abstract, not mapped). ``what`` says of an unmapped target what it is.
    """

    state: TargetState
    cls: ClassId | None
    text: str | None
    place: Place
    candidates: tuple[ClassId, ...] = ()
    what: str = ""


class JoinFault(enum.Enum):
    """Why no join could be worked out, in the terms of SQLAlchemy's own exceptions."""

    NO_FOREIGN_KEY = "NoForeignKeysError"
    AMBIGUOUS = "AmbiguousForeignKeysError"
    UNRESOLVED_FOREIGN_KEY = "NoReferencedTableError or NoReferencedColumnError"
    NO_WRITABLE_PAIR = "no simple equality, or no relevant foreign key column"
    UNDECIDABLE = "direction cannot be decided"
    NO_LOCAL_REMOTE_PAIR = "no local/remote pair"


@record()
class JoinProblem:
    """A join that SQLAlchemy refuses.

    ``paths`` are the constraints between the two tables that compete (``AMBIGUOUS``) or
    that cannot be resolved (``UNRESOLVED_FOREIGN_KEY``). ``half`` says which join of a
    many-to-many it is.
    """

    fault: JoinFault
    paths: tuple[tuple[TableId, ForeignKeyConstraint], ...] = ()
    half: Literal["primary", "secondary"] = "primary"


Pairs: TypeAlias = tuple[tuple[ColumnRef, ColumnRef], ...]


@record()
class Backref:
    """``backref=`` of a relationship: the name and the keyword arguments of ``backref()``."""

    name: str | Unknown
    place: Place
    args: Mapping[str, Argument]


@record()
class SecondaryFault:
    """A ``secondary`` that is no table: why SQLAlchemy refuses it, or warns of it.

    ``missing`` and ``unqualified`` are text: a key of no table of the MetaData, and one that
    SQLAlchemy 2.1 resolves although the MetaData has a schema and the table has none; ``not in
    registry`` is the key of a table that is in the MetaData of the class, but not in that of its
    registry, where SQLAlchemy looks up to 2.0, and always for a class that a call maps: of such a
    class any key, as its own table is not there either.
    ``mapped class`` is a class, or text that names one: ``cls``; ``unmapped class`` one that has
    no table. ``join`` is a join of several tables, which can be read but not written. ``table`` is
    the table that was meant where that is certain: that of the class, or the one of that name in
    the schema of the MetaData.
    """

    reason: Literal["missing", "unqualified", "not in registry", "mapped class", "unmapped class", "join"]
    text: str | None
    cls: ClassId | None = None
    table: TableId | None = None


@record()
class Relationship:
    """A relationship of one mapped class, declared or made by a backref.

    ``id`` is its index in :attr:`Model.relationships`, which is the order in which
    SQLAlchemy visits them when it configures. ``call`` is the first line of the call,
    ``place`` that of the statement; both of a backref-made one are those of the ``backref``
    keyword that makes it. ``args`` are its keyword arguments. ``declared_in`` is the class
    statement in whose body it stands (a mixin's or abstract base's id when it came from
    there, else ``owner``).

    ``direction``, ``uselist``, ``pairs`` (local/remote) and ``sync_pairs`` (source column,
    column that is written; without those of a viewonly relationship, which writes nothing)
    are ``UNKNOWN`` when the text does not tell, and when ``problem`` says that SQLAlchemy
    would raise.
    ``reverse`` are the relationships that SQLAlchemy links with this one by
    ``back_populates`` on either side or a backref. ``made_by`` and ``makes`` tie a backref's
    two relationships together. ``joins`` are the join arguments as given, those of a
    backref-made one as SQLAlchemy hands them on. ``sync_backref`` is ``None`` when not given.
    ``secondary`` is ``UNKNOWN`` where there is a ``secondary_fault`` other than a warning.
    """

    id: RelationshipId
    owner: ClassId
    key: str
    declared_by: Literal["relationship", "backref"]
    declared_in: ClassId
    place: Place
    call: Place
    args: Mapping[str, Argument]
    target: Target
    secondary: TableId | None | Unknown
    viewonly: bool | Unknown
    back_populates: str | None | Unknown
    backref: Backref | None | Unknown
    overlaps: frozenset[str] | Unknown
    direction: Direction | Unknown
    uselist: bool | Unknown
    pairs: Pairs | Unknown
    sync_pairs: Pairs | Unknown
    problem: JoinProblem | None
    reverse: tuple[RelationshipId, ...] | Unknown = ()
    made_by: RelationshipId | None = None
    makes: RelationshipId | None = None
    annotation: Annotation | None = None
    joins: JoinArguments | None = None
    sync_backref: bool | None | Unknown = None
    secondary_fault: SecondaryFault | None = None

    @property
    def name(self) -> str:
        """``Class.attribute``, as SQLAlchemy's messages have it."""
        return f"{class_name(self.owner)}.{self.key}"


@record()
class Annotation:
    """The annotation of a relationship attribute.

    ``container`` is the outer name (``Mapped``, ``DynamicMapped`` …, ``""`` for none of
    them), ``collection`` the collection inside it (``list``), ``optional`` whether it admits
    ``None``, ``target`` the innermost text.
    """

    place: Place
    container: str
    collection: str | None
    optional: bool
    target: str | None


@record()
class Conflict:
    """Relationships that write one column without saying that they belong together.

    SQLAlchemy warns on ``relationship``, the one configured later, naming ``others`` (sorted
    by ``Class.attribute``), the ``source`` column and the written ``column``.
    """

    relationship: RelationshipId
    others: tuple[RelationshipId, ...]
    source: ColumnRef
    column: ColumnRef


@record()
class MalformedForeignKey:
    """A ``ForeignKeyConstraint`` whose column lists SQLAlchemy refuses.

    ``fault`` is ``count`` (lists of different lengths), ``repeated`` (a local column twice),
    ``tables`` (referred columns of several tables) or ``column`` (a local column that the
    table does not have); ``names`` are the columns or tables at fault. ``columns`` and
    ``references`` are the lists as written, ``?`` for what is no text.
    """

    table: TableId
    fault: Literal["count", "repeated", "tables", "column"]
    place: Place
    columns: tuple[str, ...]
    references: tuple[str, ...]
    names: tuple[str, ...] = ()


ExpressionFaultKind: TypeAlias = Literal[
    "syntax",  # the string is no expression
    "name",  # a name that means nothing
    "attribute",  # an attribute that the class does not have
    "relationship",  # a relationship where a column is wanted
    "lambda",  # a lambda in quotes
    "class",  # a class where a column is wanted
    "method",  # a method of a column that is not called
    "copied",  # the column of a mixin or abstract base, of which each class has a copy
    "field",  # what SQLModel's Field() or a dataclass's field() gives, which is no column yet
    "table",  # table.column instead of table.c.column, or a table (without a word) where a column is wanted
    "column",  # a column that the table does not have
    "builtin",  # a builtin of Python where a column is wanted
    "text",  # a piece of SQL, text("..."), which is no column
    "value",  # a number, True or False
    "condition",  # a builtin of Python compared in one of several conditions
    "strings",  # text inside of a list or of what a function returns
    "operator",  # an operator of Python between criteria
    "ambiguous",  # the name of several classes
]


@record()
class ExpressionFault:
    """A join expression, or list of columns, that SQLAlchemy refuses or takes for another.

    ``owner`` and ``key`` are the relationship, ``keyword`` is the argument (of its
    ``backref()`` if ``backref``), ``place`` where it stands. ``name`` is the word at fault (of what is copied
    with the class before it),
    ``cls`` or ``table`` what it was looked for in, ``candidates`` the classes that it fits.
    """

    kind: ExpressionFaultKind
    owner: ClassId
    key: str
    keyword: str
    place: Place
    name: str
    cls: ClassId | None = None
    table: TableId | None = None
    backref: bool = False
    candidates: tuple[ClassId, ...] = ()


@record()
class AnnotatedOnly:
    """A name that a class body only annotates, used there as a value: a ``NameError``.

    ``place`` is the use, ``annotation`` where it is annotated; ``cls`` is the class statement.
    """

    cls: ClassId
    name: str
    place: Place
    annotation: Place


HiddenUse: TypeAlias = Literal["called", "attribute", "type", "table"]


@record()
class HiddenName:
    """A name that an attribute of a class body has taken, used there for what it is outside.

    ``place`` is the use, ``attribute`` where the name is bound, ``cls`` the class statement. ``use`` tells
    what is done with it: it is called, asked for an attribute, or stands for a type or table; ``text`` is what
    is meant, as written. ``annotation`` is where the annotation begins that it is in, if it is in one,
    and ``quoted`` that this is a string at run time.
    """

    cls: ClassId
    name: str
    place: Place
    attribute: Place
    use: HiddenUse
    text: str
    annotation: Place | None = None
    quoted: bool = False


@record()
class MissingMember:
    """An attribute of a mapped class, or a column of a table, that is looked up and is not there.

    ``used_by`` is the last name of the call that it is an argument of (``ForeignKey``), ``""`` for none,
    ``subject`` what the statement gives a value to; ``cls`` or ``table`` lacks it. ``mixin`` is the name of
    the class that asks it of its subclass ``cls``, ``""`` for none.
    """

    place: Place
    name: str
    used_by: str
    subject: str
    cls: ClassId | None
    table: TableId | None
    mixin: str = ""


NamedFaultKind: TypeAlias = Literal[
    "missing",  # the class has no such attribute
    "unmapped",  # it is one that the mapper does not know: a method, a property, a hybrid
    "not a relationship",  # a column or the like where a relationship is wanted
    "value",  # the class that a proxied relationship leads to has no such attribute
    "itself",  # a synonym of its own name
    "column",  # map_column=True, and the table has no column of the name of the synonym
    "mapped column",  # map_column=True, and the column is mapped under that name already
    "constant",  # the text is a value of its own to SQL, although there is such an attribute or column
    "object",  # no name, but a relationship, a list or the like where a column is wanted
]


@record()
class NamedFault:
    """A proxy, synonym or the like that names an attribute, by text, which is not there.

    ``used_by`` is what is called, ``owner`` and ``key`` the attribute that it makes, ``declared_in``
    the class in whose body it stands. ``place`` is where ``name`` stands (of an ``object`` what it is),
    ``cls`` the class in which it was looked for; ``through`` is, of a proxy's value, the relationship that
    leads there, of a keyed dict or ordering list the backref that is one.
    """

    kind: NamedFaultKind
    used_by: Literal[
        "association_proxy",
        "synonym",
        "composite",
        "column_property",
        "deferred",
        "keyed dict",
        "ordering list",
    ]
    owner: ClassId
    key: str
    declared_in: ClassId
    place: Place
    name: str
    cls: ClassId
    through: str = ""


@record()
class ImportFault:
    """An import of a module, or of a name from a module, that is not there.

    ``module`` is the dotted name as far as it leads: of a missing module its package, whose
    ``name`` it would be; of a missing name the module that lacks it. ``path`` is its file.
    ``shadowed`` is the file beside a package that has the name and is never imported, for the
    package of the same name is. ``near`` are names that were possible.
    """

    kind: Literal["module", "name"]
    place: Place
    module: str
    path: str
    name: str
    shadowed: str | None
    near: tuple[str, ...]


@record()
class Unresolved:
    """Something the text does not tell: what, where and why."""

    what: str
    place: Place
    why: str


def class_name(cls: ClassId) -> str:
    """The bare name of a class id: ``app.models.Outer.Inner#2`` gives ``Inner``."""
    return cls.rsplit(".", 1)[-1].split("#", 1)[0]


_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


def grouped(pairs: Iterable[tuple[_Key, _Item]]) -> dict[_Key, tuple[_Item, ...]]:
    """What stands behind each key, in the order of the pairs."""
    found: dict[_Key, list[_Item]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}


@dataclass(frozen=True)
class Model:
    """The static model of one project.

    ``closed_registries`` are the ids of those of which every class is known.
    ``superseded`` are the first ones of ``duplicates`` whose name the later class of the scope takes:
    nothing may hold them then, and they and their mappers may be gone before mappers are configured.
    ``stated_modules`` are the ``__module__`` of classes that set one, ``replaced`` the plain
    attributes of a class that the relationship made by a backref takes the place of,
    ``overridden`` the attributes that one given from outside the class body does.
    ``needed_overlaps`` are the names in each ``overlaps`` that are, or may be, about a conflict.
    ``sketches`` are the MetaData from which nobody creates tables: they may leave out what they like.
    ``without_convention`` are the MetaData that give a constraint no name of its own, ``asking_for_names`` those
    whose ``naming_convention`` takes in the one that it has, with the classes of constraints it does so of.
    ``expected`` are the lines of each module, first and last, in which something is expected to fail.
    ``declarations`` are classes, calls and tables as written. ``reach`` works out :attr:`unreached`,
    ``apart`` what :meth:`are_apart` tells, ``exclusive`` what :meth:`exclude_each_other` does, ``gives``
    what :meth:`may_be_given` does.
    """

    classes: Mapping[ClassId, MappedClass]
    others: Mapping[ClassId, OtherClass]
    tables: tuple[Table, ...]
    relationships: tuple[Relationship, ...]
    conflicts: tuple[Conflict, ...]
    closed_registries: frozenset[RegistryId]
    unresolved: tuple[Unresolved, ...] = ()
    duplicates: tuple[tuple[ClassId, ClassId], ...] = ()
    superseded: frozenset[ClassId] = frozenset()
    mapped_twice: tuple[tuple[ClassId, Place], ...] = ()
    module_order: Mapping[str, int] = field(default_factory=dict)
    malformed_foreign_keys: tuple[MalformedForeignKey, ...] = ()
    without_convention: frozenset[MetaDataId] = frozenset()
    asking_for_names: Mapping[MetaDataId, frozenset[str]] = field(default_factory=dict)
    expression_faults: tuple[ExpressionFault, ...] = ()
    annotated_only: tuple[AnnotatedOnly, ...] = ()
    hidden_names: tuple[HiddenName, ...] = ()
    missing_members: tuple[MissingMember, ...] = ()
    declarations: Declarations | None = None
    stated_modules: Mapping[ClassId, str | Unknown] = field(default_factory=dict)
    replaced: Mapping[RelationshipId, Attribute] = field(default_factory=dict)
    overridden: Mapping[RelationshipId, Attribute] = field(default_factory=dict)
    needed_overlaps: Mapping[RelationshipId, frozenset[str]] = field(default_factory=dict)
    import_faults: tuple[ImportFault, ...] = ()
    named_faults: tuple[NamedFault, ...] = ()
    sketches: frozenset[MetaDataId] = frozenset()
    expected: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    reach: Callable[[], frozenset[str]] | None = field(default=None, compare=False, repr=False)
    apart: Callable[[str, str], bool] | None = field(default=None, compare=False, repr=False)
    exclusive: Callable[[str, int, int], bool] | None = field(default=None, compare=False, repr=False)
    gives: Callable[[frozenset[str], str], bool] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def unreached(self) -> frozenset[str]:
        """The paths of modules with models that nothing in the application leads to.

        Worked out when it is first asked for, since it takes a look at every file of the project.
        """
        return frozenset() if self.reach is None else self.reach()

    def are_apart(self, one: str, other: str) -> bool:
        """Whether two modules, by path, are never loaded together: one is a program without the other."""
        return self.apart is not None and self.apart(one, other)

    def exclude_each_other(self, one: Place, other: Place) -> bool:
        """Whether two places stand in different arms of one ``if`` or ``try``, so that only one of them runs."""
        return (
            self.exclusive is not None
            and one.path == other.path
            and self.exclusive(one.path, one.line, other.line)
        )

    def may_be_given(self, cls: MappedClass, name: str) -> bool:
        """Whether what is not read may give a class a relationship of that name from outside of its body."""
        owners = frozenset(self.classes[each].name for each in cls.lineage if each in self.classes)
        return self.gives is not None and self.gives(owners, name)

    @cached_property
    def created_tables(self) -> tuple[Table, ...]:
        """The tables but those of sketches."""
        return tuple(table for table in self.tables if table.metadata not in self.sketches)

    @cached_property
    def _definitions(self) -> Mapping[tuple[MetaDataId, str], int]:
        """How often each table is defined, by MetaData and key."""
        return Counter(
            (table.metadata, table.key)
            for table in self.tables
            if not isinstance(table.metadata, Unknown) and not isinstance(table.key, Unknown)
        )

    def is_defined_again(self, table: Table) -> bool:
        """Whether the table is defined in another place as well, so that it may be what that says."""
        if isinstance(table.metadata, Unknown) or isinstance(table.key, Unknown):
            return False
        return self._definitions[table.metadata, table.key] > 1

    @cached_property
    def by_owner(self) -> Mapping[ClassId, tuple[Relationship, ...]]:
        """The relationships that each class maps itself."""
        return grouped((relationship.owner, relationship) for relationship in self.relationships)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[MappedClass, ...]]:
        """The mapped classes of each name."""
        return grouped((cls.name, cls) for cls in self.classes.values())

    @cached_property
    def by_root(self) -> Mapping[ClassId, tuple[ClassId, ...]]:
        """The classes of each inheritance hierarchy, by the class at its top."""
        return grouped((cls.root, cls.id) for cls in self.classes.values())

    @cached_property
    def below(self) -> Mapping[ClassId, tuple[MappedClass, ...]]:
        """The subclasses of each class that has some, direct and not."""
        return grouped((above, cls) for cls in self.classes.values() for above in cls.lineage[1:])

    @cached_property
    def by_table(self) -> Mapping[TableId, tuple[MappedClass, ...]]:
        """The classes that are mapped to each table, a single-table subclass to that of its parent."""
        return grouped((cls.table, cls) for cls in self.classes.values() if isinstance(cls.table, int))

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Table, ...]]:
        """The tables of each key, whatever MetaData they are on."""
        return grouped((table.key, table) for table in self.tables if not isinstance(table.key, Unknown))

    @cached_property
    def by_metadata(self) -> Mapping[MetaDataId | Unknown, Mapping[str, Table]]:
        """The tables of each MetaData by their keys; of two definitions the last one."""
        found: dict[MetaDataId | Unknown, dict[str, Table]] = {}
        for table in self.tables:
            if not isinstance(table.key, Unknown):
                found.setdefault(table.metadata, {})[table.key] = table
        return found

    def relationship(self, cls: ClassId, key: str) -> Relationship | None:
        """The relationship ``key`` of a class or of the mapped classes above it."""
        for mapped in self.classes[cls].lineage:
            for relationship in self.by_owner.get(mapped, ()):
                if relationship.key == key:
                    return relationship
        return None

    def table_of(self, cls: ClassId) -> Table | None:
        """The own table of a class, ``None`` when it has none or it is unknown."""
        table = self.classes[cls].table
        return self.tables[table] if isinstance(table, int) else None

    def persist_tables(self, cls: ClassId) -> tuple[Table, ...] | Unknown:
        """The tables a row of the class is made of: its own and, for joined inheritance, those above."""
        found: dict[TableId, None] = {}
        for mapped in self.classes[cls].lineage:
            entry = self.classes[mapped]
            own = entry.local_tables
            if not own or entry.inheritance is UNKNOWN:
                return UNKNOWN
            found.update(dict.fromkeys(own))
            if entry.inheritance == "concrete":
                break
        return tuple(self.tables[each] for each in found)
