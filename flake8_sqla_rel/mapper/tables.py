"""Tables: what ``Table(...)`` calls and mapped classes put into a MetaData.

A :class:`TableDraft` is filled while classes are read (a single-table subclass adds columns
to its parent's table) and finished (:mod:`~flake8_sqla_rel.mapper.finish`) at the end, when every
reference of a foreign key can be resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from flake8_sqla_rel.mapper.bases import Bases, MetaData
from flake8_sqla_rel.mapper.columns import COLUMN_CALLS, ColumnReader, RawColumn
from flake8_sqla_rel.mapper.ends import NO_ENDS, ends
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Place,
    Unknown,
    Unresolved,
)
from flake8_sqla_rel.mapper.places import place_of
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import ClassScope, ModuleScope, unseen_caller
from flake8_sqla_rel.mapper.values import (
    Arguments,
    ClassValue,
    Constant,
    Entries,
    External,
    Items,
    Made,
    Member,
    SomeOptions,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import Seq

_HARMLESS: Final = frozenset(
    "CheckConstraint Comment DDL ExcludeConstraint Computed Identity Sequence NullType".split()
)


@record()
class RawConstraint:
    """A ``ForeignKeyConstraint`` as written: local column keys and references."""

    columns: tuple[Value, ...] | Unknown
    references: tuple[Value, ...] | Unknown
    places: tuple[Place, ...]
    place: Place
    arguments: Arguments


@dataclass(eq=False, slots=True)
class TableDraft:
    """A table while it is being read; ``columns`` are pairs of attribute name and column.

    ``function`` is the one without a call in sight that makes it, ``""`` for the module itself.
    ``ends`` are what a name that is not known begins and ends with, as far as that is.
    """

    id: int
    name: str | Unknown
    schema: str | None | Unknown
    metadata: MetaData | Unknown
    place: Place
    module: str
    declared_by: Literal["class", "Table"]
    conditional: bool
    function: str
    redefinable: bool | Unknown = False
    gaps: list[Unresolved] = field(default_factory=list)
    hidden_keys: bool = False
    hidden_columns: bool = False
    owner: str = ""
    columns: list[tuple[str | None, RawColumn]] = field(default_factory=list)
    constraints: list[RawConstraint] = field(default_factory=list)
    unique: list[frozenset[str]] = field(default_factory=list)
    indexed: list[tuple[str, ...]] = field(default_factory=list)
    primary_key: frozenset[str] | None = None
    keys_known: bool = True
    ends: tuple[str, str] = NO_ENDS

    @property
    def complete(self) -> bool:
        """Whether every column and constraint of the table can be seen."""
        return not self.gaps

    def miss(self, why: str, place: Place | None = None, *, keys: bool = True, columns: bool = True) -> None:
        """Note that the table may have columns or constraints that cannot be seen.

        ``keys`` tells that a column that is seen may carry a foreign key that is not, ``columns`` that there may
        be a column that is mapped under a name which is not seen.
        """
        self.hidden_keys = self.hidden_keys or keys
        self.hidden_columns = self.hidden_columns or columns
        what = "a table of unknown name" if self.name is UNKNOWN else f"table {self.name}"
        self.gaps.append(Unresolved(what, place or self.place, why))

    @property
    def key(self) -> str | Unknown:
        """``schema.name`` or ``name``, the schema of the MetaData put in where none is given."""
        schema = self.whole_schema
        if not isinstance(self.name, str) or isinstance(schema, Unknown):
            return UNKNOWN
        return f"{schema}.{self.name}" if schema else self.name

    @property
    def whole_schema(self) -> str | None | Unknown:
        """The schema, that of the MetaData where none is given."""
        if self.schema is not None:
            return self.schema
        return self.metadata.schema if isinstance(self.metadata, MetaData) else UNKNOWN

    def called(self, name: str) -> str | None | Unknown:
        """What the table's attribute ``name``, ``schema``, ``key`` or ``fullname`` is."""
        if name in ("name", "schema"):
            return self.name if name == "name" else self.whole_schema
        return self.key

    def column_name(self, attribute: str | None, column: RawColumn) -> str | None:
        """The database name of a column, ``None`` when it cannot be told."""
        if isinstance(column.name, str):
            return column.name
        return attribute if column.name is None else None

    def column_key(self, attribute: str | None, column: RawColumn) -> str | None:
        """``Column.key``: as given, else the name."""
        return column.key or self.column_name(attribute, column)

    def named(self, value: Value) -> str | None:
        """The database name of the column that a constraint names by key or by object."""
        if isinstance(value, Constant) and isinstance(value.value, str):
            for attribute, column in self.columns:
                if self.column_key(attribute, column) == value.value:
                    return self.column_name(attribute, column)
            return value.value
        if isinstance(value, Made):
            for attribute, column in self.columns:
                if column.identity == value:
                    return self.column_name(attribute, column)
        return value.name if isinstance(value, Member) else None


class TableReader:
    """Reads tables with the evaluator and the bases that know their arguments."""

    def __init__(self, evaluator: Evaluator, bases: Bases, conditional: dict[str, frozenset[int]]) -> None:
        self._evaluator = evaluator
        self._bases = bases
        self._conditional = conditional
        self._columns = ColumnReader(evaluator)
        self.drafts: list[TableDraft] = []
        self.by_made: dict[tuple[str, int, int], TableDraft] = {}
        self.closed = False
        """Whether all tables are read: what is asked later, of a loop say, makes no further one."""

    def new(
        self,
        name: str | Unknown,
        schema: str | None | Unknown,
        metadata: MetaData | Unknown,
        place: Place,
        module: str,
        declared_by: Literal["class", "Table"],
        conditional: bool,
        function: str,
    ) -> TableDraft:
        """A new, empty table."""
        draft = TableDraft(
            len(self.drafts), name, schema, metadata, place, module, declared_by, conditional, function
        )
        self.drafts.append(draft)
        return draft

    def is_table(self, made: Made) -> bool:
        """Whether a call makes a ``Table``."""
        callee = made.callee
        if isinstance(callee, External):
            return callee.name == "Table" and callee.path.startswith("sqlalchemy.")
        if isinstance(callee, Member) and callee.name == "Table":
            return isinstance(callee.owner, Made) and self._evaluator.is_flask(callee.owner)
        return False

    def table(self, made: Made) -> TableDraft | None:
        """The table that a ``Table(...)`` call makes, ``None`` when it makes none."""
        known = self.by_made.get(made.identity)
        if known is not None:
            return known
        if self.closed or not self.is_table(made):
            return None
        arguments = made.arguments
        values = [self._evaluator.value(thunk) for thunk in arguments.positional]
        rest = values[1:]
        metadata: MetaData | Unknown = UNKNOWN
        thunk = arguments.keyword("metadata")
        if thunk is not None:
            metadata = self._bases.metadata(self._evaluator.value(thunk))
        elif isinstance(made.callee, Member):
            metadata = self._bases.metadata(Member(made.callee.owner, "metadata"))
            if rest and self._bases.metadata(rest[0]) is not UNKNOWN:
                metadata = self._bases.metadata(rest.pop(0))
        elif rest:
            metadata = self._bases.metadata(rest.pop(0))
        if not rest and not arguments.open and not arguments.keywords and isinstance(made.callee, External):
            # Table(name, metadata) looks up a table that is there already.
            key = _text(values[0]) if values else UNKNOWN
            return None if isinstance(key, Unknown) else self.keyed(metadata, key)
        name = _text(values[0]) if values else UNKNOWN
        options = {key: self._evaluator.value(t) for key, t, _ in arguments.keywords}
        if isinstance(made.callee, Member) and "bind_key" in options:
            metadata = self._bases.bound(metadata, options["bind_key"])
        module = made.scope.module
        place = place_of(made)
        conditional = made.call.line in self._conditional.get(module.path, ()) or in_function(made)
        schema = self._schema(options, arguments.open)
        function = unseen_caller(made.scope)
        draft = self.new(name, schema, metadata, place, module.name, "Table", conditional, function)
        self.by_made[made.identity] = draft
        if arguments.positional and arguments.positional[0].known is None:
            draft.ends = ends(arguments.positional[0].expr)
        draft.redefinable = self._redefinable(options, arguments.open)
        if arguments.open or {"autoload_with", "autoload"} & set(options):
            draft.miss("its columns are reflected, or passed in a way that cannot be followed")
        for value in rest:
            self.add(draft, value)
        return draft

    def keyed(self, metadata: MetaData | Unknown, key: str) -> TableDraft | None:
        """The one table of that key that a MetaData has by now."""
        if isinstance(metadata, Unknown):
            return None
        found = [
            draft
            for draft in self.drafts
            if draft.key == key and isinstance(draft.metadata, MetaData) and draft.metadata.id == metadata.id
        ]
        return found[0] if len(found) == 1 else None

    def append(self, draft: TableDraft, made: Made) -> None:
        """Add what ``table.append_column()`` or ``append_constraint()`` is given."""
        if in_function(made) or made.arguments.open:
            draft.miss("something is appended to it, or perhaps not")
            return
        for thunk in made.arguments.positional:
            self.add(draft, self._evaluator.value(thunk))

    def add(self, draft: TableDraft, value: Value) -> None:
        """Add a column or constraint, as a positional argument of ``Table`` or ``__table_args__``."""
        if not isinstance(value, Made):
            if value is UNKNOWN or isinstance(value, Member | ClassValue):
                draft.miss("a column or constraint, or the class that holds them, cannot be followed")
            return
        name = last_name(value.callee)
        if name in COLUMN_CALLS:
            self.add_column(draft, None, self._columns.column(value))
        elif name == "ForeignKeyConstraint":
            draft.constraints.append(self.foreign_key_constraint(value))
        elif name in ("UniqueConstraint", "PrimaryKeyConstraint"):
            self._add_key(draft, value, name)
        elif name == "Index":
            self._add_index(draft, value)
        elif name not in _HARMLESS:
            draft.miss(f"what {name or 'this call'}() adds is not known", value.place)

    def add_column(self, draft: TableDraft, attribute: str | None, column: RawColumn) -> None:
        """Add a column; one of the same name that is there already stays."""
        name = draft.column_name(attribute, column)
        if name is not None and any(draft.column_name(a, c) == name for a, c in draft.columns):
            return
        draft.columns.append((attribute, column))
        if name is None:
            draft.miss("the name of a column is not a literal", column.place, columns=attribute is None)
        elif column.open:
            why = f"an argument of column {name} cannot be followed"
            draft.miss(why, column.place, columns=attribute is None)

    def add_table_args(self, draft: TableDraft, value: Value) -> None:
        """Add what ``__table_args__`` says."""
        self.add_constraints(draft, value)
        options, is_open = _table_options(value)
        draft.schema = self._schema(options, is_open)
        draft.redefinable = self._redefinable(options, is_open)
        if {"autoload_with", "autoload"} & set(options) or is_open:
            draft.miss("__table_args__ cannot be followed, or reflects the table")

    def add_constraints(self, draft: TableDraft, value: Value | None) -> None:
        """Add the columns and constraints among ``__table_args__``."""
        for item in value.items if isinstance(value, Items) else ():
            if not isinstance(item, Entries | SomeOptions):
                self.add(draft, item)

    def redefines(
        self,
        draft: TableDraft,
        name: str | Unknown,
        metadata: MetaData | Unknown,
        value: Value | None,
        adds_columns: bool,
    ) -> bool:
        """Whether a class of this table name and ``__table_args__`` gets a table that is there already.

        It does with ``extend_existing``, and where it adds neither a column nor a constraint:
        ``Table(name, metadata)`` looks up what is there.
        """
        options, is_open = ({}, False) if value is None else _table_options(value)
        schema = self._schema(options, is_open)
        return (
            (self._redefinable(options, is_open) is True or not (adds_columns or _adds_parts(value)))
            and (name, schema) == (draft.name, draft.schema)
            and not isinstance(name, Unknown)
            and not isinstance(schema, Unknown)
            and metadata == draft.metadata
        )

    def there(
        self, name: str | Unknown, metadata: MetaData | Unknown, value: Value | None, place: Place
    ) -> TableDraft | None:
        """The table that a class without columns of its own is mapped to by its name alone.

        A ``Table(...)``, or that of a class further up in the module or in another one, of which nothing
        tells here which runs first: that there is no table yet would be an error. ``place`` is the class's.
        """
        found = [
            draft
            for draft in self.drafts
            if (draft.declared_by == "Table" or _may_be_before(draft.place, place))
            and self.redefines(draft, name, metadata, value, adds_columns=False)
            and not _adds_parts(value)
        ]
        return found[0] if len(found) == 1 else None

    def _schema(self, options: dict[str, Value], is_open: bool) -> str | None | Unknown:
        if "schema" not in options:
            return UNKNOWN if is_open else None
        value = options["schema"]
        if isinstance(value, External) and value.name == "BLANK_SCHEMA":
            return ""
        if isinstance(value, Constant) and (value.value is None or isinstance(value.value, str)):
            return value.value
        return UNKNOWN

    def _redefinable(self, options: dict[str, Value], is_open: bool) -> bool | Unknown:
        for name in ("extend_existing", "keep_existing", "useexisting", "must_exist"):
            if name in options:
                value = options[name]
                if not isinstance(value, Constant):
                    return UNKNOWN
                if value.value:
                    return True
        return UNKNOWN if is_open else False

    def foreign_key_constraint(self, made: Made) -> RawConstraint:
        """What a ``ForeignKeyConstraint`` says."""
        arguments = made.arguments
        positional = arguments.positional
        columns = self._evaluator.value(arguments.keyword("columns") or next(iter(positional), None))
        second = positional[1] if len(positional) > 1 else None
        given = arguments.keyword("refcolumns") or second
        references = self._evaluator.value(given)
        place = made.place
        return RawConstraint(
            columns.items if isinstance(columns, Items) else UNKNOWN,
            references.items if isinstance(references, Items) else UNKNOWN,
            _places(given, place.path),
            place,
            arguments,
        )

    def _add_key(self, draft: TableDraft, made: Made, name: str) -> None:
        columns = self._named_columns(draft, [self._evaluator.value(t) for t in made.arguments.positional])
        if columns is None or made.arguments.open:
            # Which columns are unique is unknown then: nothing can be said of the others.
            draft.keys_known = False
            if name == "PrimaryKeyConstraint" and (made.arguments.positional or made.arguments.open):
                draft.primary_key = frozenset()
                draft.miss("the columns of its primary key cannot be followed", columns=False)
            return
        if name == "UniqueConstraint":
            draft.unique.append(frozenset(columns))
            draft.indexed.append(columns)
        elif columns:
            draft.primary_key = frozenset(columns)
            draft.indexed.append(columns)

    def _add_index(self, draft: TableDraft, made: Made) -> None:
        columns = self._named_columns(
            draft, [self._evaluator.value(t) for t in made.arguments.positional[1:]]
        )
        if columns is None or made.arguments.open:
            draft.keys_known = False
            return
        draft.indexed.append(columns)
        unique = self._evaluator.value(made.arguments.keyword("unique"))
        partial = any(key.endswith("_where") for key, _, _ in made.arguments.keywords)
        if unique == Constant(True) and not partial:
            draft.unique.append(frozenset(columns))

    def _named_columns(self, draft: TableDraft, values: list[Value]) -> tuple[str, ...] | None:
        names = [draft.named(value) for value in values]
        found = tuple(name for name in names if name is not None)
        return found if len(found) == len(names) else None


def _table_options(value: Value) -> tuple[dict[str, Value], bool]:
    """The keyword arguments among ``__table_args__``, and whether there may be others."""
    if isinstance(value, Entries | SomeOptions):
        return _options(value)
    if not isinstance(value, Items):
        return {}, value != Constant(None)
    options: dict[str, Value] = {}
    is_open = False
    for item in value.items:
        if isinstance(item, Entries | SomeOptions):
            found, is_open = _options(item)
            options.update(found)
    return options, is_open


def _adds_parts(value: Value | None) -> bool:
    """Whether ``__table_args__`` may have anything but keyword arguments."""
    if value is None or isinstance(value, Entries | SomeOptions) or value == Constant(None):
        return False
    return not isinstance(value, Items) or any(
        not isinstance(item, Entries | SomeOptions) for item in value.items
    )


def _options(entries: Entries | SomeOptions) -> tuple[dict[str, Value], bool]:
    if isinstance(entries, SomeOptions):
        return dict.fromkeys(entries.keys, UNKNOWN), False
    found: dict[str, Value] = {}
    is_open = False
    for key, value in entries.entries:
        if isinstance(key, Constant) and isinstance(key.value, str):
            found[key.value] = value
        else:
            # What was given before may be replaced, what comes later is certain again.
            found.clear()
            is_open = True
    return found, is_open


def _may_be_before(one: Place, other: Place) -> bool:
    return one.path != other.path or one.line < other.line


def _text(value: Value) -> str | Unknown:
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else UNKNOWN


def _places(thunk: Thunk | None, path: str) -> tuple[Place, ...]:
    """The places of the items of a list display, none when the list is written elsewhere."""
    if thunk is None or thunk.known is not None or not isinstance(thunk.expr, Seq):
        return ()
    return tuple(Place(path, item.line, item.col) for item in thunk.expr.items)


def in_function(made: Made) -> bool:
    """Whether a call stands in a function that nothing was seen to call, or in the body of a class there."""
    scope = made.scope.decl if isinstance(made.scope, ClassScope) else made.scope
    return not isinstance(scope, ModuleScope) and scope.conditional
