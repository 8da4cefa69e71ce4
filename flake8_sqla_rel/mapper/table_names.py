"""Which declarative classes get a table of their own, and what it is called."""

from __future__ import annotations

from typing import Final, Literal

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.attributes import RELATIONSHIP_CALLS
from flake8_sqla_rel.mapper.bases import Base, Bases
from flake8_sqla_rel.mapper.columns import COLUMN_CALLS, RawColumn
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.ends import NO_ENDS, ends
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.members import COMPUTED_BY_CLASS
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, Unknown
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    Constant,
    Entries,
    External,
    Items,
    Made,
    SomeOptions,
    Value,
    last_name,
)
from flake8_sqla_rel.source.derived import snake_case
from flake8_sqla_rel.source.facts import Assign, Function

#: What ``__table_args__`` may have that is no primary key.
_KEYLESS: Final = frozenset({"UniqueConstraint", "CheckConstraint", "ForeignKeyConstraint", "Index"})


class TableNames:
    """Reads what a class says, or has from its bases, of the table that it is to get."""

    def __init__(self, evaluator: Evaluator, bases: Bases) -> None:
        self._evaluator = evaluator
        self._bases = bases

    def is_given(self, decl: ClassDecl, base: Base) -> bool:
        """Whether anything gives the class a table."""
        if base.autonames is not None:
            return True
        evaluator = self._evaluator
        if base.certain and evaluator.members.given(decl, "__tablename__") is not None:
            return True
        if (
            evaluator.members.find(decl, "__tablename__") is None
            and evaluator.members.find(decl, "__table__") is None
        ):
            dynamic = decl.dynamic_body
            names = ("__table__", "__tablename__")
            return dynamic is not None and any(dynamic.get(name) is not None for name in names)
        if base.certain:
            return True
        named = evaluator.members.class_attribute(decl, "__tablename__")
        if evaluator.members.find(decl, "__table__") is None and named == Constant(None):
            return False
        # On a base that nobody knows, a table name alone may be anything's.
        return any(
            self._looks_mapped(entry.decl)
            for entry in evaluator.members.mro(decl)
            if isinstance(entry, ClassValue)
        )

    def _looks_mapped(self, decl: ClassDecl) -> bool:
        """Whether a class body gives a table, a column, a relationship or a ``declared_attr``."""
        evaluator = self._evaluator
        scope = evaluator.class_scope(decl)
        for name, bounds in scope.names.bound.items():
            stmt = bounds[-1].stmt
            if name == "__table__":
                return True
            if isinstance(stmt, Assign) and stmt.value is not None:
                value = evaluator.lookup.bound_value(bounds[-1], scope)
                if isinstance(value, Made) and last_name(value.callee) in COLUMN_CALLS | RELATIONSHIP_CALLS:
                    return True
            if isinstance(stmt, Function) and evaluator.members.decorators(stmt, scope) & COMPUTED_BY_CLASS:
                return True
        return False

    def may_be_given(self, decl: ClassDecl) -> bool:
        """Whether a class has a mixin from another package that may name its table."""
        return any(
            entry is UNKNOWN or (isinstance(entry, External) and frameworks.may_name_table(entry.path))
            for entry in self._evaluator.members.mro(decl)
        )

    def name(self, draft: ClassDraft, columns: dict[str, RawColumn]) -> str | None | Unknown:
        """The table name, ``None`` when the class has no table of its own."""
        decl = draft.decl
        base = self._bases.of_class(decl)
        if decl.dynamic_body is not None and (dynamic := decl.dynamic_body.get("__tablename__")) is not None:
            if dynamic == Constant(None):
                return None
            return (
                dynamic.value if isinstance(dynamic, Constant) and isinstance(dynamic.value, str) else UNKNOWN
            )
        has_key = any(column.primary_key is not False for column in columns.values())
        makes_tables = base is not None and base.autonames == "flask"
        remade = self._evaluator.members.is_remade(decl)
        if makes_tables and draft.parent is not None and not has_key:
            # Flask-SQLAlchemy gives no table to a subclass without a primary key, whatever it is called.
            return UNKNOWN if remade or self._may_bring_key(decl) else None
        if self._declares(draft, "__tablename__") and not (makes_tables and self._is_named_anew(draft)):
            value = self._evaluator.members.class_attribute(decl, "__tablename__")
            if isinstance(value, Constant):
                return value.value if isinstance(value.value, str) else None
            return UNKNOWN
        if remade:
            return UNKNOWN
        if base is None or base.autonames is None:
            named = self._named_by_package(decl)
            # What names the table of a parent, unseen, may name that of a subclass as well.
            above = draft.parent.table if draft.parent is not None else None
            unseen = draft.parent is None or (isinstance(above, TableDraft) and above.name is UNKNOWN)
            return UNKNOWN if named is None and draft.open and unseen else named
        if base.autonames == "sqlmodel":
            return decl.name.lower()
        if base.autonames == "neutron":
            return f"{decl.name.lower()}s"
        if base.autonames == "advanced" and draft.parent is not None:
            # Whether a subclass gets a table of its own depends on the release, and on all mapper arguments.
            return UNKNOWN
        return snake_case(decl.name)

    def _may_bring_key(self, decl: ClassDecl) -> bool:
        """Whether the ``__table_args__`` of a class may hold a primary key, or be those of a table that is there."""
        own = self._evaluator.members.own
        given = own(decl, "__table_args__")
        named = own(decl, "__tablename__")
        if given is None or named == Constant(None):
            return False
        if named is not None:
            return True
        if isinstance(given, Items):
            return not all(_is_keyless(item) for item in given.items)
        return not isinstance(given, Constant | Entries | SomeOptions)

    def _named_by_package(self, decl: ClassDecl) -> str | None:
        """The table name that a mixin from a well-known package gives, unless another may before it."""
        for entry in self._evaluator.members.mro(decl):
            if entry is UNKNOWN or (isinstance(entry, External) and frameworks.may_name_table(entry.path)):
                return frameworks.table_name(entry.path) if isinstance(entry, External) else None
        return None

    def _declares(self, draft: ClassDraft, name: str) -> bool:
        """Whether a special name counts for the class: its own, a mixin's, or a ``declared_attr``."""
        mapped = {d.decl.id for d in draft.lineage[1:]}
        if self._evaluator.members.given(draft.decl, name) is not None:
            return True
        for entry in self._evaluator.members.mro(draft.decl):
            says = self._says(entry.decl, name) if isinstance(entry, ClassValue) else None
            if isinstance(entry, ClassValue) and says and (entry.decl.id not in mapped or says == "computed"):
                return True
        return False

    def _says(self, decl: ClassDecl, name: str) -> Literal["value", "computed"] | None:
        """How the body of a class binds a special name, ``None`` if it does not; a ``declared_attr`` computes it."""
        scope = self._evaluator.class_scope(decl)
        bounds = scope.names.bound.get(name)
        if not bounds or bounds[-1].typing_only:
            return None
        stmt = bounds[-1].stmt
        if isinstance(stmt, Assign) and stmt.value is None:
            return None
        computed = isinstance(stmt, Function) and (
            self._evaluator.members.decorators(stmt, scope) & COMPUTED_BY_CLASS
        )
        return "computed" if computed else "value"

    def _is_named_anew(self, draft: ClassDraft) -> bool:
        """Whether Flask-SQLAlchemy gives the class a table name of its own, although its bases have one.

        It does where the first of them that has one is mapped, be it that it was named so as well
        (``should_set_tablename`` in ``flask_sqlalchemy/model.py``).
        """
        name = "__tablename__"
        if self._evaluator.members.given(draft.decl, name) is not None:
            return False
        above = {each.decl.id: each for each in draft.lineage[1:]}
        for entry in self._evaluator.members.mro(draft.decl):
            if not isinstance(entry, ClassValue):
                continue
            says, parent = self._says(entry.decl, name), above.get(entry.decl.id)
            if says:
                return says == "value" and parent is not None
            if parent is not None and not self._declares(parent, name):
                return True
        return False

    def arguments(self, draft: ClassDraft) -> Value | None:
        if not self._declares(draft, "__table_args__"):
            return None
        return self._evaluator.members.class_attribute(draft.decl, "__table_args__")

    def ends(self, decl: ClassDecl) -> tuple[str, str]:
        """What the name that the class body gives its table begins and ends with."""
        members = self._evaluator.members
        if decl.dynamic_body is not None or members.given(decl, "__tablename__") is not None:
            return NO_ENDS
        bound = self._evaluator.class_scope(decl).names.bound.get("__tablename__", ())
        if len(bound) != 1 or bound[0].branches or members.is_remade(decl):
            return NO_ENDS
        return ends(bound[0].stmt.value) if isinstance(bound[0].stmt, Assign) else NO_ENDS

    def place(self, decl: ClassDecl) -> Place:
        scope = self._evaluator.class_scope(decl)
        for binding in scope.names.bound.get("__tablename__", ()):
            return Place(decl.module.path, binding.stmt.line, binding.stmt.col)
        return decl.place


def _is_keyless(item: Value) -> bool:
    """Whether an item of ``__table_args__`` is known to be no primary key."""
    return isinstance(item, Entries | SomeOptions) or (
        isinstance(item, Made) and last_name(item.callee) in _KEYLESS
    )
