"""Attributes that name other attributes by text: association proxies, synonyms, composites and the like.

SQLAlchemy looks these names up when the attribute is used (a proxy, a synonym), or when the mappers
are configured (a composite). What a proxy or a synonym leads to may be any attribute that the object
has by then, and a subclass may have what its parent lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, Literal, TypeAlias

from flake8_sqla_rel.mapper.attributes import RELATIONSHIP_CALLS, Declared
from flake8_sqla_rel.mapper.classes import ClassReader, is_relationship
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.missing_members import NEVER_MISSING, MissingMembers
from flake8_sqla_rel.mapper.model import (
    RELATIONSHIPS,
    UNKNOWN,
    Attribute,
    AttributeKind,
    ClassId,
    MappedClass,
    NamedFault,
    NamedFaultKind,
    Place,
    Relationship,
)
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    ClassValue,
    Constant,
    Entries,
    External,
    FunctionValue,
    Items,
    Made,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import Function

_Call: TypeAlias = Literal[
    "association_proxy", "synonym", "composite", "column_property", "deferred", "keyed dict"
]

_CALLS: Final[Mapping[str, _Call]] = {
    "association_proxy": "association_proxy",
    "AssociationProxy": "association_proxy",
    "synonym": "synonym",
    "composite": "composite",
    "column_property": "column_property",
    "deferred": "deferred",
    **dict.fromkeys(sorted(RELATIONSHIP_CALLS), "keyed dict"),
}
_MAPPED: Final = (*RELATIONSHIPS, AttributeKind.COLUMN, AttributeKind.PROPERTY)
#: What makes a plain attribute of a function, or of a call, that no mapper knows.
_PLAIN_DECORATORS: Final = frozenset(
    "property cached_property setter deleter getter hybrid_property hybrid_method expression comparator inplace"
    " staticmethod classmethod".split()
)
_KEYED_DICTS: Final = frozenset({"attribute_keyed_dict", "attribute_mapped_collection"})
_ORDERING_LIST: Final = "ordering_list"
_PLAIN_CALLS: Final = frozenset({"association_proxy", "hybrid_property", "property"})
#: Names that a class body may bind without saying anything to an extension.
_OWN_NAMES: Final = frozenset(
    "__tablename__ __table__ __table_args__ __mapper_args__ __abstract__ __allow_unmapped__ __bind_key__"
    " __doc__ __slots__ __hash__ __module__ __annotations__ __sa_dataclass_metadata_key__ __table_cls__"
    " __unmapped__ __name__ __qualname__ __match_args__ __str__ __repr__".split()
)
_LOOKS_UP: Final = ("__getattr__", "__getattribute__")
#: Methods that SQLAlchemy calls before and after the mappers are configured.
_HOOKS: Final = frozenset({"__declare_first__", "__declare_last__"})


class NamedAttributes:
    """Finds the faults, once every class is read and every relationship configured."""

    def __init__(
        self,
        evaluator: Evaluator,
        classes: ClassReader,
        missing: MissingMembers,
        mapped: Mapping[ClassId, MappedClass],
        relationships: Sequence[Relationship],
    ) -> None:
        self._evaluator = evaluator
        self._classes = classes
        self._missing = missing
        self._mapped = mapped
        self._relationships = relationships

    def found(self) -> tuple[NamedFault, ...]:
        """The faults in the order of their classes.

        What a mixin names is there for all the classes that inherit it, or for none of them: otherwise
        nobody may mean to use it where it is not.
        """
        faults: dict[Place, list[NamedFault | None]] = {}
        for draft in self._classes.drafts.values():
            if draft.style == "sqlmodel":
                continue
            collected = draft.collected
            for declared in draft.given if collected is None else collected.attributes.values():
                call = declared.value
                if not isinstance(call, Made) or not isinstance(call.callee, External):
                    continue
                used_by = _CALLS.get(call.callee.name)
                if used_by is None or call.callee.path.split(".", 1)[0] != "sqlalchemy":
                    continue
                self._evaluator.begin()
                fault = self._fault(draft, declared, call, used_by)
                place = call.place
                faults.setdefault(place, []).append(fault)
        return tuple(
            fault
            for same in faults.values()
            if None not in same or any(each is not None and each.used_by == "composite" for each in same)
            for fault in same
            if fault is not None
        )

    def _fault(self, draft: ClassDraft, declared: Declared, call: Made, used_by: _Call) -> NamedFault | None:
        base = NamedFault(
            "missing",
            used_by,
            draft.decl.id,
            declared.name,
            declared.declared_in.id,
            declared.place,
            "",
            draft.decl.id,
        )
        if used_by == "composite":
            return next(self._of_composite(base, draft, call), None)
        if used_by in ("column_property", "deferred"):
            return self._of_column(base, draft, call)
        if used_by == "keyed dict":
            return self._of_collection(base, draft, call)
        given = call.arguments.positional
        keywords = ("target_collection", "attr") if used_by == "association_proxy" else ("name",)
        thunks = [
            given[index] if index < len(given) else call.arguments.keyword(keyword)
            for index, keyword in enumerate(keywords)
        ]
        if used_by == "synonym":
            return self._of_synonym(base, draft, call, thunks[0])
        return self._of_proxy(base, draft, thunks[0], thunks[1])

    # Proxies

    def _of_proxy(
        self, base: NamedFault, draft: ClassDraft, first: Thunk | None, second: Thunk | None
    ) -> NamedFault | None:
        name = self._text(first)
        if name is None or first is None:
            return None
        attribute = self._mapped[draft.decl.id].attributes.get(name)
        if attribute is None or attribute.kind not in RELATIONSHIPS:
            kind = self._no_relationship(draft, name, attribute)
            return None if kind is None else _at(base, kind, first, name, draft)
        value = self._text(second)
        leads_to = self._target(attribute)
        if value is None or second is None or leads_to is None:
            return None
        # Where the proxy stands is its creator, which may give the object what the proxy reads.
        if not self._lacks_altogether(leads_to, value, draft.decl.module):
            return None
        return replace(_at(base, "value", second, value, leads_to), through=name)

    def _target(self, attribute: Attribute | None) -> ClassDraft | None:
        """The class that a relationship leads to."""
        if attribute is None or attribute.relationship is None:
            return None
        target = self._relationships[attribute.relationship].target
        known = target.state == "found" and target.cls is not None
        return self._classes.drafts.get(target.cls or "") if known else None

    # Collections

    def _of_collection(self, base: NamedFault, draft: ClassDraft, call: Made) -> NamedFault | None:
        """The attribute of its items that a relationship, or its ``backref()``, has for their key or number."""
        leads_to = self._target(self._mapped[draft.decl.id].attributes.get(base.key))
        if leads_to is None:
            return None
        back = self._evaluator.value(call.arguments.keyword("backref"))
        if isinstance(back, Made) and last_name(back.callee) == "backref":
            name = self._text(next(iter(back.arguments.positional), None))
            found = self._of_key(replace(base, through=name or ""), draft, back, leads_to)
            if found is not None:
                return found
        return self._of_key(base, leads_to, call, draft)

    def _of_key(
        self, base: NamedFault, items: ClassDraft, call: Made, owner: ClassDraft
    ) -> NamedFault | None:
        made = self._evaluator.value(call.arguments.keyword("collection_class"))
        if not isinstance(made, Made) or not isinstance(made.callee, External):
            return None
        if made.callee.path.split(".", 1)[0] != "sqlalchemy":
            return None
        if made.callee.name == _ORDERING_LIST:
            base = replace(base, used_by="ordering list")
        elif made.callee.name not in _KEYED_DICTS:
            return None
        named = made.arguments.keyword("attr_name") or made.arguments.keyword("attr")
        thunk = next(iter(made.arguments.positional), None) or named
        name = self._text(thunk)
        if name is None or thunk is None or not self._lacks_altogether(items, name, owner.decl.module):
            return None
        return _at(base, "value", thunk, name, items)

    def _no_relationship(
        self, draft: ClassDraft, name: str, attribute: Attribute | None
    ) -> NamedFaultKind | None:
        """Why no relationship has that name, ``None`` where one may have it."""
        below = self._below(draft)
        if attribute is None:
            lacking = all(self._lacks(each, name) for each in (draft, *below))
            return "missing" if lacking else None
        if any(self._mapped[each.decl.id].attributes.get(name) != attribute for each in below):
            return None
        if attribute.kind in _MAPPED:
            # An annotation alone may have been meant for a relationship: that is said where it stands.
            return None if self._is_annotation(attribute) else "not a relationship"
        return "unmapped" if self._is_plain(draft, attribute) else None

    # Synonyms

    def _of_synonym(
        self, base: NamedFault, draft: ClassDraft, call: Made, named: Thunk | None
    ) -> NamedFault | None:
        name = self._text(named)
        if name is None or named is None or call.arguments.open:
            return None
        mapping = call.arguments.keyword("map_column")
        value = Constant(False) if mapping is None else self._evaluator.value(mapping)
        if value == Constant(True):
            kind = self._unmappable(draft, base.key, name)
            return None if kind is None else _at(base, kind, named, name, draft)
        if value not in (Constant(False), Constant(None)):
            return None
        if name == base.key:
            return _at(base, "itself", named, name, draft)
        if self._lacks_altogether(draft, name, call.scope.module):
            return _at(base, "missing", named, name, draft)
        return None

    def _unmappable(self, draft: ClassDraft, key: str, name: str) -> NamedFaultKind | None:
        """Why ``map_column=True`` is refused, ``None`` where it may not be."""
        table = draft.table
        if not isinstance(table, TableDraft) or not table.complete or not self._missing.is_whole(draft):
            return None
        columns = {
            table.column_key(attribute, column): table.column_name(attribute, column)
            for attribute, column in table.columns
        }
        if None in columns or draft.inheritance is not None:
            return None
        if key not in columns:
            return "column"
        attribute = draft.attributes.get(name)
        ref = None if attribute is None else attribute.column
        return "mapped column" if ref is not None and ref == (table.id, columns[key]) else None

    # Composites

    def _of_composite(self, base: NamedFault, draft: ClassDraft, call: Made) -> Iterator[NamedFault]:
        for thunk in call.arguments.positional:
            name = self._text(thunk)
            if name is None:
                what = _no_column(self._evaluator.value(thunk))
                if what is not None:
                    yield _at(base, "object", thunk, what, draft)
                continue
            attribute = self._mapped[draft.decl.id].attributes.get(name)
            if attribute is None and self._lacks(draft, name):
                yield _at(base, "missing", thunk, name, draft)
            elif attribute is not None and self._is_plain(draft, attribute):
                yield _at(base, "unmapped", thunk, name, draft)

    # Columns

    def _of_column(self, base: NamedFault, draft: ClassDraft, call: Made) -> NamedFault | None:
        """A name in the place of the column, which is a text like any other to the database."""
        thunk = next(iter(call.arguments.positional), None)
        name = self._text(thunk)
        if name is None or thunk is None:
            return None
        attributes = self._mapped[draft.decl.id].attributes.values()
        names = {each.column.name for each in attributes if each.column is not None}
        names.update(each.name for each in attributes if each.kind is AttributeKind.COLUMN)
        return _at(base, "constant", thunk, name, draft) if name in names else None

    # What classes have

    def _text(self, thunk: Thunk | None) -> str | None:
        text = self._constant(thunk)
        # A dotted one is somebody else's, a private one is mangled by Python where it is bound.
        plain = text is not None and text.isidentifier() and not text.startswith("__")
        return text if plain else None

    @cached_property
    def _subclasses(self) -> Mapping[ClassId, Sequence[ClassDraft]]:
        found: dict[ClassId, list[ClassDraft]] = {}
        for draft in self._classes.drafts.values():
            for above in draft.lineage[1:]:
                found.setdefault(above.decl.id, []).append(draft)
        return found

    def _below(self, draft: ClassDraft) -> Sequence[ClassDraft]:
        return self._subclasses.get(draft.decl.id, ())

    def _lacks(self, draft: ClassDraft, name: str) -> bool:
        """Whether a class certainly has no attribute of that name, mapped or not."""
        decl = draft.decl
        if name in self._mapped[decl.id].attributes or name in draft.attributes or name in NEVER_MISSING:
            return False
        members = self._evaluator.members
        if members.find(decl, name) is not None or not self._missing.is_whole(draft):
            return False
        if self._is_extended(draft) or self._may_be_made(name) or self._is_set_by_hook(draft, name):
            return False
        return all(each.name != name for each in self._evaluator.attribute_sets)

    def _is_set_by_hook(self, draft: ClassDraft, name: str) -> bool:
        """Whether a method that SQLAlchemy calls once all classes are there may give the class the attribute."""
        entries = self._evaluator.members.mro(draft.decl)
        return any(
            not _HOOKS.isdisjoint(self._evaluator.class_scope(entry.decl).names.bound)
            and self._evaluator.program.may_set(entry.decl.module, name)
            for entry in entries
            if isinstance(entry, ClassValue)
        )

    def _lacks_altogether(self, draft: ClassDraft, name: str, home: ModuleRef) -> bool:
        """Whether no object of a class has an attribute of that name, whoever gives it."""
        family = (draft, *self._below(draft))
        if not all(self._lacks(each, name) for each in family):
            return False
        members = self._evaluator.members
        entries = [entry for each in family for entry in members.mro(each.decl)]
        decls = [entry.decl for entry in entries if isinstance(entry, ClassValue)]
        if any(members.find(each.decl, special) is not None for each in family for special in _LOOKS_UP):
            return False
        if any(name in self._evaluator.class_scope(decl).names.bound for decl in decls):
            # A field that is annotated, as those of dataclasses are.
            return False
        modules = dict.fromkeys((home, *(decl.module for decl in decls)))
        return not any(self._evaluator.program.may_set(module, name) for module in modules)

    def _is_extended(self, draft: ClassDraft) -> bool:
        """Whether a class tells something to an extension, which may map more when it is made."""
        for entry in self._evaluator.members.mro(draft.decl):
            if not isinstance(entry, ClassValue):
                continue
            for name, bounds in self._evaluator.class_scope(entry.decl).names.bound.items():
                if not name.startswith("__") or not name.endswith("__") or name in _OWN_NAMES:
                    continue
                if not isinstance(bounds[-1].stmt, Function):
                    return True
        return False

    def _may_be_made(self, name: str) -> bool:
        """Whether a backref or ``add_property()`` may make an attribute of that name on any class."""
        return None in self._made_later or name in self._made_later

    @cached_property
    def _made_later(self) -> frozenset[str | None]:
        """The names that are given to classes which cannot be told, ``None`` for one that cannot be told."""
        found: set[str | None] = set()
        program = self._evaluator.program
        if any(relationship.backref is UNKNOWN for relationship in self._relationships) or any(
            program.mentions(module, "add_property") for module in program.models() if not module.installed
        ):
            found.add(None)
        for made in list(self._evaluator.made.values()):
            given = (
                made.arguments.keyword("backref") if last_name(made.callee) in RELATIONSHIP_CALLS else None
            )
            if given is not None:
                value = self._evaluator.value(given)
                if isinstance(value, Made):
                    first = next(iter(value.arguments.positional), None) or value.arguments.keyword("name")
                    found.add(self._constant(first))
                elif value != Constant(None):
                    found.add(self._constant(given))
        return frozenset(found)

    def _constant(self, thunk: Thunk | None) -> str | None:
        value = None if thunk is None else self._evaluator.value(thunk)
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else None

    def _declared(self, attribute: Attribute) -> Declared | None:
        owner = self._classes.drafts.get(attribute.owner)
        collected = None if owner is None else owner.collected
        return None if collected is None else collected.attributes.get(attribute.name)

    def _is_annotation(self, attribute: Attribute) -> bool:
        declared = self._declared(attribute)
        return declared is not None and declared.value is None

    def _is_plain(self, draft: ClassDraft, attribute: Attribute) -> bool:
        """Whether an attribute is certainly one that the mapper does not know."""
        if attribute.kind is not AttributeKind.PLAIN or not self._missing.is_whole(draft):
            return False
        declared = self._declared(attribute)
        value = None if declared is None else declared.value
        if isinstance(value, FunctionValue) and isinstance(value.facts, Function):
            decorators = self._evaluator.members.decorators(value.facts, value.scope)
            return decorators <= _PLAIN_DECORATORS
        return isinstance(value, Made) and last_name(value.callee) in _PLAIN_CALLS


def _at(base: NamedFault, kind: NamedFaultKind, thunk: Thunk, name: str, draft: ClassDraft) -> NamedFault:
    """The fault that an argument of the call is."""
    place = Place(thunk.scope.module.path, thunk.expr.line, thunk.expr.col)
    return replace(base, kind=kind, place=place, name=name, cls=draft.decl.id)


def _no_column(value: Value) -> str | None:
    """What an argument of a composite is that is certainly no column, ``None`` when it may be one."""
    if isinstance(value, Items):
        return f"a {value.kind}"
    if isinstance(value, Entries):
        return "a dict"
    if isinstance(value, Made) and is_relationship(value):
        return "a relationship"
    return None
