"""Mapped classes: which classes have a mapper, with which table and which attributes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.annotations import AnnotationReader
from flake8_sqla_rel.mapper.attributes import RELATIONSHIP_CALLS, Collected, Collector, Declared
from flake8_sqla_rel.mapper.bases import Bases, MetaData, is_sqlalchemy
from flake8_sqla_rel.mapper.class_columns import COLUMN_WRAPPERS, ClassColumns
from flake8_sqla_rel.mapper.columns import COLUMN_CALLS, RawColumn
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.execution import World
from flake8_sqla_rel.mapper.imperative import LEGACY_REGISTRY, Imperative, imperative_mappings
from flake8_sqla_rel.mapper.model import (
    RELATIONSHIPS,
    UNKNOWN,
    Attribute,
    AttributeKind,
    ClassId,
    ColumnRef,
    Place,
    Unknown,
    UnmappedReason,
)
from flake8_sqla_rel.mapper.scopes import unseen_caller
from flake8_sqla_rel.mapper.selectables import JOINS, SUBQUERIES
from flake8_sqla_rel.mapper.table_names import TableNames
from flake8_sqla_rel.mapper.tables import TableDraft, TableReader
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    External,
    Items,
    Made,
    Member,
    Value,
    last_name,
    reflects,
)
from flake8_sqla_rel.source.facts import Function

_PROPERTY_CALLS: Final = frozenset(
    {"synonym", "composite", "query_expression", "comparable_property", "generic_relationship"}
)
#: What a mapper inherits: a value of the class that is true hides it, ``None`` does not.
_KEPT: Final = (AttributeKind.COLUMN, AttributeKind.RELATIONSHIP, AttributeKind.PROPERTY)
_PLAIN_CALLS: Final = frozenset(
    {"association_proxy", "hybrid_property", "hybrid_method", "validates", "property"}
)
# Packages whose calls make no column.
_OTHER_PACKAGES: Final = sys.stdlib_module_names | frozenset(
    "builtins typing_extensions pydantic pydantic_settings marshmallow attr attrs flask werkzeug wtforms"
    " graphene strawberry django jinja2 requests httpx babel flask_babel passlib structlog loguru".split()
)


class ClassReader:
    """Reads the mapped classes of a world, parents before children."""

    def __init__(self, evaluator: Evaluator, bases: Bases, tables: TableReader, world: World) -> None:
        self._evaluator = evaluator
        self._bases = bases
        self._tables = tables
        self._collector = Collector(evaluator, tuple(evaluator.attribute_sets), bases.maps_assigned)
        self.annotations = AnnotationReader(evaluator)
        self._columns = ClassColumns(evaluator, self.annotations)
        self._table_names = TableNames(evaluator, bases)
        self.drafts: dict[str, ClassDraft] = {}
        self.reasons: dict[str, UnmappedReason] = {}
        self._concrete_bases: set[ClassId] = set()
        self._imperative, self.mapped_twice = imperative_mappings(evaluator, bases, world.conditional_lines)
        evaluator.has_table = lambda decl: self._parent(decl) is not None
        evaluator.told_by_table = self._told_by_table

    def draft(self, decl: ClassDecl) -> ClassDraft | None:
        """The mapped class of a declaration, ``None`` when it has no mapper."""
        if decl.id in self.drafts:
            return self.drafts[decl.id]
        if decl.id in self.reasons:
            return None
        self.reasons[decl.id] = "unknown"
        self._evaluator.begin()
        parent = self._parent(decl)
        draft = self._classify(decl, parent)
        if isinstance(draft, str):
            self.reasons[decl.id] = draft
            return None
        del self.reasons[decl.id]
        self.drafts[decl.id] = draft
        self._fill(draft)
        return draft

    def is_read(self, decl: ClassDecl) -> bool:
        """Whether :meth:`draft` was asked for the class."""
        return decl.id in self.drafts or decl.id in self.reasons

    def mapping_call(self, decl: ClassDecl) -> Made | None:
        """The call of ``map_imperatively`` or ``mapper`` that maps the class, ``None`` when none does."""
        imperative = self._imperative.get(decl.id)
        return None if imperative is None else imperative.made

    def mapped_in(self, decl: ClassDecl) -> str:
        """The function, without a call in sight, that maps the class; ``""`` for the module itself."""
        made = self.mapping_call(decl)
        return unseen_caller(decl.scope if made is None else made.scope)

    def is_mapped(self, decl: ClassDecl) -> bool:
        """Whether the class has a mapper."""
        return self.draft(decl) is not None

    def may_be_mapped(self, decl: ClassDecl) -> bool:
        """Whether the class may have a mapper, as far as that can be told.

        A base from another package may map it although it names no table itself.
        """
        if self.is_mapped(decl) or self.reasons[decl.id] == "unknown":
            return True
        base = self._bases.of_class(decl)
        return self.reasons[decl.id] == "plain" and base is not None and not base.certain

    def concrete_base(self, decl: ClassDecl) -> ClassId | None:
        """The class on ``AbstractConcreteBase`` above a class, ``None`` when there is none."""
        if not self._concrete_bases:
            return None
        for entry in self._evaluator.members.mro(decl):
            if isinstance(entry, ClassValue) and entry.decl.id in self._concrete_bases:
                return entry.decl.id
        return None

    # Which classes are mapped

    def _parent(self, decl: ClassDecl) -> ClassDraft | None:
        imperative = self._imperative.get(decl.id)
        if imperative is not None and not imperative.arguments_open:
            # Only what ``inherits`` names; a base that is mapped as well is none by itself.
            above = self._evaluator.value(imperative.made.arguments.keyword("inherits"))
            if imperative.made.arguments.keyword("inherits") is None or above == Constant(None):
                return None
            cls = above if isinstance(above, ClassValue) else self._evaluator.calls.mapped_by(above)
            if cls is not None:
                return self.draft(cls.decl)
        for entry in self._evaluator.members.mro(decl)[1:]:
            if isinstance(entry, ClassValue) and (draft := self.draft(entry.decl)) is not None:
                return draft
        return None

    def _classify(self, decl: ClassDecl, parent: ClassDraft | None) -> ClassDraft | UnmappedReason:
        evaluator = self._evaluator
        imperative = self._imperative.get(decl.id)
        decorated = self._bases.mapping_decorator(decl)
        base = self._bases.of_class(decl)
        if imperative is not None:
            callee = imperative.made.callee
            owner = callee.owner if isinstance(callee, Member) else UNKNOWN
            metadata = self._bases.metadata(Member(owner, "metadata"))
            draft = ClassDraft(decl, imperative.registry, metadata, "imperative", parent)
            # No table is in that of mapper(), which its registry makes for itself.
            legacy = imperative.registry == LEGACY_REGISTRY
            draft.registry_metadata = MetaData(f"{LEGACY_REGISTRY}.metadata") if legacy else metadata
            return draft
        if self._bases.is_base(decl):
            return "abstract"
        abstract = self._evaluator.members.own(decl, "__abstract__")
        is_abstract = abstract is not None and abstract is not UNKNOWN and abstract != Constant(False)
        if decorated is not None and is_abstract:
            return "abstract"
        if decorated is not None:
            registry, owner, line, col = decorated
            if base is not None and base.certain:
                self.mapped_twice.append((decl.id, Place(decl.module.path, line, col)))
            of_registry = self._bases.metadata(Member(owner, "metadata"))
            draft = ClassDraft(decl, registry, self._metadata(decl, of_registry, binds=False), "2.x", parent)
            draft.registry_metadata = of_registry
            return draft
        if base is None:
            return "plain"
        if abstract is UNKNOWN:
            return "unknown"
        if is_abstract:
            return "abstract"
        if any(is_sqlalchemy(entry, "AbstractConcreteBase") for entry in evaluator.members.bases(decl)):
            self._concrete_bases.add(decl.id)
            return "unknown"
        if base.style == "sqlmodel" and not self._is_table_model(decl):
            return "mixin"
        if base.style == "sqlmodel" and parent is not None:
            # SQLModel gives no mapper to what inherits from a class that has one.
            return "inherits"
        metadata = self._metadata(decl, base.metadata, binds=base.binds)
        draft = ClassDraft(decl, base.registry, metadata, base.style, parent)
        draft.registry_metadata = base.registry_metadata
        if parent is not None or self._table_names.is_given(decl, base):
            return draft
        if not base.certain:
            return "unknown" if UNKNOWN in evaluator.members.mro(decl) else "plain"
        # SQLAlchemy maps it or refuses it: a mixin that cannot be read must bring the table name.
        return draft if self._table_names.may_be_given(decl) else "unknown"

    def _is_table_model(self, decl: ClassDecl) -> bool:
        for keyword in decl.facts.keywords:
            if keyword.arg == "table":
                return self._evaluator.eval(keyword.value, decl.scope) == Constant(True)
        return False

    def _metadata(self, decl: ClassDecl, default: MetaData | Unknown, *, binds: bool) -> MetaData | Unknown:
        if self._evaluator.members.find(decl, "metadata") is not None:
            value = self._evaluator.members.class_attribute(decl, "metadata")
            if isinstance(value, Made | External) or (
                isinstance(value, Member) and value.owner != ClassValue(decl)
            ):
                return self._bases.metadata(value)
        bind = self._evaluator.members.find(decl, "__bind_key__") if binds else None
        if bind is not None and isinstance(default, MetaData):
            key = self._evaluator.members.class_attribute(decl, "__bind_key__")
            return self._bases.bound(default, key)
        return default

    # Tables and attributes

    def _fill(self, draft: ClassDraft) -> None:
        imperative = self._imperative.get(draft.decl.id)
        if draft.parent is not None:
            draft.attributes.update(draft.parent.attributes)
            draft.synonyms.update(draft.parent.synonyms)
            draft.open = draft.parent.open
        if imperative is not None:
            self._fill_imperative(draft, imperative)
        else:
            self._fill_declarative(draft)
        # Every column of a table that is not known is an attribute as well.
        draft.open = draft.open or (draft.table is UNKNOWN and not draft.joined)

    def _fill_declarative(self, draft: ClassDraft) -> None:
        collected = self._with_shared_columns(self._collected(draft))
        draft.collected = collected
        draft.open = draft.open or collected.open
        columns = self._columns.read(draft.decl, collected, sqlmodel=draft.style == "sqlmodel")
        self._find_table(draft, columns, collected)
        self._add_attributes(draft, collected, columns)

    def _collected(self, draft: ClassDraft) -> Collected:
        if draft.parent is None:
            return self._collector.collect(draft.decl, None)
        later = {name for each in draft.parent.lineage if each.collected for name in each.collected.later}
        return self._collector.collect(draft.decl, draft.parent.decl, draft.attributes.keys() - later)

    def _with_shared_columns(self, collected: Collected) -> Collected:
        """The attributes, with the column itself for ``id = Mixin.id``, where ``Mixin`` has no mapper."""
        attributes = {
            name: declared
            if (column := self._shared_column(declared.value)) is None
            # As of a mixin, since nothing is written here that a rule could speak of.
            else replace(declared, value=column, direct=False)
            for name, declared in collected.attributes.items()
        }
        return replace(collected, attributes=attributes)

    def _shared_column(self, value: Value | None) -> Made | None:
        if not isinstance(value, Member) or not isinstance(value.owner, ClassValue):
            return None
        owner = value.owner.decl
        found = self._evaluator.members.find(owner, value.name)
        if found is None or self.may_be_mapped(owner) or self.may_be_mapped(found[0]):
            return None
        column = self._evaluator.lookup.alternatives(found[1], self._evaluator.class_scope(found[0]))
        return column if isinstance(column, Made) and last_name(column.callee) in COLUMN_CALLS else None

    def _find_table(self, draft: ClassDraft, columns: dict[str, RawColumn], collected: Collected) -> None:
        decl = draft.decl
        fixed = self._evaluator.members.own(decl, "__table__")
        if (
            fixed is None
            and self._evaluator.members.find(decl, "__table__") is not None
            and draft.parent is None
        ):
            fixed = self._evaluator.members.class_attribute(decl, "__table__")
        if fixed is not None and fixed != Constant(None):
            draft.table = self.table_of(fixed) or UNKNOWN
            draft.selected, draft.joined = _is_selectable(fixed), self._joined_tables(fixed)
            self._inherit(draft, own_table=True)
            return
        name = self._table_names.name(draft, columns)
        if name is None:
            self._inherit(draft, own_table=False)
            if isinstance(draft.table, TableDraft):
                self._add_columns(draft, draft.table, columns, collected)
            return
        args = self._table_names.arguments(draft)
        above = None if draft.parent is None else draft.parent.table
        adds = bool(columns) or any(_may_be_column(d.value) for d in collected.attributes.values())
        if isinstance(above, TableDraft) and self._tables.redefines(above, name, draft.metadata, args, adds):
            draft.table = above
            self._add_columns(draft, above, columns, collected)
            self._tables.add_constraints(above, args)
            self._inherit(draft, own_table=True)
            return
        place = self._table_names.place(decl)
        # What is open in a class that is reflected later is only what the database has.
        may_add = draft.open and not any(map(reflects, self._evaluator.members.mro(decl)))
        there = None if adds or may_add else self._tables.there(name, draft.metadata, args, place)
        if there is not None:
            draft.table = there
            self._inherit(draft, own_table=True)
            return
        table = self._tables.new(
            name,
            None,
            draft.metadata,
            place,
            decl.module.name,
            "class",
            decl.conditional,
            self.mapped_in(decl),
        )
        if draft.open:
            table.miss(self._why_open(decl), keys=False)
        table.owner = decl.name
        makes_own = self._evaluator.members.find(decl, "__table_cls__") is not None
        if makes_own:
            table.miss("a method __table_cls__ makes it, or none")
        else:
            table.ends = self._table_names.ends(decl)
        draft.table = table
        self._add_columns(draft, table, columns, collected)
        if args is not None:
            self._tables.add_table_args(table, args)
        self._inherit(draft, own_table=True)
        if (name is UNKNOWN or makes_own) and draft.inheritance == "joined":
            # What is computed may be None: then it shares the table of its parent.
            draft.inheritance = UNKNOWN

    def _add_columns(
        self, draft: ClassDraft, table: TableDraft, columns: dict[str, RawColumn], collected: Collected
    ) -> None:
        for name, column in columns.items():
            self._tables.add_column(table, name, column)
        for declared in collected.attributes.values():
            if declared.name not in columns and _may_be_column(declared.value):
                table.miss(f"attribute {declared.name} may be a column", declared.place, keys=False)

    def _inherit(self, draft: ClassDraft, *, own_table: bool) -> None:
        if draft.parent is None:
            return
        arguments = self._mapper_arguments(draft)
        concrete = arguments.get("concrete") if isinstance(arguments, Entries) else None
        if arguments is UNKNOWN:
            draft.inheritance = UNKNOWN if own_table else "single"
        elif concrete is not None and concrete != Constant(False):
            draft.inheritance = "concrete" if concrete == Constant(True) else UNKNOWN
        else:
            draft.inheritance = "joined" if own_table else "single"
        if own_table and draft.table is draft.parent.table:
            # Of two that are not tables it is not told whether they are one.
            draft.inheritance = "single" if isinstance(draft.table, TableDraft) else UNKNOWN
        if not own_table:
            draft.table = draft.parent.table
            draft.selected, draft.joined = draft.parent.selected, draft.parent.joined

    def _mapper_arguments(self, draft: ClassDraft) -> Value | None:
        imperative = self._imperative.get(draft.decl.id)
        if imperative is not None:
            concrete = imperative.made.arguments.keyword("concrete")
            if concrete is not None:
                return Entries(((Constant("concrete"), self._evaluator.value(concrete)),))
            return UNKNOWN if imperative.arguments_open else None
        found = self._evaluator.members.find(draft.decl, "__mapper_args__")
        if found is None:
            return None
        if draft.parent is not None and found[0].id in {d.decl.id for d in draft.parent.lineage}:
            return None
        return self._evaluator.members.class_attribute(draft.decl, "__mapper_args__")

    def table_of(self, value: Value) -> TableDraft | None:
        """The table that a value is: a ``Table`` call, or ``Class.__table__``."""
        if isinstance(value, Made):
            return self._tables.table(value)
        if isinstance(value, Member) and isinstance(value.owner, Member) and value.owner.name == "tables":
            return self._tables.keyed(self._bases.metadata(value.owner.owner), value.name)
        if not isinstance(value, Member) or value.name not in ("__table__", "local_table"):
            return None
        draft = self.draft(value.owner.decl) if isinstance(value.owner, ClassValue) else None
        return draft.table if draft is not None and isinstance(draft.table, TableDraft) else None

    def _joined_tables(self, value: Value) -> tuple[TableDraft, ...]:
        """The tables of a join, by the method of a table or by the function; none for what is no join of tables."""
        if not isinstance(value, Made) or last_name(value.callee) not in JOINS:
            return ()
        sides = [self._evaluator.value(thunk) for thunk in value.arguments.positional[:2]]
        if isinstance(value.callee, Member):
            sides = [value.callee.owner, *sides[:1]]
        found = [self._sides_tables(side) for side in sides]
        if len(found) != 2 or not all(found) or set(found[0]) & set(found[1]):
            return ()
        return (*found[0], *found[1])

    def _sides_tables(self, value: Value) -> tuple[TableDraft, ...]:
        """The tables that one side of a join consists of: a table, another join or a class."""
        if isinstance(value, ClassValue):
            draft = self.draft(value.decl)
            alone = draft is not None and draft.parent is None and isinstance(draft.table, TableDraft)
            value = Member(value, "__table__") if alone else value
        table = self.table_of(value)
        return self._joined_tables(value) if table is None else (table,)

    def _why_open(self, decl: ClassDecl) -> str:
        """Why a class may have columns that its text does not show."""
        unread = (
            entry.path
            for entry in self._evaluator.members.mro(decl)
            if isinstance(entry, External) and frameworks.added_columns(entry.path) is None
        )
        path = next(unread, None)
        if path is None:
            return "a base or a statement that cannot be followed may add columns"
        return f"its base {path} may add columns: the package is not installed where this runs"

    def _told_by_table(self, value: Value, name: str) -> Value | None:
        """What a table is called, ``None`` if the value is no table, or one of which that is not known."""
        table = self.table_of(value)
        found = None if table is None else table.called(name)
        return Constant(found) if isinstance(found, str) else None

    def made_table(self, table: TableDraft) -> Value | None:
        """The ``Table`` call that made a table."""
        for identity, draft in self._tables.by_made.items():
            if draft is table:
                return self._evaluator.made.get(identity)
        return None

    def _add_attributes(self, draft: ClassDraft, collected: Collected, columns: dict[str, RawColumn]) -> None:
        table = draft.table if isinstance(draft.table, TableDraft) else None
        renamed: set[ColumnRef] = set()
        for declared in collected.attributes.values():
            attribute = self._attribute(draft, declared, columns, table)
            if attribute is None:
                continue
            renamed.update(self._table_columns(declared.value, draft))
            if attribute.column is not None:
                renamed.add(attribute.column)
            self._add_attribute(draft, declared, attribute)
        self._add_properties(draft, table)
        for name, before in collected.later.items():
            inherited = None if draft.parent is None else draft.parent.attributes.get(name)
            overridden = inherited if before is None else self._attribute(draft, before, {}, table)
            # A plain ``name = None`` is nothing that SQLAlchemy would notice.
            if overridden is not None and (before is None or before.value != Constant(None)):
                draft.overridden[name] = overridden
        for name in collected.added:
            ref = ColumnRef(table.id, name) if table is not None else None
            draft.attributes.setdefault(
                name, Attribute(name, AttributeKind.COLUMN, draft.decl.id, draft.decl.place, ref)
            )
        if table is not None and (table.declared_by == "Table" or draft.inheritance is None):
            self._add_table_columns(draft, table, renamed)
        for joined in draft.joined:
            self._add_table_columns(draft, joined, renamed)

    def _add_attribute(self, draft: ClassDraft, declared: Declared, attribute: Attribute) -> None:
        """What is declared, in the place of what had its name before."""
        draft.attributes[declared.name] = attribute
        draft.synonyms.pop(declared.name, None)
        named = self._named_by_synonym(declared.value)
        if named is not None:
            draft.synonyms[declared.name] = named
        if attribute.kind is AttributeKind.RELATIONSHIP:
            draft.relationships.append(declared)

    def column_of(self, draft: ClassDraft, name: str) -> ColumnRef | None:
        """The column that an attribute of a class stands for, by way of synonyms as well."""
        for _ in range(len(draft.synonyms) + 1):
            attribute = draft.attributes.get(name)
            if attribute is None or attribute.column is not None or name not in draft.synonyms:
                return None if attribute is None else attribute.column
            name = draft.synonyms[name]
        return None

    def _named_by_synonym(self, value: Value | None) -> str | None:
        """The attribute that a synonym stands for, ``None`` where a value is none or that cannot be told."""
        if not isinstance(value, Made) or last_name(value.callee) != "synonym":
            return None
        if value.arguments.open or value.arguments.keyword("map_column") is not None:
            return None
        given = next(iter(value.arguments.positional), None) or value.arguments.keyword("name")
        name = self._evaluator.value(given)
        return name.value if isinstance(name, Constant) and isinstance(name.value, str) else None

    def _add_properties(self, draft: ClassDraft, table: TableDraft | None) -> None:
        """The properties that ``__mapper_args__`` gives the mapper directly."""
        arguments = self._mapper_arguments(draft)
        properties = arguments.get("properties") if isinstance(arguments, Entries) else None
        if isinstance(arguments, Entries) and arguments.get("column_prefix") is not None:
            # The attributes of columns have names of their own.
            draft.open = True
        if properties is None:
            return
        decl = draft.decl
        entries = properties.entries if isinstance(properties, Entries) else ((UNKNOWN, UNKNOWN),)
        for key, value in entries:
            if not isinstance(key, Constant) or not isinstance(key.value, str):
                draft.open = True
                continue
            place = decl.place
            if isinstance(value, Made):
                place = value.place
            declared = Declared(key.value, value, None, self._evaluator.class_scope(decl), place, decl)
            attribute = self._attribute(draft, declared, {}, table)
            if attribute is not None:
                self._add_attribute(draft, declared, attribute)

    def _add_table_columns(self, draft: ClassDraft, table: TableDraft, taken: set[ColumnRef]) -> None:
        """Columns of a table that no attribute names are mapped under their key."""
        for attribute, raw in table.columns:
            name, key = table.column_name(attribute, raw), table.column_key(attribute, raw)
            if name is None or key is None or (attribute is not None and table is draft.table):
                continue
            ref = ColumnRef(table.id, name)
            given = draft.attributes.get(key)
            # A relationship of that name is refused for it (SQR511), and is there.
            refused = given is not None and given.owner == draft.decl.id and given.kind in RELATIONSHIPS
            if ref in taken or refused:
                continue
            draft.attributes[key] = Attribute(key, AttributeKind.COLUMN, draft.decl.id, raw.place, ref)
            if raw.identity is not None:
                draft.identities[raw.identity.identity] = ref
        draft.open = draft.open or table.hidden_columns

    def _attribute(
        self, draft: ClassDraft, declared: Declared, columns: dict[str, RawColumn], table: TableDraft | None
    ) -> Attribute | None:
        owner, name, value = draft.decl.id, declared.name, declared.value
        raw = columns.get(name)
        if raw is not None:
            column_name = table.column_name(name, raw) if table is not None else None
            ref = ColumnRef(table.id, column_name) if table is not None and column_name else None
            if raw.identity is not None and ref is not None:
                draft.identities[raw.identity.identity] = ref
            return Attribute(name, AttributeKind.COLUMN, owner, declared.place, ref)
        named = self._table_columns(value, draft)
        if isinstance(value, Made):
            called = last_name(value.callee)
            if is_relationship(value):
                if declared.direct and declared.declared_in is not draft.decl and draft.style != "sqlmodel":
                    # SQLAlchemy refuses a relationship that stands on a mixin as it is.
                    return Attribute(name, AttributeKind.UNKNOWN, owner, declared.place)
                return Attribute(name, AttributeKind.RELATIONSHIP, owner, declared.place)
            if called in _PROPERTY_CALLS or (called in COLUMN_WRAPPERS and not named):
                return Attribute(name, AttributeKind.PROPERTY, owner, declared.place)
            if called in COLUMN_CALLS:
                return Attribute(name, AttributeKind.COLUMN, owner, declared.place)
        if named:
            return Attribute(name, AttributeKind.COLUMN, owner, declared.place, named[0])
        if value is None or (value == Constant(None) and self._keeps(draft, name)):
            return None
        kind = AttributeKind.UNKNOWN if _may_be_column(value) else AttributeKind.PLAIN
        return Attribute(name, kind, owner, declared.place)

    def _keeps(self, draft: ClassDraft, name: str) -> bool:
        """Whether what the parent maps under a name is mapped although the class says ``name = None``."""
        inherited = None if draft.parent is None else draft.parent.attributes.get(name)
        return inherited is not None and inherited.kind in _KEPT and draft.inheritance != "concrete"

    def _table_columns(self, value: Value | None, draft: ClassDraft) -> tuple[ColumnRef, ...]:
        """The columns of what the class is mapped to that an attribute names, one or several that are equal."""
        values: Iterable[Value] = ()
        if isinstance(value, Member):
            values = (value,)
        elif isinstance(value, Items):
            values = value.items
        elif isinstance(value, Made) and last_name(value.callee) in COLUMN_WRAPPERS:
            values = map(self._evaluator.value, value.arguments.positional)
        found = [self._table_column(each, draft) for each in values]
        known = tuple(column for column in found if column is not None)
        return known if len(known) == len(found) else ()

    def _table_column(self, value: Value | None, draft: ClassDraft) -> ColumnRef | None:
        """The column of the class's own ``__table__`` that an attribute renames."""
        if not isinstance(value, Member) or not isinstance(value.owner, Member):
            return None
        if value.owner.name not in ("c", "columns"):
            return None
        table = self.table_of(value.owner.owner)
        if table is None or table not in (draft.table, *draft.joined):
            return None
        for attribute, raw in table.columns:
            if table.column_key(attribute, raw) == value.name:
                name = table.column_name(attribute, raw)
                return ColumnRef(table.id, name) if name else None
        return None

    def _fill_imperative(self, draft: ClassDraft, imperative: Imperative) -> None:
        decl = draft.decl
        table = self.table_of(imperative.table)
        if table is not None:
            draft.table = table
        else:
            draft.table = UNKNOWN
            draft.selected = _is_selectable(imperative.table)
            draft.joined = self._joined_tables(imperative.table)
        if draft.parent is not None and imperative.table in (UNKNOWN, Constant(None)):
            self._inherit(draft, own_table=False)
        else:
            self._inherit(draft, own_table=True)
        if table is not None and draft.registry == LEGACY_REGISTRY and isinstance(table.metadata, MetaData):
            draft.metadata = table.metadata
        scope = self._evaluator.class_scope(decl)
        for name, bounds in scope.names.bound.items():
            if isinstance(bounds[-1].stmt, Function) and not name.startswith("__"):
                place = Place(decl.module.path, bounds[-1].stmt.line, bounds[-1].stmt.col)
                draft.attributes[name] = Attribute(name, AttributeKind.PLAIN, decl.id, place)
        taken: set[ColumnRef] = set()
        prefixed = imperative.made.arguments.keyword("column_prefix") is not None
        draft.open = draft.open or imperative.properties is None or imperative.arguments_open or prefixed
        draft.given = tuple(self._given(draft, imperative))
        for declared in draft.given:
            attribute = self._attribute(draft, declared, {}, table)
            if attribute is None:
                continue
            taken.update(self._table_columns(declared.value, draft))
            self._add_attribute(draft, declared, attribute)
        later, perhaps_more = self._collector.outside(decl)
        draft.open = draft.open or perhaps_more
        for declared in later:
            attribute = self._attribute(draft, declared, {}, table)
            if attribute is not None:
                self._add_attribute(draft, declared, attribute)
        for each in draft.joined if table is None else (table,):
            self._add_table_columns(draft, each, taken)

    def _given(self, draft: ClassDraft, imperative: Imperative) -> Iterator[Declared]:
        """The properties that the call which maps a class gives the mapper."""
        made = imperative.made
        place = made.place
        thunk = made.arguments.keyword("properties")
        for key, value in imperative.properties.entries if imperative.properties is not None else ():
            if not isinstance(key, Constant) or not isinstance(key.value, str):
                draft.open = True
                continue
            at = place
            if isinstance(value, Made):
                at = value.place
            yield Declared(key.value, value, None, thunk.scope if thunk else made.scope, at, draft.decl)


def _is_selectable(value: Value) -> bool:
    """Whether something is made of tables and is none itself."""
    return isinstance(value, Made) and last_name(value.callee) in JOINS | SUBQUERIES


def is_relationship(value: Made) -> bool:
    """Whether a call makes a relationship."""
    return isinstance(value.callee, External) and last_name(value.callee) in RELATIONSHIP_CALLS


def _may_be_column(value: Value | None) -> bool:
    """Whether an attribute's value may turn out to be a column or a relationship."""
    if value is UNKNOWN:
        return True
    if not isinstance(value, Made):
        return False
    callee = value.callee
    if isinstance(callee, Member):
        if _is_of_own_object(callee):
            return True
        # As in ``cls.__table__.c.get("name", Column(...))``, which makes what a sibling has not made yet.
        return (
            callee.name == "get"
            and isinstance(callee.owner, Member)
            and callee.owner.name in ("c", "columns")
        )
    if isinstance(callee, External):
        package = callee.path.split(".", 1)[0]
        if package in _OTHER_PACKAGES or callee.name in _PLAIN_CALLS or package == "sqlalchemy":
            return False
        return callee.name not in RELATIONSHIP_CALLS | COLUMN_CALLS | _PROPERTY_CALLS
    return False


def _is_of_own_object(value: Value) -> bool:
    """Whether it is found on an object of a class of the project, and could not be followed."""
    while isinstance(value, Member):
        value = value.owner
    return isinstance(value, Made) and isinstance(value.callee, ClassValue)
