"""Attributes of mapped classes and columns of tables that are asked for and are not there.

``Post.titel`` in the body of another class, or ``posts.c.titel`` below it, is looked up when the
module is imported: Python raises ``AttributeError``. What a ``lambda`` of a relationship says is looked
up when the mappers are configured, and what a ``declared_attr`` asks of its ``cls`` when a class is made
that has it. (Strings are :mod:`~flake8_sqla_rel.mapper.expression_faults`'.)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper import frameworks, namespace
from flake8_sqla_rel.mapper.attributes import RELATIONSHIP_CALLS
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.criteria import ExpressionReader
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, MappedClass, MissingMember, Place
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.scopes import FunctionScope, ModuleScope, Names, Scope, statements
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, Constant, External, Made, Member, Value
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Block,
    BoolOp,
    Call,
    Class,
    Comprehension,
    Const,
    Do,
    Expr,
    Function,
    IfExp,
    Import,
    Keyword,
    Lambda,
    Name,
    Opaque,
    Return,
    Stmt,
    Subscript,
)

_RELATIONSHIPS: Final = RELATIONSHIP_CALLS | {"backref"}
_LATE: Final = frozenset({"primaryjoin", "secondaryjoin", "foreign_keys", "remote_side", "order_by"})
#: What a declarative base, its metaclass and mixins that are shown here give a class.
NEVER_MISSING: Final = frameworks.ATTRIBUTES_OF_MIXINS | frozenset(
    "metadata registry query query_class mro awaitable_attrs".split()
)
# What is SQR002's.
_OTHERS: Final = frozenset({"back_populates"})
# Bases that bring no attribute but these.
_BASES: Final = frozenset("DeclarativeBase DeclarativeBaseNoMeta MappedAsDataclass AsyncAttrs".split())
_BARE: Final = frozenset(
    {"builtins.object", "typing.Generic", "abc.ABC", "typing.Protocol", "typing_extensions.Protocol"}
)
_BASE_CALLS: Final = frozenset({"declarative_base", "generate_base"})
_DECORATORS: Final = frozenset("mapped mapped_as_dataclass dataclass total_ordering".split())
_MAPPING_CALLS: Final = frozenset({"map_imperatively", "mapper"})
#: Where nothing is looked up in: by far the most of what an expression is made of.
_LEAVES: Final = frozenset({Name, Const, Opaque, str, int, bool, float, type(None)})


class MissingMembers:
    """Finds them in all modules with models, once every class and table is read."""

    def __init__(
        self,
        evaluator: Evaluator,
        classes: ClassReader,
        expressions: ExpressionReader,
        mapped: Mapping[str, MappedClass],
    ) -> None:
        self._evaluator = evaluator
        self._classes = classes
        self._expressions = expressions
        self._mapped = mapped
        self._names = frozenset(draft.decl.name for draft in classes.drafts.values())
        self._whole: dict[str, bool] = {}

    def found(self) -> tuple[MissingMember, ...]:
        """Each once, in the order of the modules; then those of functions, in the order of the classes."""
        modules = [each for each in self._evaluator.program.models() if not each.installed]
        in_modules = (found for module in modules for found in self._in_module(module))
        in_functions = (
            found for draft in self._classes.drafts.values() for found in self._in_functions(draft)
        )
        return tuple(dict.fromkeys((*in_modules, *in_functions)))

    def _in_functions(self, draft: ClassDraft) -> Iterator[MissingMember]:
        """What each ``declared_attr`` asks of the class, which it gets for its first argument."""
        for declared in () if draft.collected is None else draft.collected.attributes.values():
            if declared.direct or declared.declared_in.module.installed:
                continue
            bound = self._evaluator.class_scope(declared.declared_in).names.bound.get(declared.name, ())
            facts = bound[-1].stmt if bound else None
            if not isinstance(facts, Function) or not facts.body or len(facts.params) != 1:
                continue
            self._evaluator.begin()
            within: dict[str, Value] = dict.fromkeys(Names(facts.body).bound, UNKNOWN)
            within.setdefault(facts.params[0].name, ClassValue(draft.decl))
            key = f"{declared.declared_in.id}~{facts.line}:{draft.decl.id}"
            scope = FunctionScope(key, self._evaluator.class_scope(declared.declared_in), within)
            mixin = "" if declared.declared_in.id == draft.decl.id else declared.declared_in.name
            for stmt in itertools.takewhile(_runs_through, facts.body):
                for found in self._in_statement(stmt, scope, f"{draft.decl.name}.{declared.name}"):
                    yield replace(found, mixin=mixin) if found.cls == draft.decl.id else found

    def _in_module(self, module: ModuleRef) -> Iterator[MissingMember]:
        facts = self._evaluator.program.facts(module)
        scope = self._evaluator.module_scope(module)
        for stmt in _certain(() if facts is None else facts.body):
            self._evaluator.begin()
            if isinstance(stmt, Function):
                yield from self._in_mapping_function(stmt, scope)
            elif isinstance(stmt, Class):
                decl = self._evaluator.class_of(stmt, scope, False)
                yield from self._in_body(decl)
            else:
                yield from self._in_statement(stmt, scope, "")

    def _in_mapping_function(self, facts: Function, scope: Scope) -> Iterator[MissingMember]:
        """What a function that maps classes by calls, ``start_mappers()`` say, asks for on its way through."""
        body = tuple(itertools.takewhile(_runs_through, facts.body or ()))
        called = {_called(stmt.value) for stmt in body if isinstance(stmt, Assign | Do)}
        if not called & _MAPPING_CALLS or "reflect" in called:
            # What is reflected adds columns to tables that are written out as well.
            return
        names = [*Names(body).bound, *(param.name for param in facts.params)]
        inner = FunctionScope(f"{scope.key}~{facts.line}", scope, dict.fromkeys(names, UNKNOWN))
        for stmt in body:
            yield from self._in_statement(stmt, inner, "")

    def _in_body(self, decl: ClassDecl) -> Iterator[MissingMember]:
        if not self._classes.is_read(decl) or self._classes.reasons.get(decl.id) == "plain":
            return
        scope = self._evaluator.class_scope(decl)
        for stmt in _certain(decl.facts.body):
            yield from self._in_statement(stmt, scope, decl.name)

    def _in_statement(self, stmt: Stmt, scope: Scope, cls: str) -> Iterator[MissingMember]:
        if isinstance(stmt, Do | Return) and stmt.value is not None:
            yield from self._in(stmt.value, scope, "", cls)
        elif isinstance(stmt, Assign) and stmt.value is not None:
            target = stmt.target
            if isinstance(scope, FunctionScope):
                subject = cls
            elif isinstance(target, Name):
                subject = f"{cls}.{target.id}" if cls else target.id
            elif isinstance(target, Attr) and isinstance(target.value, Name):
                subject = f"{target.value.id}.{target.attr}"
            else:
                subject = cls
            yield from self._in(stmt.value, scope, "", subject)

    def _in(self, expr: object, scope: Scope, used_by: str, subject: str) -> Iterator[MissingMember]:
        """What is missing in an expression, of all that is looked up as soon as it is evaluated."""
        if isinstance(expr, Attr | Subscript):
            missing = self._missing(expr, scope, used_by, subject)
            if missing is not None:
                yield missing
                return
        if isinstance(expr, Call):
            yield from self._in_call(expr, scope, used_by, subject)
        elif isinstance(expr, BoolOp):
            yield from self._in(expr.values[0], scope, used_by, subject)
        elif isinstance(expr, IfExp):
            yield from self._in(expr.test, scope, used_by, subject)
        elif isinstance(expr, tuple) and not isinstance(expr, Lambda | Comprehension):
            for part in expr:
                if part.__class__ not in _LEAVES:
                    yield from self._in(part, scope, used_by, subject)

    def _in_call(self, call: Call, scope: Scope, used_by: str, subject: str) -> Iterator[MissingMember]:
        if call.func.__class__ is not Name:
            yield from self._in(call.func, scope, used_by, subject)
        args = [arg for arg in call.args if arg.__class__ not in _LEAVES]
        keywords = [k for k in call.keywords if k.value.__class__ not in _LEAVES and k.arg not in _OTHERS]
        if not args and not keywords:
            return
        name = self._called(call.func, scope)
        # ``P.id.desc()`` inside of an Index() is still the index's.
        used_by = name if isinstance(call.func, Name) or name[:1].isupper() or not used_by else used_by
        for arg in args:
            yield from self._in(arg, scope, used_by, subject)
        for keyword in keywords:
            if name in _RELATIONSHIPS and keyword.arg in _LATE and _is_late(keyword):
                assert isinstance(keyword.value, Lambda)
                late = keyword.value
                inner = FunctionScope(f"{scope.key}~{late.line}:{late.col}", scope, {})
                yield from self._in(late.body, inner, used_by, subject)
            else:
                yield from self._in(keyword.value, scope, used_by, subject)

    def _called(self, func: Expr, scope: Scope) -> str:
        """The last name of what is called, before it was imported by another."""
        if not isinstance(func, Name):
            return func.attr if isinstance(func, Attr) else ""
        value = self._evaluator.eval(func, scope)
        return value.name if isinstance(value, External) else func.id

    # What is missing

    def _missing(
        self, expr: Attr | Subscript, scope: Scope, used_by: str, subject: str
    ) -> MissingMember | None:
        place = Place(scope.module.path, expr.line, expr.col)
        holder = expr.value
        if isinstance(holder, Attr) and holder.attr in ("c", "columns"):
            name = self._key(expr, scope)
            table = self._expressions.table(self._evaluator.eval(holder, scope)) if name else None
            if table is None or not _lacks(table, name):
                return None
            return MissingMember(place, name, used_by, subject, None, table.id)
        if not isinstance(expr, Attr) or not isinstance(holder, Name | Attr):
            return None
        name = holder.id if isinstance(holder, Name) else holder.attr
        if name not in self._names and not isinstance(scope, FunctionScope):
            return None
        value = self._evaluator.eval(holder, scope)
        draft = self._classes.draft(value.decl) if isinstance(value, ClassValue) else None
        if draft is None or not self._lacks_attribute(draft, expr.attr):
            return None
        return MissingMember(place, expr.attr, used_by, subject, draft.decl.id, None)

    def _key(self, expr: Attr | Subscript, scope: Scope) -> str:
        if isinstance(expr, Attr):
            return expr.attr
        value = self._evaluator.eval(expr.item, scope)
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else ""

    def _lacks_attribute(self, draft: ClassDraft, name: str) -> bool:
        if name.startswith("_") or name in NEVER_MISSING or name in self._mapped[draft.decl.id].attributes:
            return False
        if name in draft.attributes or self._evaluator.members.find(draft.decl, name) is not None:
            return False
        if any(each.name == name for each in self._evaluator.attribute_sets):
            return False
        # Whether a call has mapped the class by then is another question.
        if draft.style == "imperative" or not self.is_whole(draft):
            return False
        # A base that a call makes, and what a listener is given, are no classes of the text.
        return not self._evaluator.program.may_set_on_class(name)

    def is_whole(self, draft: ClassDraft) -> bool:
        """Whether the text shows every attribute that the class has, but for what configuring adds."""
        known = self._whole.get(draft.decl.id)
        if known is None:
            known = self._whole[draft.decl.id] = self._is_whole(draft)
        return known

    def _is_whole(self, draft: ClassDraft) -> bool:
        if draft.open or draft.style == "sqlmodel":
            return False
        if any(isinstance(above.table, TableDraft) and above.table.hidden_columns for above in draft.lineage):
            return False
        if any(not isinstance(above.table, TableDraft | None) for above in draft.lineage):
            return False
        return all(self._shows_all(entry) for entry in self._evaluator.members.mro(draft.decl))

    def _shows_all(self, entry: Value) -> bool:
        """Whether a class of an MRO brings nothing that is not in its text."""
        if isinstance(entry, ClassValue):
            return self._is_plain(entry.decl)
        if isinstance(entry, Made):
            callee = entry.callee
            name = callee.name if isinstance(callee, External | Member) else ""
            return (
                name in _BASE_CALLS and not entry.arguments.open and not entry.arguments.keyword("metaclass")
            )
        if isinstance(entry, Member):
            return (
                entry.name == "Model"
                and isinstance(entry.owner, Made)
                and self._evaluator.is_flask(entry.owner)
                and isinstance(entry.owner.callee, External)
                and not entry.owner.arguments.open
                and not entry.owner.arguments.keyword("model_class")
            )
        if not isinstance(entry, External):
            return False
        return (
            frameworks.shows_attributes(entry.path)
            or entry.path in _BARE
            or (entry.path.split(".", 1)[0] == "sqlalchemy" and entry.name in _BASES)
        )

    def _is_plain(self, decl: ClassDecl) -> bool:
        """Whether a class statement stands for itself: no metaclass, no decorator, nothing made by running."""
        names = self._evaluator.class_scope(decl).names
        if decl.conditional or decl.dynamic_bases is not None or not isinstance(decl.scope, ModuleScope):
            return False
        if names.written or names.stars or "__init_subclass__" in names.bound:
            return False
        if any(isinstance(stmt, Do | Block) for stmt, _ in statements(decl.facts.body)):
            # ``exec(...)``, loops and the like may bind anything.
            return False
        for keyword in decl.facts.keywords:
            value = self._evaluator.eval(keyword.value, decl.scope)
            if keyword.arg in (None, "metaclass") and getattr(value, "name", "") != "DeclarativeMeta":
                return False
        return all(self._is_known_decorator(each, decl.scope) for each in decl.facts.decorators)

    def _is_known_decorator(self, expr: Expr, scope: Scope) -> bool:
        value = self._evaluator.eval(expr, scope)
        callee = value.callee if isinstance(value, Made) else value
        return isinstance(callee, External | Member) and callee.name in _DECORATORS


def _certain(body: Iterable[Stmt]) -> Iterator[Stmt]:
    """The statements of a block that run whenever it does, but for what a ``try`` may catch."""
    return (stmt for stmt, branches in statements(tuple(body)) if not branches)


def _runs_through(stmt: Stmt) -> bool:
    """Whether what stands behind a statement runs as well, but for what it may raise."""
    return isinstance(stmt, Assign | Do | Import | Return)


def _called(value: Expr | None) -> str:
    return value.called if isinstance(value, Call) else ""


def _is_late(keyword: Keyword) -> bool:
    return isinstance(keyword.value, Lambda) and not keyword.value.params


def _lacks(table: TableDraft, name: str) -> bool:
    """Whether a table whose columns are all there has none of that key."""
    if not table.complete or name in namespace.COLLECTION or name.startswith("_"):
        return False
    return all(table.column_key(attribute, column) != name for attribute, column in table.columns)
