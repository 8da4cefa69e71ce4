"""Annotations of mapped attributes: ``Mapped[...]`` and its kin, in every spelling.

SQLAlchemy reads an annotation only when its container is one of these; see
``orm/util.py:_extract_mapped_subtype`` and ``orm/relationships.py:declarative_scan``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Unknown
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import Scope
from flake8_sqla_rel.mapper.values import (
    ClassValue,
    Entries,
    External,
    Made,
    Thunk,
    Value,
    is_sqlmodel,
    last_name,
)
from flake8_sqla_rel.source.facts import (
    Attr,
    Binary,
    Call,
    Const,
    Expr,
    Name,
    Seq,
    Subscript,
)
from flake8_sqla_rel.source.reader import parse_expression

CONTAINERS: Final = frozenset(
    {"Mapped", "DynamicMapped", "WriteOnlyMapped", "Relationship", "MappedColumn", "Unmapped"}
)
_COLLECTIONS: Final = frozenset({"list", "set", "dict", "tuple", "frozenset", "deque", "defaultdict"})
_NO_COLLECTIONS: Final = frozenset({"AsyncIterable", "Container", "Generator", "Iterable", "Iterator"})
_ABSTRACT: Final = frozenset(
    "Sequence MutableSequence Collection MutableSet AbstractSet Set Mapping MutableMapping".split()
)
_TYPING_ALIASES: Final = {
    "List": "list",
    "Dict": "dict",
    "Tuple": "tuple",
    "FrozenSet": "frozenset",
    "Deque": "deque",
}
_UNIONS: Final = frozenset({"Optional", "Union"})
_MAPPINGS: Final = frozenset({"dict", "defaultdict", "Mapping", "MutableMapping"})
#: The packages whose names carry nothing that SQLAlchemy reads.
STANDARD: Final = frozenset(sys.stdlib_module_names) | {"typing_extensions", "builtins"}
# Packages whose types, Annotated ones among them, are for those who write columns.
_WITHOUT_COLUMNS: Final = frozenset({"sqlalchemy", "sqlmodel", "pydantic", "pydantic_extra_types"})
#: Names of types may stand for one another in a circle.
_MAX_NAMES: Final = 20


@record()
class Inner:
    """What stands inside a mapped annotation.

    ``collection`` is the name of the collection around the target (``list``), ``""`` for a
    generic that is none (``Iterable``), ``None`` when there is none. ``abstract`` tells a
    collection that cannot be instantiated. ``target`` is the innermost expression and
    ``text`` its name when it is a string or a name, ``quoted`` whether it is a string at run time;
    ``annotated`` a ``mapped_column()``, or a ``Field()`` of SQLModel's, that an ``Annotated`` type
    carries, ``UNKNOWN`` when what the type is cannot be told, and ``foreign`` that it is a name of
    another package or of one of two classes, which may carry one too. ``scalar`` tells a generic that
    is certain to be no collection. ``scope`` is where the names in ``target`` are looked up, which of a
    name for all of it (``Owner = Mapped["User"]``) is where that was written.
    """

    container: str
    line: int
    col: int
    optional: bool
    collection: str | None
    abstract: bool
    target: Expr | None
    text: str | None
    scope: Scope
    annotated: Made | Unknown | None = None
    scalar: bool = False
    quoted: bool = False
    foreign: bool = False


def is_field(value: Made) -> bool:
    """Whether a call is SQLModel's ``Field(...)``, which an ``Annotated`` type may carry as well."""
    callee = value.callee
    return is_sqlmodel(callee) and last_name(callee) == "Field"


class AnnotationReader:
    """Reads annotations with the evaluator that knows what their names are."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def container(self, annotation: Expr, scope: Scope) -> str:
        """The name of the outermost generic: ``Mapped``, ``ClassVar`` …; ``""`` for none."""
        expr = _parsed(annotation)
        if isinstance(expr, Subscript):
            expr = expr.value
        if isinstance(expr, Name | Attr):
            return self._generic(expr, scope)
        return ""

    def mapped(self, annotation: Expr, scope: Scope) -> Inner | None:
        """What a ``Mapped[...]`` annotation, or a name that stands for one, says; ``None`` when it is none."""
        expr = _parsed(annotation)
        generic = expr.value if isinstance(expr, Subscript) else expr
        named = None
        if isinstance(generic, Name | Attr) and _last(generic) != "Mapped":
            named = self.alias_of(generic, scope)
        if named is not None:
            found = self._container_of(*named)
            if found is not None and isinstance(expr, Subscript):
                found = self._filled(found, expr.item, scope)
            # What is a string in there is one at run time, wherever the annotation itself stands.
            return None if found is None else replace(found, line=annotation.line, col=annotation.col)
        found = self._container_of(expr, scope)
        facts = self._evaluator.program.facts(scope.module)
        if found is not None and (isinstance(annotation, Const) or (facts and facts.future_annotations)):
            return replace(found, quoted=True)
        return found

    def _container_of(self, expr: Expr | None, scope: Scope) -> Inner | None:
        """What ``Mapped[...]`` says, ``None`` for any other expression."""
        if not isinstance(expr, Subscript):
            return None
        container = self._generic(expr.value, scope)
        return self._inner(container, expr.item, scope) if container in CONTAINERS else None

    def _filled(self, generic: Inner, item: Expr, scope: Scope) -> Inner:
        """What ``Many[Item]`` says, of ``Many = Mapped[list[T]]``."""
        given = self._inner(generic.container, item, scope)
        whole = generic if generic.collection is not None else given
        return replace(
            given,
            optional=generic.optional or given.optional,
            collection=whole.collection,
            abstract=whole.abstract,
            annotated=generic.annotated if given.annotated is None else given.annotated,
            scalar=whole.scalar,
        )

    def plain(self, annotation: Expr, scope: Scope) -> Inner:
        """What an annotation without a container says (SQLModel, ``__allow_unmapped__``)."""
        return self._inner("", annotation, scope)

    def admits_none(self, annotation: Expr | None, scope: Scope) -> bool | Unknown:
        """Whether what is inside of ``Mapped[...]``, or a whole annotation without it, may be ``None``.

        That makes a column nullable of which nothing else says so, and holds through names of types
        as well (``Maybe = Optional[str]``). ``UNKNOWN`` where a name cannot be followed, or there is
        no annotation.
        """
        if annotation is None:
            return UNKNOWN
        return self._admits_none(annotation, scope, 0)

    def _admits_none(self, expr: Expr | None, scope: Scope, names: int) -> bool | Unknown:
        expr = _parsed(expr)
        if isinstance(expr, Binary) and expr.op == "|":
            return self._any_admits_none((expr.left, expr.right), scope, names)
        if isinstance(expr, Subscript):
            items = expr.item.items if isinstance(expr.item, Seq) else (expr.item,)
            if isinstance(self._evaluator.eval(expr.value, scope), Entries):
                return self._value_admits_none(self._evaluator.eval(expr, scope), names)
            found = self.alias_of(expr.value, scope)
            if found is not None and names < _MAX_NAMES:
                # Of maybe = Optional[T]: maybe[str].
                outside = self._admits_none(*found, names + 1)
                return _any((outside, self._any_admits_none(items, scope, names + 1)))
            name = self._generic(expr.value, scope)
            if name == "Union" or name in CONTAINERS:
                return self._any_admits_none(items, scope, names)
            return name == "Optional" or (
                name == "Annotated" and self._admits_none(items[0] if items else None, scope, names)
            )
        if isinstance(expr, Name | Attr):
            found = self.alias_of(expr, scope)
            if found is not None and names < _MAX_NAMES:
                return self._admits_none(*found, names + 1)
        if isinstance(expr, Name | Attr | Call):
            return self._value_admits_none(self._evaluator.eval(expr, scope), names)
        return expr is not None and _is_none(expr)

    def _value_admits_none(self, value: Value, names: int) -> bool | Unknown:
        """The same of a type that is an attribute, or what a function makes."""
        if isinstance(value, Made) and last_name(value.callee) == "Annotated" and names < _MAX_NAMES:
            first = value.arguments.positional[0]
            return self._admits_none(first.expr, first.scope, names + 1)
        if isinstance(value, External):
            # What is inside of these is not in the value.
            return UNKNOWN if value.name in _UNIONS else False
        return False if isinstance(value, ClassValue | Made) else UNKNOWN

    def _any_admits_none(self, exprs: Iterable[Expr], scope: Scope, names: int) -> bool | Unknown:
        return _any(self._admits_none(expr, scope, names) for expr in exprs)

    def _inner(self, container: str, item: Expr, scope: Scope) -> Inner:
        quoted = isinstance(item, Const)
        expr, optional = self._strip_none(_parsed(item), scope)
        annotated: Made | Unknown | None = None
        foreign = False
        collection: str | None = None
        abstract = scalar = False
        if isinstance(expr, Subscript):
            name = self._generic(expr.value, scope)
            named = self.alias_of(expr.value, scope) is not None
            annotated = self._alias(expr.value, scope) if named else None
            if annotated is not None:
                # Of key = Annotated[T, mapped_column(...)]: key[int].
                expr = _argument(expr.item, "")
            elif name == "Annotated":
                annotated = self._carried(self._evaluator.eval(expr, scope), 0)
                expr = expr.item.items[0] if isinstance(expr.item, Seq) and expr.item.items else expr
            elif quoted and container:
                # Mapped["List[X]"] is taken for the name of a class.
                pass
            else:
                collection, abstract = self._collection(name, expr.value, scope)
                scalar = self._is_no_collection(expr.value, scope)
                if isinstance(self._evaluator.eval(expr.value, scope), Entries | Unknown):
                    # An item of a dict of types.
                    annotated = self._carried(self._evaluator.eval(expr, scope), 0)
                expr = _argument(expr.item, name)
        elif isinstance(expr, Name | Attr):
            annotated = self._alias(expr, scope)
            name = self._generic(expr, scope)
            # A model may be called Collection, or Set.
            generic = isinstance(self._evaluator.eval(expr, scope), External)
            if generic and (name in _COLLECTIONS or name in _ABSTRACT or name in _TYPING_ALIASES):
                collection, abstract = self._collection(name, expr, scope)
                expr = None
            foreign = self._is_foreign(expr, scope)
            if annotated is UNKNOWN and _last(expr)[:1].isupper():
                # One of two classes in all but odd code.
                annotated, foreign = None, True
        elif isinstance(expr, Call):
            annotated = self._carried(self._evaluator.eval(expr, scope), 0)
        if isinstance(expr, Const) and isinstance(expr.value, str):
            inner = _parsed(expr)
            stripped, none_too = self._strip_none(inner, scope)
            optional = optional or none_too
            expr = stripped if none_too else expr
            quoted = True
        text = _text(expr)
        return Inner(
            container,
            item.line,
            item.col,
            optional,
            collection,
            abstract,
            expr,
            text,
            scope,
            annotated,
            scalar,
            quoted,
            foreign,
        )

    def _strip_none(self, expr: Expr | None, scope: Scope) -> tuple[Expr | None, bool]:
        """The expression without ``None`` around it, and whether there was one."""
        if isinstance(expr, Subscript):
            name = self._generic(expr.value, scope)
            if name == "Optional":
                return expr.item, True
            if name == "Union" and isinstance(expr.item, Seq):
                rest = [item for item in expr.item.items if not _is_none(item)]
                if len(rest) == 1:
                    return rest[0], len(rest) < len(expr.item.items)
        if isinstance(expr, Binary) and expr.op == "|":
            if _is_none(expr.right):
                return self._strip_none(expr.left, scope)[0], True
            if _is_none(expr.left):
                return self._strip_none(expr.right, scope)[0], True
        return expr, False

    def _collection(self, name: str, expr: Expr, scope: Scope) -> tuple[str, bool]:
        name = _TYPING_ALIASES.get(name, name)
        if name in _COLLECTIONS:
            return name, False
        if name in _ABSTRACT:
            # typing.Set is set, collections.abc.Set is abstract.
            value = self._evaluator.eval(expr, scope)
            if name == "Set" and isinstance(value, External) and value.path.startswith("typing"):
                return "set", False
            return name, True
        value = self._evaluator.eval(expr, scope)
        if isinstance(value, ClassValue):
            for base in self._evaluator.members.mro(value.decl):
                if isinstance(base, External) and (base.name in _COLLECTIONS or base.name in _TYPING_ALIASES):
                    return name, False
                if isinstance(base, External) and base.name in (
                    "MappedCollection",
                    "KeyFuncDict",
                    "InstrumentedList",
                ):
                    return name, False
        if isinstance(value, External) and value.name in (
            "InstrumentedList",
            "InstrumentedSet",
            "KeyFuncDict",
        ):
            return name, False
        return "", False

    def _is_no_collection(self, expr: Expr, scope: Scope) -> bool:
        value = self._evaluator.eval(expr, scope)
        if not isinstance(value, External) or value.name not in _NO_COLLECTIONS:
            return False
        return value.path.startswith(("typing.", "collections.abc."))

    def _generic(self, expr: Expr, scope: Scope) -> str:
        """The last name of a generic, through aliases."""
        value = self._evaluator.eval(expr, scope)
        if isinstance(value, External | ClassValue):
            return value.name if isinstance(value, External) else self._container_class(value)
        if isinstance(expr, Name):
            return expr.id
        return expr.attr if isinstance(expr, Attr) else ""

    def _container_class(self, value: ClassValue) -> str:
        for base in self._evaluator.members.mro(value.decl):
            if isinstance(base, External) and base.name in CONTAINERS:
                return base.name
        return value.decl.name

    def _alias(self, expr: Expr, scope: Scope, names: int = 0) -> Made | Unknown | None:
        """The ``mapped_column()`` inside an alias such as ``intpk = Annotated[int, ...]``.

        ``UNKNOWN`` when what the name stands for cannot be told.
        """
        found = self.alias_of(expr, scope)
        if names == _MAX_NAMES:
            return UNKNOWN
        if found is None:
            value = self._evaluator.eval(expr, scope)
            # What is inside of a union is not in its value.
            hidden = isinstance(value, External) and value.name in _UNIONS
            return UNKNOWN if hidden else self._carried(value, names)
        named, home = found
        aliased, _ = self._strip_none(named, home)
        if isinstance(aliased, Name | Attr):
            return self._alias(aliased, home, names + 1)
        if isinstance(aliased, Call | Subscript):
            return self._carried(self._evaluator.eval(aliased, home), names)
        return None

    def _carried(self, value: Value, names: int) -> Made | Unknown | None:
        """The ``mapped_column()`` that a type carries with it."""
        if isinstance(value, External | ClassValue):
            return None
        if not isinstance(value, Made) or not isinstance(value.callee, External):
            return UNKNOWN
        made_of = value.arguments.positional
        if value.callee.name == "Annotated":
            return self._annotated(made_of, names)
        if value.callee.name == "TypeAliasType" and len(made_of) > 1:
            return self._alias(made_of[1].expr, made_of[1].scope, names + 1)
        return None if value.callee.path.split(".", 1)[0] in STANDARD else UNKNOWN

    def _is_foreign(self, expr: Expr | None, scope: Scope) -> bool:
        """Whether a type is a name of a package that may have put a column into it."""
        value = UNKNOWN if expr is None else self._evaluator.eval(expr, scope)
        return isinstance(value, External) and value.path.split(".", 1)[0] not in STANDARD | _WITHOUT_COLUMNS

    def alias_of(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope] | None:
        """The expression that a name of a type stands for, and its scope."""
        return self._evaluator.lookup.definition(expr, scope)

    def _annotated(self, parts: tuple[Thunk, ...], names: int) -> Made | Unknown | None:
        values = [self._evaluator.value(part) for part in parts[1:]]
        for value in values:
            if isinstance(value, Made) and (last_name(value.callee) == "mapped_column" or is_field(value)):
                return value
        if UNKNOWN in values:
            return UNKNOWN
        first = parts[0] if parts else None
        named = first is not None and isinstance(first.expr, Name | Attr)
        return self._alias(first.expr, first.scope, names + 1) if first is not None and named else None

    def value_of(self, inner: Inner) -> Value:
        """What the innermost name is bound to in its module (SQLAlchemy looks there first)."""
        if inner.target is None:
            return UNKNOWN
        expr = _parsed(inner.target)
        return UNKNOWN if expr is None else self._evaluator.eval(expr, inner.scope)


def _any(answers: Iterable[bool | Unknown]) -> bool | Unknown:
    found = set(answers)
    return True if True in found else UNKNOWN if UNKNOWN in found else False


def _argument(item: Expr, name: str) -> Expr:
    """The element type of a collection: the last argument of a mapping, else the first."""
    if isinstance(item, Seq) and item.items:
        last = _TYPING_ALIASES.get(name, name) in _MAPPINGS
        return item.items[-1 if last else 0]
    return item


def _parsed(expr: Expr | None) -> Expr | None:
    """The expression inside a quoted annotation; the expression itself when it is not quoted."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return parse_expression(expr.value, expr.line, expr.col) or expr
    return expr


def _last(expr: Expr | None) -> str:
    return expr.id if isinstance(expr, Name) else expr.attr if isinstance(expr, Attr) else ""


def _is_none(expr: Expr) -> bool:
    return isinstance(expr, Const) and expr.value is None


def _text(expr: Expr | None) -> str | None:
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return expr.value
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Attr):
        owner = _text(expr.value)
        return f"{owner}.{expr.attr}" if owner else None
    return None
