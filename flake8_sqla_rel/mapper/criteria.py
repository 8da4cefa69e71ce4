"""Join expressions: ``primaryjoin``, ``foreign_keys`` … in all their forms.

A form is a string that SQLAlchemy evaluates, a lambda, an expression in the class body, or a
name bound to one of these. What comes out is a
:class:`~flake8_sqla_rel.mapper.declared.Criterion` or a tuple of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.classes import ClassReader
from flake8_sqla_rel.mapper.columns import COLUMN_CALLS
from flake8_sqla_rel.mapper.declared import ColumnTerm, Comparison, Criterion, Side
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Unknown
from flake8_sqla_rel.mapper.registry import SQLALCHEMY_NAMES, Registries
from flake8_sqla_rel.mapper.scopes import FunctionScope, Scope
from flake8_sqla_rel.mapper.selectables import JOINS
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import (
    NO_ARGUMENTS,
    ClassDecl,
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
    Joined,
    Lambda,
    Mapping,
    Name,
    Opaque,
    Seq,
    Slice,
    Starred,
    Subscript,
    Unary,
)
from flake8_sqla_rel.source.reader import parse_expression

_CONJUNCTIONS: Final = frozenset({"and_", "or_", "not_"})
_COMPARING: Final = frozenset(
    "in_ not_in notin_ is_ is_not isnot like ilike not_like notlike not_ilike notilike startswith "
    "endswith contains between match regexp_match is_distinct_from isnot_distinct_from "
    "is_not_distinct_from any_ all_".split()
)
_NOT_COLUMNS: Final = JOINS | {"select", "exists", "aliased", "alias"}
_MAX_PARTS: Final = 200


class Untellable(Exception):
    """The expression holds something that cannot be told."""


class ExpressionReader:
    """Reads join expressions with everything that knows names and columns."""

    def __init__(self, evaluator: Evaluator, classes: ClassReader, registries: Registries) -> None:
        self._evaluator = evaluator
        self._classes = classes
        self._registries = registries
        self._by_identity: dict[tuple[str, int, int], ColumnRef] = {}
        for draft in classes.drafts.values():
            for identity, ref in draft.identities.items():
                self._by_identity.setdefault(identity, ref)

    # Columns

    def column(self, value: Value, owner: ClassDraft | None = None) -> ColumnRef | None:
        """The column that a value is, ``None`` when it is none that is known."""
        if isinstance(value, Made):
            if isinstance(value.callee, External) and value.callee.name in COLUMN_CALLS | {"Field"}:
                for mapped in owner.lineage if owner is not None else ():
                    if value.identity in mapped.identities:
                        return mapped.identities[value.identity]
                return self._by_identity.get(value.identity)
            return None
        if not isinstance(value, Member):
            return None
        if isinstance(value.owner, ClassValue):
            draft = self._classes.draft(value.owner.decl)
            return self._classes.column_of(draft, value.name) if draft is not None else None
        table = self.table(value.owner)
        if table is None:
            return None
        for attribute_name, raw in table.columns:
            if table.column_key(attribute_name, raw) == value.name:
                name = table.column_name(attribute_name, raw)
                return ColumnRef(table.id, name) if name is not None else None
        return None

    def is_copied(self, decl: ClassDecl, name: str, owner: ClassDraft) -> bool:
        """Whether the attribute is the column of a class that is not mapped, of which those below it have copies."""
        members = self._evaluator.members
        found = None if self._classes.may_be_mapped(decl) else members.find(decl, name)
        value = None if found is None else members.own(found[0], name)
        # What a class body itself gives a name is mapped as it is, and so is what a Table is made of.
        return (
            isinstance(value, Made)
            and isinstance(value.callee, External)
            and value.callee.name in COLUMN_CALLS
            and members.own(owner.decl, name) is None
            and any(ClassValue(decl) in members.mro(draft.decl) for draft in self._classes.drafts.values())
        )

    def table(self, value: Value) -> TableDraft | None:
        """The table of a ``Table``, ``Class.__table__``, or of the ``.c`` of one."""
        if isinstance(value, Member) and value.name in ("c", "columns"):
            return self._classes.table_of(value.owner)
        return self._classes.table_of(value)

    def mapped(self, value: ClassValue) -> ClassDraft | None:
        """The draft of a class, ``None`` when it is not mapped."""
        return self._classes.draft(value.decl)

    def columns(self, thunk: Thunk | None, owner: ClassDraft) -> tuple[ColumnRef, ...] | None | Unknown:
        """The columns that ``foreign_keys`` or ``remote_side`` lists; ``None`` when not given."""
        if thunk is None or self._evaluator.value(thunk) == Constant(None):
            return None
        try:
            return tuple(dict.fromkeys(self._listed(thunk, owner)))
        except Untellable:
            return UNKNOWN

    def _listed(self, thunk: Thunk, owner: ClassDraft) -> Iterator[ColumnRef]:
        for item, scope in self._unfold(self._evaluator.value(thunk), thunk, owner):
            refs = [term.ref for term in self._terms(item, scope, owner)]
            if not refs:
                # A dataclass field, say: it names no column, which is not to list none.
                raise Untellable
            yield from refs

    def _unfold(self, value: Value, thunk: Thunk, owner: ClassDraft) -> Iterator[tuple[Expr | Value, Scope]]:
        """The single items of a list of columns in any form."""
        if isinstance(value, Constant) and isinstance(value.value, str):
            expr, scope = self._string(value.value, thunk, owner)
            if isinstance(expr, Seq):
                for part in expr.items:
                    yield part, scope
            else:
                yield expr, scope
        elif isinstance(value, Items):
            if any(isinstance(item, Constant) for item in value.items):
                raise Untellable
            for item in value.items:
                yield item, thunk.scope
        elif isinstance(value, FunctionValue):
            result = self._evaluator.call_function(
                value, NO_ARGUMENTS, thunk.expr.line, thunk.expr.col, thunk.scope
            )
            if isinstance(result, Constant):
                raise Untellable
            yield from self._unfold(result, thunk, owner)
        else:
            yield value, thunk.scope

    def is_join(self, value: Value, thunk: Thunk, owner: ClassDraft) -> bool:
        """Whether a value, or what text is evaluated to, is a join of tables."""
        if isinstance(value, Made):
            return self._makes_join(value)
        if not isinstance(value, Constant) or not isinstance(value.value, str):
            return False
        try:
            expr, _ = self._string(value.value, thunk, owner)
        except Untellable:
            return False
        return isinstance(expr, Call) and expr.called in JOINS

    def _makes_join(self, made: Made) -> bool:
        """Whether a call is SQLAlchemy's ``join()``, or the method of a table or another join."""
        callee = made.callee
        if last_name(callee) not in JOINS:
            return False
        if isinstance(callee, External):
            return callee.path.split(".", 1)[0] == "sqlalchemy"
        if not isinstance(callee, Member):
            return False
        owner = callee.owner
        return self.table(owner) is not None or (isinstance(owner, Made) and self._makes_join(owner))

    # Criteria

    def criterion(self, thunk: Thunk | None, owner: ClassDraft) -> Criterion | None | Unknown:
        """A join; ``None`` when not given."""
        if thunk is None:
            return None
        value = self._evaluator.value(thunk)
        if value == Constant(None):
            return None
        if value is UNKNOWN and isinstance(thunk.expr, Joined):
            # What a column is compared with does not matter.
            parts = [self._evaluator.eval(part, thunk.scope) for part in thunk.expr.parts]
            value = folding.joined_around_quotes(parts)
        try:
            found = _Criterion()
            self._value(value, thunk, owner, found)
            return Criterion(tuple(found.comparisons), tuple(found.loose))
        except Untellable:
            return UNKNOWN

    def _value(self, value: Value, thunk: Thunk, owner: ClassDraft, into: _Criterion) -> None:
        if isinstance(value, Constant) and isinstance(value.value, str):
            expr, scope = self._string(value.value, thunk, owner)
            self._walk(expr, scope, owner, into)
        elif isinstance(value, FunctionValue):
            facts = value.facts
            if isinstance(facts, Lambda) and not facts.params:
                key = f"{value.scope.key}~{facts.line}:{facts.col}"
                self._walk(facts.body, FunctionScope(key, value.scope, {}), owner, into)
            elif isinstance(facts, Function) and not facts.params:
                result = self._evaluator.call_function(
                    value, NO_ARGUMENTS, facts.line, facts.col, thunk.scope
                )
                self._value(result, thunk, owner, into)
            else:
                raise Untellable
        elif isinstance(value, Raw):
            self._walk(value.expr, value.scope, owner, into)
        elif isinstance(value, Made):
            self._walk(value.call, value.scope, owner, into)
        else:
            raise Untellable

    def _walk(self, expr: Expr, scope: Scope, owner: ClassDraft, into: _Criterion) -> None:
        into.parts += 1
        if into.parts > _MAX_PARTS:
            raise Untellable
        if isinstance(expr, Compare):
            if len(expr.ops) != 1 or expr.ops[0] in ("is", "is not", "in", "not in"):
                raise Untellable
            if any(_is_function_as_comparison(side) for side in (expr.left, *expr.comparators)):
                self._walk(expr.left, scope, owner, into)
                self._walk(expr.comparators[0], scope, owner, into)
                return
            left = self._side(expr.left, scope, owner)
            into.comparisons.append(
                Comparison(expr.ops[0], left, self._side(expr.comparators[0], scope, owner))
            )
        elif isinstance(expr, Binary) and expr.op in "&|":
            self._walk_all((expr.left, expr.right), scope, owner, into, either=expr.op == "|")
        elif isinstance(expr, Unary) and expr.op == "~":
            self._walk(expr.operand, scope, owner, into)
        elif isinstance(expr, Call):
            self._call(expr, scope, owner, into)
        elif isinstance(expr, BoolOp):
            self._walk(self._python_operator(expr, scope, owner), scope, owner, into)
        elif isinstance(expr, Name | Attr):
            value = self._named(expr, scope)
            if isinstance(value, Raw | FunctionValue) or (
                isinstance(value, Made) and self.column(value, owner) is None
            ):
                self._value(value, Thunk(expr, scope), owner, into)
            else:
                into.loose.extend(self._terms(expr, scope, owner))
        elif not isinstance(expr, Const):
            raise Untellable

    def _walk_all(
        self, parts: Iterable[Expr], scope: Scope, owner: ClassDraft, into: _Criterion, *, either: bool
    ) -> None:
        """Walk what is put together; ``either`` says that one of the parts is enough."""
        start = len(into.comparisons)
        for part in parts:
            self._walk(part, scope, owner, into)
        if either:
            into.comparisons[start:] = [each._replace(alternative=True) for each in into.comparisons[start:]]

    def _named(self, expr: Expr, scope: Scope) -> Value:
        """The value of a name or attribute; a mapped attribute is one whatever it is assigned."""
        if isinstance(expr, Attr):
            holder = self._evaluator.eval(expr.value, scope)
            draft = self._classes.draft(holder.decl) if isinstance(holder, ClassValue) else None
            if draft is not None and self._classes.column_of(draft, expr.attr) is not None:
                return Member(holder, expr.attr)
        return self._evaluator.eval(expr, scope)

    def _python_operator(self, expr: BoolOp, scope: Scope, owner: ClassDraft) -> Expr:
        """What Python makes of ``and`` and ``or`` between criteria.

        The truth of ``a == b`` is whether the two columns are one, so of two different ones
        ``and`` leaves the first criterion and ``or`` the last. That of others raises.
        """
        for part in expr.values[:-1]:
            plain = isinstance(part, Compare) and part.ops == ("==",)
            sides = self._sides(part, scope, owner) if plain and isinstance(part, Compare) else None
            if sides is None or not sides[0].plain or not sides[1].plain:
                raise Untellable
            if sides[0].columns[0].ref == sides[1].columns[0].ref:
                raise Untellable
            if expr.op == "and":
                return part
        return expr.values[-1]

    def _sides(self, expr: Compare, scope: Scope, owner: ClassDraft) -> tuple[Side, Side]:
        return self._side(expr.left, scope, owner), self._side(expr.comparators[0], scope, owner)

    def _call(self, expr: Call, scope: Scope, owner: ClassDraft, into: _Criterion) -> None:
        callee = self._evaluator.eval(expr.func, scope)
        name = getattr(callee, "name", "")
        if isinstance(callee, External) and name in _CONJUNCTIONS:
            if any(isinstance(arg, Starred) for arg in expr.args):
                raise Untellable
            self._walk_all(expr.args, scope, owner, into, either=name == "or_" and len(expr.args) > 1)
        elif isinstance(callee, FunctionValue):
            result = self._evaluator.eval(expr, scope)
            self._value(result, Thunk(expr, scope), owner, into)
        elif (
            isinstance(expr.func, Attr) and expr.func.attr in _COMPARING and not isinstance(callee, External)
        ):
            left = self._side(expr.func.value, scope, owner)
            terms: list[ColumnTerm] = []
            for arg in expr.args:
                terms.extend(self._terms(arg, scope, owner))
            into.comparisons.append(Comparison(expr.func.attr, left, Side(tuple(terms), len(terms) == 1)))
        elif (operands := _operands(expr)) is not None:
            name, one, other = operands
            into.comparisons.append(
                Comparison(name, self._side(one, scope, owner), self._side(other, scope, owner))
            )
        else:
            into.loose.extend(self._terms(expr, scope, owner))

    def _side(self, expr: Expr, scope: Scope, owner: ClassDraft) -> Side:
        terms = tuple(self._terms(expr, scope, owner))
        return Side(terms, len(terms) == 1 and self._is_plain(expr, scope, owner))

    def _is_plain(self, expr: Expr, scope: Scope, owner: ClassDraft) -> bool:
        """Whether an expression is a column, possibly marked, and nothing around it."""
        if isinstance(expr, Call):
            if self._gotten(expr, scope) is not None:
                return True
            name = getattr(self._evaluator.eval(expr.func, scope), "name", "")
            return (
                name in ("foreign", "remote")
                and len(expr.args) == 1
                and self._is_plain(expr.args[0], scope, owner)
            )
        return isinstance(expr, Name | Attr | Subscript)

    def _terms(self, expr: Expr | Value, scope: Scope, owner: ClassDraft) -> Iterator[ColumnTerm]:
        """The columns in an expression, with the marks around them."""
        if not isinstance(expr, _EXPRESSIONS):
            yield from self._value_terms(expr, owner)
        elif isinstance(expr, Const):
            return
        elif isinstance(expr, Name | Attr | Subscript):
            value = self._named(expr, scope)
            if isinstance(value, Raw) and value.expr == expr:
                # Nothing more is known of a subscript than that it is one.
                raise Untellable
            yield from self._value_terms(value, owner)
        elif isinstance(expr, Call):
            gotten = self._gotten(expr, scope)
            if gotten is not None:
                yield from self._terms(gotten, scope, owner)
            else:
                yield from self._call_terms(expr, scope, owner)
        elif isinstance(expr, Binary):
            yield from self._terms(expr.left, scope, owner)
            yield from self._terms(expr.right, scope, owner)
        elif isinstance(expr, Unary):
            yield from self._terms(expr.operand, scope, owner)
        elif isinstance(expr, Seq):
            for item in expr.items:
                yield from self._terms(item, scope, owner)
        else:
            raise Untellable

    def _gotten(self, expr: Call, scope: Scope) -> Attr | None:
        """What ``getattr(owner, name)`` stands for, ``None`` for another call and for an unknown name."""
        if expr.called != "getattr" or len(expr.args) != 2 or expr.keywords:
            return None
        name = self._evaluator.eval(expr.args[1], scope)
        if not isinstance(name, Constant) or not isinstance(name.value, str):
            return None
        return Attr(expr.line, expr.col, expr.args[0], name.value)

    def _call_terms(self, expr: Call, scope: Scope, owner: ClassDraft) -> Iterator[ColumnTerm]:
        callee = self._evaluator.eval(expr.func, scope)
        name = getattr(callee, "name", "")
        if name in ("foreign", "remote") and len(expr.args) == 1:
            for term in self._terms(expr.args[0], scope, owner):
                yield term._replace(foreign=True) if name == "foreign" else term._replace(remote=True)
            return
        if name in _NOT_COLUMNS or isinstance(callee, FunctionValue) or callee is UNKNOWN:
            raise Untellable
        if isinstance(expr.func, Attr) and not isinstance(callee, External):
            yield from self._terms(expr.func.value, scope, owner)
        for arg in expr.args:
            value = self._evaluator.eval(arg, scope) if isinstance(arg, Name | Attr) else None
            if isinstance(value, External):
                # A type, as in cast(column, Integer).
                continue
            yield from self._terms(arg, scope, owner)

    def _value_terms(self, value: Value, owner: ClassDraft) -> Iterator[ColumnTerm]:
        if isinstance(value, Constant):
            return
        if isinstance(value, Items):
            for item in value.items:
                yield from self._value_terms(item, owner)
            return
        ref = self.column(value, owner)
        if ref is not None:
            yield ColumnTerm(ref)
        elif isinstance(value, Member) and self._is_enum_member(value):
            return
        elif isinstance(value, Made) and getattr(value.callee, "name", "") in ("foreign", "remote"):
            mark = getattr(value.callee, "name", "")
            for thunk in value.arguments:
                for term in self._value_terms(self._evaluator.value(thunk), owner):
                    yield term._replace(foreign=True) if mark == "foreign" else term._replace(remote=True)
        elif isinstance(value, Raw):
            yield from self._terms(value.expr, value.scope, owner)
        elif isinstance(value, Made) and _is_of_others(value.callee):
            # A variable holds what such a call gives where it stands.
            yield from self._call_terms(value.call, value.scope, owner)
        else:
            raise Untellable

    def _is_enum_member(self, value: Member) -> bool:
        return isinstance(value.owner, ClassValue) and self._evaluator.members.is_enum(value.owner.decl)

    # Strings

    def string(self, text: str, thunk: Thunk, owner: ClassDraft) -> tuple[Expr, Scope]:
        """The expression that a string holds, and the names that it sees.

        Raises :class:`Untellable` when it does not parse.
        """
        return self._string(text, thunk, owner)

    def _string(self, text: str, thunk: Thunk, owner: ClassDraft) -> tuple[Expr, Scope]:
        line, col = thunk.expr.line, thunk.expr.col
        expr = parse_expression(text, line, col)
        if expr is None:
            raise Untellable
        names: dict[str, Value] = {}
        for path in dotted_paths(expr):
            value = names.setdefault(path[0], self.name(path[0], owner))
            dotted, found = self._dotted(path, owner) if value is UNKNOWN else ("", None)
            if found is not None:
                # ``package.module.Class`` becomes one name, so that it can be bound.
                names[dotted.replace(".", "_")] = found
                text = text.replace(dotted, dotted.replace(".", "_"))
        key = f"{thunk.scope.key}'{line}:{col}'{owner.decl.id}"
        scope = FunctionScope(key, self._evaluator.module_scope(owner.decl.module), names)
        return parse_expression(text, line, col) or expr, scope

    def _dotted(self, path: list[str], owner: ClassDraft) -> tuple[str, Value | None]:
        """The longest part of a dotted path that names a class or a table, and which."""
        for count in range(len(path), 1, -1):
            dotted = ".".join(path[:count])
            found: Value | None = self._registries.class_value(owner, dotted)
            if found is None and (table := self._registries.table(owner, dotted)) is not None:
                found = self._table_value(table)
            if found is not None:
                return dotted, found
        return "", None

    def name(self, name: str, owner: ClassDraft) -> Value:
        """What a bare name in a string means to the registry of a class."""
        found = self._registries.class_value(owner, name)
        if found is not None:
            return found
        table = self._registries.table(owner, name)
        if table is not None:
            made = self._table_value(table)
            if made is not None:
                return made
        if name in SQLALCHEMY_NAMES or name in ("foreign", "remote"):
            return External(f"sqlalchemy.{name}")
        return UNKNOWN

    def _table_value(self, table: TableDraft) -> Value | None:
        for draft in self._classes.drafts.values():
            if draft.table is table:
                return Member(ClassValue(draft.decl), "__table__")
        return self._classes.made_table(table)


class _Criterion:
    """A criterion while it is being read."""

    def __init__(self) -> None:
        self.comparisons: list[Comparison] = []
        self.loose: list[ColumnTerm] = []
        self.parts = 0


_EXPRESSIONS: Final = (
    Name,
    Attr,
    Const,
    Starred,
    Call,
    Seq,
    Mapping,
    Subscript,
    Slice,
    Binary,
    Unary,
    BoolOp,
    Compare,
    Lambda,
    Joined,
    IfExp,
    Comprehension,
    Opaque,
)


def _is_of_others(callee: Value) -> bool:
    """Whether something is of a package other than SQLAlchemy, of Python's own too."""
    return isinstance(callee, External) and callee.path.split(".", 1)[0] != "sqlalchemy"


def _is_function_as_comparison(expr: Expr) -> bool:
    return isinstance(expr, Call) and isinstance(expr.func, Attr) and expr.func.attr == "as_comparison"


def _operands(expr: Call) -> tuple[str, Expr, Expr] | None:
    """Name and sides of a comparison by an operator or function of the database.

    ``a.bool_op("<<")(b)``, ``a.op("<<", is_comparison=True)(b)`` and ``func.instr(a, b).as_comparison(1, 2)``;
    an ``op`` that does not say so compares nothing.
    """
    func = expr.func
    if isinstance(func, Call) and isinstance(func.func, Attr) and len(expr.args) == 1:
        name = func.func.attr
        said = any(
            keyword.arg == "is_comparison"
            and isinstance(keyword.value, Const)
            and keyword.value.value is True
            for keyword in func.keywords
        )
        if name in ("op", "bool_op"):
            return "bool_op" if said else name, func.func.value, expr.args[0]
    if _is_function_as_comparison(expr) and isinstance(func, Attr) and isinstance(func.value, Call):
        args = func.value.args
        sides = [
            args[place.value - 1]
            for place in expr.args
            if isinstance(place, Const) and isinstance(place.value, int) and 0 < place.value <= len(args)
        ]
        if len(sides) == 2:
            return func.attr, sides[0], sides[1]
    return None


def _path(expr: Expr) -> list[str] | None:
    if isinstance(expr, Name):
        return [expr.id]
    if isinstance(expr, Attr):
        owner = _path(expr.value)
        return None if owner is None else [*owner, expr.attr]
    return None


def dotted_paths(expr: object) -> Iterator[list[str]]:
    """The dotted paths in an expression."""
    if isinstance(expr, Name | Attr):
        path = _path(expr)
        if path is not None:
            yield path
        elif isinstance(expr, Attr):
            yield from dotted_paths(expr.value)
    elif isinstance(expr, tuple):
        for part in expr:
            yield from dotted_paths(part)
