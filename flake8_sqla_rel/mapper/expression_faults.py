"""What is wrong with join expressions and lists of columns, where that is certain.

:mod:`~flake8_sqla_rel.mapper.criteria` reads what they say and gives up where it cannot be
told; this tells when SQLAlchemy gives up as well. Source: ``_class_resolver`` and
``_GetColumns`` in ``orm/clsregistry.py``, and ``coercions.expect`` for what comes out.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper import namespace
from flake8_sqla_rel.mapper.criteria import ExpressionReader, Untellable, dotted_paths
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import (
    RELATIONSHIPS,
    AttributeKind,
    ExpressionFault,
    ExpressionFaultKind,
)
from flake8_sqla_rel.mapper.registry import Registries
from flake8_sqla_rel.mapper.scopes import ClassScope, FunctionScope, Scope
from flake8_sqla_rel.mapper.secondary import is_dotted
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    NO_ARGUMENTS,
    Arguments,
    ClassValue,
    Constant,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    Raw,
    Thunk,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import (
    Attr,
    Binary,
    BoolOp,
    Call,
    Compare,
    Comprehension,
    Const,
    Expr,
    Function,
    IfExp,
    Lambda,
    Name,
    Opaque,
    Seq,
    Unary,
)
from flake8_sqla_rel.source.reader import parse_expression

_LISTS: Final = ("foreign_keys", "remote_side", "order_by")
_JOINS: Final = ("primaryjoin", "secondaryjoin")
_CONJUNCTIONS: Final = frozenset({"and_", "or_", "not_"})
_FIELDS: Final = frozenset({"sqlmodel.Field", "sqlmodel.main.Field", "dataclasses.field"})
_NOT_CALLED: Final = frozenset(
    "asc desc nulls_first nulls_last nullsfirst nullslast collate distinct is_ isnot".split()
)
_ORDERS: Final = frozenset("asc desc nulls_first nulls_last nullsfirst nullslast".split())
_BY_IDENTITY: Final = ("is", "is not", "in", "not in")
_OF_PYTHON: Final = frozenset({"property", "staticmethod", "classmethod", "cached_property"})
_MAX_PARTS: Final = 200


class FaultReader:
    """Collects the faults of the arguments of relationships as they are read, in :attr:`found`."""

    def __init__(self, evaluator: Evaluator, registries: Registries, expressions: ExpressionReader) -> None:
        self._evaluator = evaluator
        self._registries = registries
        self._expressions = expressions
        self.found: list[ExpressionFault] = []

    def read(self, owner: ClassDraft, key: str, given: Arguments, *, backref: bool) -> None:
        """Look at the arguments of a ``relationship()`` or ``backref()`` call.

        :param owner: the class whose registry the names are looked up in.
        :param key: the relationship, or the one that the backref belongs to.
        """
        for keyword in (*_JOINS, *_LISTS):
            self._look_at(keyword, owner, key, given, backref=backref)

    def read_secondary(self, owner: ClassDraft, key: str, given: Arguments) -> None:
        """Look at a ``secondary`` that SQLAlchemy evaluates, and that is no name of one table."""
        self._look_at("secondary", owner, key, given)

    def _look_at(
        self, keyword: str, owner: ClassDraft, key: str, given: Arguments, *, backref: bool = False
    ) -> None:
        thunk, place = given.keyword(keyword), given.place(keyword)
        if thunk is None or place is None:
            return
        blank = ExpressionFault("syntax", owner.decl.id, key, keyword, place, "", backref=backref)
        argument = _Argument(self._evaluator, self._registries, self._expressions, owner, blank)
        fault = argument.of_selectable(thunk) if keyword == "secondary" else argument.fault(thunk)
        if fault is not None:
            self.found.append(fault)


class _Argument:
    """One argument; ``blank`` is a fault of it without what is wrong."""

    def __init__(
        self,
        evaluator: Evaluator,
        registries: Registries,
        expressions: ExpressionReader,
        owner: ClassDraft,
        blank: ExpressionFault,
    ) -> None:
        self._evaluator = evaluator
        self._registries = registries
        self._expressions = expressions
        self._owner = owner
        self._blank = blank
        self._is_list = blank.keyword in _LISTS

    def fault(self, thunk: Thunk) -> ExpressionFault | None:
        """The first thing that is wrong, ``None`` when nothing is certain to be."""
        value = self._evaluator.value(thunk)
        if isinstance(value, Constant) and isinstance(value.value, str):
            return self._text(value.value, thunk)
        if isinstance(value, FunctionValue):
            if _wants_arguments(value.facts):
                return self._method(value)
            return self._in_place(self._called(value, thunk)) or self._operator_of(value)
        return self._in_place(value) or self._operator_of(value)

    def of_selectable(self, thunk: Thunk) -> ExpressionFault | None:
        """The first thing that is wrong with the text of a join of tables or classes."""
        value = self._evaluator.value(thunk)
        if not isinstance(value, Constant) or not isinstance(value.value, str) or is_dotted(value.value):
            return None
        if not _parses(value.value):
            return self._of_kind("syntax", value.value)
        expr = parse_expression(value.value, thunk.expr.line, thunk.expr.col)
        if expr is None or any(isinstance(part, Lambda | Comprehension | Opaque) for part in _parts(expr)):
            return None
        faults = (self._path(path) for path in dotted_paths(expr))
        return next((fault for fault in faults if fault is not None), None)

    def _of_kind(
        self,
        kind: ExpressionFaultKind,
        name: str,
        cls: ClassDraft | None = None,
        table: TableDraft | None = None,
    ) -> ExpressionFault:
        return replace(
            self._blank,
            kind=kind,
            name=name,
            cls=None if cls is None else cls.decl.id,
            table=None if table is None else table.id,
        )

    # Objects

    def _called(self, function: FunctionValue, thunk: Thunk) -> Value:
        line, col = thunk.expr.line, thunk.expr.col
        return self._evaluator.call_function(function, NO_ARGUMENTS, line, col, thunk.scope)

    def _in_place(self, value: Value) -> ExpressionFault | None:
        """What is no join, or no column; ``False`` is no order."""
        if isinstance(value, Constant) and self._is_no_order(value):
            return None
        return self._in_list(value) if self._is_list else self._bare(value)

    def _is_no_order(self, given: Constant | Const) -> bool:
        """Whether it is the ``False`` that ``order_by`` has for its default."""
        return given.value is False and self._blank.keyword == "order_by"

    def _bare(self, value: Value) -> ExpressionFault | None:
        """A number or a piece of SQL."""
        if isinstance(value, Constant) and isinstance(value.value, bool | int | float):
            return self._of_kind("value", repr(value.value))
        if isinstance(value, Made) and isinstance(value.callee, External) and _is_text(value.callee):
            return self._of_kind("text", value.callee.name)
        return None

    def _in_list(self, value: Value) -> ExpressionFault | None:
        """What is no column in a list of columns, or in place of one."""
        items = value.items if isinstance(value, Items) else (value,)
        copied = [self._copied(item) for item in items]
        if copied and None not in copied:
            return copied[0]
        for item in items:
            if isinstance(item, Constant) and isinstance(item.value, str):
                return self._of_kind("strings", item.value)
            if isinstance(item, External) and item.path.startswith("builtins."):
                return self._of_kind("builtin", item.name)
            if isinstance(item, Made) and isinstance(item.callee, External) and item.callee.path in _FIELDS:
                return self._of_kind("field", self._attribute_at(item))
            found = self._bare(item) or self._no_column(item) or self._method(item)
            if found is not None:
                return found
        return None

    def _method(self, value: Value) -> ExpressionFault | None:
        """A method of the class body, such as a ``declared_attr`` that is not marked as one."""
        facts = value.facts if isinstance(value, FunctionValue) else None
        if not isinstance(value, FunctionValue) or not isinstance(facts, Function) or facts.decorators:
            return None
        in_class = isinstance(value.scope, ClassScope)
        return self._of_kind("attribute", facts.name, self._owner) if in_class else None

    def _no_column(self, item: Value) -> ExpressionFault | None:
        """A mapped class, a table or a relationship, where a column is wanted."""
        if isinstance(item, ClassValue):
            draft = self._expressions.mapped(item)
            return None if draft is None else self._of_kind("class", draft.decl.name, draft)
        if isinstance(item, Member) and isinstance(item.owner, ClassValue) and item.name != "__table__":
            draft = self._expressions.mapped(item.owner)
            attribute = None if draft is None else draft.attributes.get(item.name)
            # Once it is configured, what it joins on can be sorted by.
            if attribute is None or attribute.kind not in RELATIONSHIPS or self._blank.keyword == "order_by":
                return None
            return self._of_kind("relationship", item.name, draft)
        if isinstance(item, Member) and item.name in ("c", "columns"):
            return None
        table = self._expressions.table(item)
        return None if table is None else self._of_kind("table", "", table=table)

    def _copied(self, item: Value) -> ExpressionFault | None:
        """The column of a mixin or abstract base; to sort by, its name alone will do."""
        if not isinstance(item, Member) or not isinstance(item.owner, ClassValue):
            return None
        decl = item.owner.decl
        copied = self._blank.keyword != "order_by" and self._expressions.is_copied(
            decl, item.name, self._owner
        )
        return self._of_kind("copied", f"{decl.name}.{item.name}") if copied else None

    def _attribute_at(self, made: Made) -> str:
        """The attribute in whose line something is made, ``""`` when that is none of the class."""
        at = (made.scope.module.path, made.call.line)
        attributes = self._owner.attributes.values()
        return next((each.name for each in attributes if (each.place.path, each.place.line) == at), "")

    def _operator_of(self, value: Value) -> ExpressionFault | None:
        if isinstance(value, Raw):
            return self._compared(value.expr, value.scope) or self._operator(value.expr, value.scope)
        if isinstance(value, Made) and last_name(value.callee) in _CONJUNCTIONS:
            return self._compared(value.call, value.scope) or self._operator(value.call, value.scope)
        if isinstance(value, FunctionValue) and isinstance(value.facts, Lambda) and not value.facts.params:
            facts = value.facts
            key = f"{value.scope.key}~{facts.line}:{facts.col}"
            scope = FunctionScope(key, value.scope, {})
            return self._compared(facts.body, scope) or self._operator(facts.body, scope)
        return None

    def _compared(self, expr: Expr, scope: Scope) -> ExpressionFault | None:
        """A builtin or a mapped class as one side of a join."""
        for comparison in () if self._is_list else _comparisons(expr):
            alone = comparison is expr
            for side in _sides(comparison):
                found = self._evaluator.eval(side, scope)
                if isinstance(found, External) and found.path.startswith("builtins."):
                    return self._of_kind("builtin" if alone else "condition", found.name)
                if isinstance(found, FunctionValue) and alone:
                    return self._method(found)
                draft = self._expressions.mapped(found) if isinstance(found, ClassValue) and alone else None
                if draft is not None:
                    return self._of_kind("class", draft.decl.name, draft)
        return None

    # Operators

    def _operator(self, expr: Expr, scope: Scope) -> ExpressionFault | None:
        """An operator that Python works out before SQLAlchemy sees the expression."""
        for count, part in enumerate(_parts(expr)):
            if count > _MAX_PARTS:
                return None
            word = _python_operator(part)
            if word and any(self._is_column(inner, scope) for inner in _parts(part)):
                return self._of_kind("operator", word)
        return None

    def _is_column(self, expr: Expr, scope: Scope) -> bool:
        if not isinstance(expr, Name | Attr):
            return False
        return self._expressions.column(self._evaluator.eval(expr, scope), self._owner) is not None

    # Strings

    def _text(self, text: str, thunk: Thunk) -> ExpressionFault | None:
        if not _parses(text):
            return self._of_kind("syntax", text)
        try:
            expr, scope = self._expressions.string(text, thunk, self._owner)
        except Untellable:
            return None
        plain = parse_expression(text, thunk.expr.line, thunk.expr.col) or expr
        if isinstance(plain, Lambda):
            return self._of_kind("lambda", text)
        if any(isinstance(part, Lambda | Comprehension | Opaque) for part in _parts(plain)):
            return None
        for path in dotted_paths(plain):
            found = self._path(path)
            if found is not None:
                return found
        if isinstance(plain, Const) and self._is_no_order(plain):
            return None
        if self._is_list:
            for item in plain.items if isinstance(plain, Seq) else (plain,):
                found = self._item(item)
                if found is not None:
                    return found
        else:
            found = self._whole(plain)
            if found is not None:
                return found
            for comparison in _comparisons(plain):
                for side in _sides(comparison):
                    if isinstance(side, Name) and self._is_builtin(side.id):
                        return self._of_kind("builtin" if comparison is plain else "condition", side.id)
        return self._operator(expr, scope)

    def _is_builtin(self, name: str) -> bool:
        """Whether a bare name in a string is Python's, and no class, table or module."""
        return name in namespace.BUILTINS - namespace.PACKAGE and self._registries.is_free(self._owner, name)

    def _item(self, item: Expr) -> ExpressionFault | None:
        """What is no column, in a list of columns written as a string."""
        if isinstance(item, Const) and isinstance(item.value, str):
            return self._of_kind("strings", item.value)
        found = self._whole(item)
        if found is not None:
            return found
        # As Django has it: order_by="-id".
        column = _ordered(item.operand if isinstance(item, Unary) else item)
        if isinstance(column, Name) and self._is_builtin(column.id):
            return self._of_kind("builtin", column.id)
        if isinstance(item, Attr) and item.attr in _NOT_CALLED and isinstance(item.value, Attr):
            owner = item.value.value
            classes = self._registries.named(self._owner, owner.id) if isinstance(owner, Name) else []
            if len(classes) == 1 and _is_mapped_column(classes[0], item.value.attr):
                return self._of_kind("method", item.attr, classes[0])
        return None

    def _whole(self, item: Expr) -> ExpressionFault | None:
        """A class or a table, where a column of it is wanted, a number or a piece of SQL."""
        if isinstance(item, Const) and isinstance(item.value, bool | int | float):
            return self._of_kind("value", repr(item.value))
        if isinstance(item, Call) and isinstance(item.func, Name) and item.func.id == "text":
            return self._of_kind("text", "text") if self._registries.is_free(self._owner, "text") else None
        if not isinstance(item, Name | Attr):
            return None
        for path in dotted_paths(item):
            name = ".".join(path)
            classes = self._registries.named(self._owner, name)
            table = None if classes else self._registries.table(self._owner, name)
            if len(classes) == 1:
                return self._of_kind("class", name, classes[0])
            if table is not None:
                return self._of_kind("table", "", table=table)
        return None

    def _path(self, path: list[str]) -> ExpressionFault | None:
        """What is wrong with a dotted name."""
        root = path[0]
        classes = self._registries.named(self._owner, root)
        if classes:
            return self._of_class(classes, root, path[1:])
        table = self._registries.table(self._owner, root)
        if table is not None:
            return self._table(table, path[1:])
        for count in range(len(path), 1, -1):
            classes = self._registries.named(self._owner, ".".join(path[:count]))
            if classes:
                return self._of_class(classes, ".".join(path[:count]), path[count:])
            table = self._registries.table(self._owner, ".".join(path[:count]))
            if table is not None:
                return self._table(table, path[count:])
        if root in namespace.MEANINGS:
            return None
        if self._registries.is_free(self._owner, root):
            return self._of_kind("name", root)
        stray = self._registries.stray_part(self._owner, path)
        return self._of_kind("name", ".".join(path[: stray + 1])) if stray else None

    def _of_class(self, classes: list[ClassDraft], name: str, rest: list[str]) -> ExpressionFault | None:
        """What is wrong with a name that fits these classes, or with what is asked of the only one."""
        if len(classes) == 1:
            return self._attribute(classes[0], rest)
        if any(draft.decl.conditional for draft in classes):
            return None
        return replace(self._of_kind("ambiguous", name), candidates=tuple(draft.decl.id for draft in classes))

    def _attribute(self, draft: ClassDraft, rest: list[str]) -> ExpressionFault | None:
        if not rest:
            return None
        name = rest[0]
        attribute = draft.attributes.get(name)
        if attribute is not None:
            if attribute.kind in RELATIONSHIPS:
                return self._of_kind("relationship", name, draft)
            is_method = attribute.kind is AttributeKind.PLAIN and self._is_method(draft, name)
            return self._of_kind("attribute", name, draft) if is_method else None
        special = name == "cls" or (name.startswith("__") and name != "__table__")
        if special or not _is_known(draft):
            return None
        lineage = self._evaluator.members.mro(draft.decl)
        names = frozenset(each.decl.name for each in lineage if isinstance(each, ClassValue))
        if self._evaluator.program.may_set_unseen(names, name, columns=True):
            return None
        return self._of_kind("attribute", name, draft)

    def _is_method(self, draft: ClassDraft, name: str) -> bool:
        """Whether a class body defines a method or property of that name, not a hybrid."""
        bindings = self._evaluator.class_scope(draft.decl).names.bound.get(name, ())
        return bool(bindings) and all(
            isinstance(bound.stmt, Function)
            and all(isinstance(each, Name) and each.id in _OF_PYTHON for each in bound.stmt.decorators)
            for bound in bindings
        )

    def _table(self, table: TableDraft, rest: list[str]) -> ExpressionFault | None:
        if not rest:
            return None
        keys = {table.column_key(attribute, column) for attribute, column in table.columns}
        if rest[0] not in ("c", "columns"):
            known = rest[0] in namespace.TABLE or rest[0].startswith("_")
            return None if known else self._of_kind("table", rest[0], table=table)
        if len(rest) < 2 or rest[1] in keys or rest[1] in namespace.COLLECTION or not table.complete:
            return None
        return self._of_kind("column", rest[1], table=table)


def _comparisons(expr: Expr) -> Iterator[Compare]:
    """The comparisons that a criterion consists of: itself, or those in its ``and_()`` and the like."""
    if isinstance(expr, Compare):
        yield expr
    elif isinstance(expr, Call) and expr.called in _CONJUNCTIONS:
        for part in expr.args:
            yield from _comparisons(part)


def _is_text(callee: External) -> bool:
    """Whether a callee is ``text()`` of SQLAlchemy, whose result is no column."""
    return callee.name == "text" and callee.path.split(".", 1)[0] == "sqlalchemy"


def _wants_arguments(facts: Function | Lambda) -> bool:
    """Whether a function cannot be called as SQLAlchemy calls one, with nothing."""
    return isinstance(facts, Function) and any(
        not param.kind and param.default is None for param in facts.params
    )


def _sides(expr: Expr) -> tuple[Expr, ...]:
    """The two sides of a plain comparison, none of anything else."""
    return (expr.left, expr.comparators[0]) if isinstance(expr, Compare) and len(expr.ops) == 1 else ()


def _ordered(item: Expr) -> Expr:
    """What an item orders by: ``id`` of ``desc(id)`` and of ``id.desc()``."""
    while isinstance(item, Call):
        if isinstance(item.func, Attr) and item.func.attr in _ORDERS:
            item = item.func.value
        elif isinstance(item.func, Name) and item.func.id in _ORDERS and item.args:
            item = item.args[0]
        else:
            break
    return item


def _parses(text: str) -> bool:
    """Whether ``eval`` takes the text: it drops blanks and tabs in front."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text.lstrip(" \t"), mode="eval")
    except (SyntaxError, ValueError):
        return False
    except (RecursionError, MemoryError):
        return True
    return True


def _is_known(draft: ClassDraft) -> bool:
    """Whether every attribute of a class can be seen."""
    tables = [mapped.table for mapped in draft.lineage]
    return not draft.open and all(
        table is None or (isinstance(table, TableDraft) and not table.hidden_columns) for table in tables
    )


def _is_mapped_column(draft: ClassDraft, name: str) -> bool:
    attribute = draft.attributes.get(name)
    return attribute is not None and attribute.kind is AttributeKind.COLUMN


def _python_operator(expr: Expr) -> str:
    """The operator of an expression that SQL expressions cannot overload, ``""`` for others."""
    if isinstance(expr, BoolOp):
        return expr.op
    if isinstance(expr, Unary) and expr.op == "not":
        return expr.op
    if isinstance(expr, Compare):
        if len(expr.ops) > 1:
            return " ".join(expr.ops)
        return expr.ops[0] if expr.ops[0] in _BY_IDENTITY else ""
    return ""


def _parts(expr: Expr) -> Iterator[Expr]:
    """An expression and those it is made of, outermost first; not what a function holds."""
    yield expr
    inner: tuple[Expr, ...] = ()
    if isinstance(expr, BoolOp):
        inner = expr.values
    elif isinstance(expr, Unary):
        inner = (expr.operand,)
    elif isinstance(expr, Compare):
        inner = (expr.left, *expr.comparators)
    elif isinstance(expr, Binary):
        inner = (expr.left, expr.right)
    elif isinstance(expr, Call):
        inner = (expr.func, *expr.args, *(keyword.value for keyword in expr.keywords))
    elif isinstance(expr, Seq):
        inner = expr.items
    elif isinstance(expr, IfExp):
        inner = (expr.body, expr.orelse)
    elif isinstance(expr, Attr):
        inner = (expr.value,)
    for part in inner:
        yield from _parts(part)
