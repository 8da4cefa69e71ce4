"""Annotations of class attributes, evaluated as Python and SQLAlchemy would at run time.

Sources: ``orm/util.py`` (``_extract_mapped_subtype``, ``_cleanup_mapped_str_annotation``) and
``orm/relationships.py`` (``declarative_scan``). An annotation that is a string at run time is
evaluated when the class is made, in the namespace of its module; of ``Mapped[List[X]]``
SQLAlchemy first puts the innermost name into quotes. Any other one Python evaluates where it
stands.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Final, Literal

from flake8_sqla_rel.mapper.annotations import CONTAINERS, STANDARD
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, ClassId, Place, Unknown
from flake8_sqla_rel.mapper.scopes import ClassScope, ModuleScope, Scope
from flake8_sqla_rel.mapper.values import ClassValue, External, Made, Member, Value
from flake8_sqla_rel.mapper.written import Hint, Taken, Unbound
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Binary,
    Call,
    Const,
    Expr,
    Name,
    Seq,
    Starred,
    Subscript,
)
from flake8_sqla_rel.source.reader import parse_expression

_BUILTINS: Final = frozenset(dir(builtins))
# Generics of SQLAlchemy's whose attributes are no mapped ones, so that it passes over them.
_DESCRIPTORS: Final = frozenset(
    "AssociationProxy AssociationProxyInstance hybrid_property hybrid_method ORMDescriptor"
    " InstrumentedAttribute QueryableAttribute".split()
)
# Generics of SQLAlchemy's that it refuses as the annotation of an attribute.
_NO_MAPPED: Final = frozenset({"Column", "ColumnProperty", "Query", "RelationshipProperty"})
# What makes an attribute, and was meant to stand behind a = and not behind a colon.
_MAKERS: Final = frozenset(
    "Column mapped_column relationship relation dynamic_loader column_property deferred synonym composite".split()
)
_TYPING_NAMES: Final = frozenset(
    "List Dict Set FrozenSet Tuple Sequence Optional Union Mapping Collection Iterable Annotated Any"
    " Mapped DynamicMapped WriteOnlyMapped".split()
)
# From then on (PEP 649) annotations are evaluated when they are asked for, and not in the class body.
# SQLAlchemy asks when the class is made, and for the names that are not there takes their text.
LAZY_FROM: Final = (3, 14)


class HintReader:
    """Reads annotations with the evaluator that knows what their names are."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._lazy = evaluator.program.python() >= LAZY_FROM
        self._found: dict[tuple[str, int, int], Hint] = {}
        #: Names that are bound by the time a class is made and are not the class's own, by its scope.
        self._bound: set[tuple[str, str]] = set()

    def hint(self, annotation: Expr, scope: Scope) -> Hint:
        """What an annotation in a scope is at run time."""
        key = (scope.key, annotation.line, annotation.col)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._hint(annotation, scope)
        return found

    def _hint(self, annotation: Expr, scope: Scope) -> Hint:
        path = scope.module.path
        place = Place(path, annotation.line, annotation.col)
        facts = self._evaluator.program.facts(scope.module)
        future = facts is not None and facts.future_annotations
        quoted = isinstance(annotation, Const) and isinstance(annotation.value, str)
        text = future or quoted
        if future and quoted:
            # A string in a string: evaluated once it is still one.
            taken = Taken(_text(annotation), place, True)
            return Hint(place, True, "''", False, False, 0, place, taken=taken)
        expr = _parsed(annotation)
        every = tuple(self._unbound(expr, scope, text))
        unbound = tuple(name for name in every if name.why != "bound nowhere")
        inside = tuple(self._unbound_inside(expr, scope))
        union = _union(expr, path, in_generics=not (text and self._lazy))
        expr, home = self._definition(expr, scope)
        outer = expr.value if isinstance(expr, Subscript) else expr
        value = self._evaluator.eval(outer, home) if isinstance(outer, Name | Attr) else UNKNOWN
        name = _last(value, outer)
        mapped = self._is_mapped(expr, value)
        if name in CONTAINERS and _is_of_body(expr, home):
            # It stands for Mapped[...], and its value does not tell of what.
            mapped = UNKNOWN
        if mapped is UNKNOWN and text and isinstance(expr, Name | Attr) and len(every) > len(unbound):
            # A name of nothing, in quotes: SQLAlchemy takes it for any other that is not Mapped.
            mapped = False
        made = self._made(expr, home)
        if made:
            mapped = False
        if mapped is not True:
            alone = name in _DESCRIPTORS or name == "ClassVar"
            inner_expr = self._innermost(annotation, scope)
            alone_expr = _parsed(self._without_none(_parsed(annotation), scope)[0])
            generic = isinstance(alone_expr, Subscript)
            carried = expr.item if name == "Annotated" and isinstance(expr, Subscript) else None
            constructs = () if carried is None else tuple(self._constructs(carried, home))
            target, sought, _ = self._target(inner_expr, scope)
            return Hint(
                place,
                text,
                name,
                mapped,
                alone,
                0,
                place,
                target=target,
                constructs=(made,) if made else constructs,
                unbound=unbound,
                union=union,
                taken=Taken(_text(annotation), place, True) if future else _taken(inner_expr, path),
                typeless="" if generic else self._typeless(alone_expr, scope),
                unevaluated=tuple(self._unevaluated(annotation, scope)) if text else (),
                plain=self._path(
                    alone_expr.value if isinstance(alone_expr, Subscript) else alone_expr, scope
                ),
                sought=sought,
                several=self._is_of_several(_parsed(annotation), scope),
            )
        assert isinstance(expr, Subscript)
        item = expr.item
        count = len(item.items) if isinstance(item, Seq) and item.kind == "tuple" else 1
        inner = Place(home.module.path, item.line, item.col)
        if count != 1:
            return Hint(place, text, name, True, False, count, inner, unbound=unbound, union=union)
        return self._inside(
            Hint(
                place, text, name, True, False, 1, inner, unbound=unbound, union=union, unbound_inside=inside
            ),
            item,
            home,
        )

    def _made(self, expr: Expr, scope: Scope) -> str:
        """What makes a mapped attribute and is called in place of a type, ``""`` for any other annotation."""
        path = self._path(expr.func, scope) if isinstance(expr, Call) else ""
        name = path.rpartition(".")[2]
        return name if path.startswith("sqlalchemy.") and name in _MAKERS else ""

    # What SQLModel reads itself

    def _innermost(self, expr: Expr, scope: Scope) -> Expr:
        """What SQLModel comes to: it looks into ``Optional``, unions and lists."""
        inner = self._without_none(expr, scope)[0]
        if isinstance(inner, Subscript) and self._path(inner.value, scope) in (
            "builtins.list",
            "typing.List",
        ):
            inner = inner.item
        return expr if inner is expr else self._innermost(inner, scope)

    # What is inside the container

    def _inside(self, hint: Hint, item: Expr, scope: Scope) -> Hint:
        quoted = item.value if isinstance(item, Const) and isinstance(item.value, str) else None
        expr, optional = self._without_none(_parsed(item) if quoted is not None else item, scope)
        origin: str | None = None
        bare = False
        constructs: tuple[str, ...] = ()
        element = ""
        several = self._is_of_several(expr, scope)
        if isinstance(expr, Subscript):
            if quoted is None:
                origin = self._path(expr.value, scope)
                if origin.rpartition(".")[2] == "Annotated":
                    constructs = tuple(self._constructs(expr.item, scope))
                expr = _element(expr.item, origin)
                if origin in _COLLECTIONS and self._is_compound(expr, scope):
                    element = _text(expr)
                if isinstance(expr, Const) and isinstance(expr.value, str):
                    quoted = expr.value
            else:
                quoted = _source(expr) or quoted
        else:
            if isinstance(expr, Const) and isinstance(expr.value, str):
                quoted = expr.value
            elif quoted is not None and optional:
                quoted = _source(expr) or quoted
            if isinstance(expr, Name | Attr) and quoted is None:
                bare = self._path(expr, scope) in _BARE
        target, external, named = self._target(expr, scope)
        return Hint(
            hint.place,
            hint.text,
            hint.container,
            True,
            False,
            1,
            hint.inner,
            optional,
            origin,
            bare,
            target,
            external,
            quoted,
            constructs,
            hint.unbound,
            hint.union,
            named,
            hint.unbound_inside,
            typeless=self._typeless(expr, scope) if target is not None else "",
            element=element,
            called=self._path(expr.func, scope) if isinstance(expr, Call) else "",
            several=several,
        )

    def _is_of_several(self, expr: Expr, scope: Scope) -> bool:
        """Whether it is a union of different types, ``None`` aside."""
        parts: tuple[Expr, ...] = ()
        if isinstance(expr, Binary):
            parts = tuple(_alternatives(expr))
        elif isinstance(expr, Subscript) and isinstance(expr.item, Seq):
            parts = expr.item.items if self._path(expr.value, scope) == "typing.Union" else ()
        found = {self._target(part, scope)[:2] for part in parts if not _is_none(part)}
        return len(found) > 1 and (None, "") not in found

    def _is_compound(self, expr: Expr, scope: Scope) -> bool:
        """Whether what a collection is of is a union, or a collection once more."""
        if isinstance(expr, Binary):
            return expr.op == "|"
        if not isinstance(expr, Subscript):
            return False
        path = self._path(expr.value, scope)
        if path == "typing.Union":
            # Of one class alone it is that class.
            return isinstance(expr.item, Seq)
        return path in _COLLECTIONS or path == "typing.Optional"

    def _typeless(self, expr: Expr, scope: Scope) -> Literal["", "class", "type"]:
        """Whether a class of the project is none that a column could hold, or a type of columns."""
        value = self._evaluator.eval(_parsed(expr), scope)
        if not isinstance(value, ClassValue):
            return ""
        above: set[str] = set()
        for entry in self._evaluator.members.mro(value.decl):
            if isinstance(entry, External):
                above.add(entry.path)
            elif not isinstance(entry, ClassValue) or entry.decl.facts.keywords:
                return ""
        if any(path.startswith("sqlalchemy.") and path.rpartition(".")[2] in _COLUMN_TYPES for path in above):
            return "type"
        return "class" if above <= _PLAIN else ""

    def _target(self, expr: Expr | None, scope: Scope) -> tuple[ClassId | None, str, str]:
        """The class that an innermost name is: the project's, one from elsewhere, the name itself."""
        if expr is None:
            return None, "", ""
        parsed = _parsed(expr)
        named = _source(parsed)
        if not isinstance(parsed, Name | Attr):
            return None, "builtins.None" if isinstance(parsed, Const) and parsed.value is None else "", named
        value = self._evaluator.eval(parsed, scope)
        if isinstance(value, ClassValue):
            return value.decl.id, "", named
        if isinstance(value, External) and self._evaluator.lookup.definition(parsed, scope) is None:
            return None, value.path, named
        return None, "", named

    def _without_none(self, expr: Expr, scope: Scope) -> tuple[Expr, bool]:
        if isinstance(expr, Subscript):
            name = self._path(expr.value, scope)
            if name in ("typing.Optional", "typing_extensions.Optional"):
                return expr.item, True
            if name in ("typing.Union", "typing_extensions.Union") and isinstance(expr.item, Seq):
                rest = [part for part in expr.item.items if not _is_none(part)]
                if len(rest) == 1:
                    return rest[0], len(expr.item.items) > 1
        if isinstance(expr, Binary) and expr.op == "|":
            if _is_none(expr.right):
                return self._without_none(expr.left, scope)[0], True
            if _is_none(expr.left):
                return self._without_none(expr.right, scope)[0], True
        return expr, False

    def _constructs(self, item: Expr, scope: Scope) -> Iterator[str]:
        for part in item.items[1:] if isinstance(item, Seq) else ():
            value = self._evaluator.eval(part, scope)
            if isinstance(value, Made) and isinstance(value.callee, External):
                yield value.callee.name

    # Names

    def _definition(self, expr: Expr, scope: Scope) -> tuple[Expr, Scope]:
        """The annotation that an alias stands for, and where it stands."""
        if isinstance(expr, Name | Attr):
            found = self._evaluator.lookup.definition(expr, scope)
            if found is not None and isinstance(found[0], Subscript):
                return found
        return expr, scope

    def _is_mapped(self, expr: Expr, value: Value) -> bool | Unknown:
        if not isinstance(expr, Subscript | Name | Attr):
            return False if isinstance(expr, Const | Binary) else UNKNOWN
        if isinstance(value, External):
            if value.name in CONTAINERS:
                return isinstance(expr, Subscript)
            package = value.path.split(".", 1)[0]
            if package == "sqlalchemy" and value.name not in _DESCRIPTORS:
                # Of its own generics some are mapped ones, of its other classes none.
                generic = isinstance(expr, Subscript) and value.name not in _NO_MAPPED
                return UNKNOWN if generic else False
            return False if package in STANDARD or value.name in _DESCRIPTORS else UNKNOWN
        if isinstance(value, Made) and isinstance(value.callee, External):
            return False if value.callee.name == "Annotated" else UNKNOWN
        if isinstance(value, ClassValue):
            mro = self._evaluator.members.mro(value.decl)
            if any(isinstance(base, External) and base.name in CONTAINERS for base in mro):
                return isinstance(expr, Subscript)
            closed = all(
                isinstance(base, ClassValue)
                or (
                    isinstance(base, External)
                    and (base.path in _PLAIN or base.path.split(".", 1)[0] in STANDARD)
                )
                or self._is_base(base)
                for base in mro
            )
            return False if closed else UNKNOWN
        return UNKNOWN

    def _is_base(self, value: Value) -> bool:
        """Whether something in an MRO is a declarative base of SQLAlchemy's own, or Flask-SQLAlchemy's."""
        if isinstance(value, Member) and value.name == "Model" and isinstance(value.owner, Made):
            return self._evaluator.is_flask(value.owner)
        callee = value.callee if isinstance(value, Made) else value
        return isinstance(callee, External) and callee.path.split(".", 1)[0] == "sqlalchemy"

    def _path(self, expr: Expr, scope: Scope) -> str:
        """The import path or class id of a generic, ``""`` when it cannot be told."""
        value = self._evaluator.eval(expr, scope) if isinstance(expr, Name | Attr) else UNKNOWN
        if isinstance(value, ClassValue):
            return value.decl.id
        if isinstance(value, External):
            defined = self._evaluator.lookup.definition(expr, scope)
            return value.path if defined is None else ""
        return ""

    # Whether everything is bound when the annotation is evaluated

    def _unbound(self, expr: Expr, scope: Scope, text: bool) -> Iterator[Unbound]:
        if not isinstance(scope, ClassScope) or not isinstance(scope.decl.scope, ModuleScope):
            return
        if text:
            for name in _evaluated_in_text(expr):
                yield from self._unbound_name(name, scope, scope.decl.facts.line, True)
        elif self._lazy:
            for name in _roots(expr.value if isinstance(expr, Subscript) else expr):
                yield from self._unbound_name(name, scope, scope.decl.facts.line, True)
        else:
            for name in _roots(expr):
                yield from self._unbound_name(name, scope, name.line, False)

    def _unevaluated(self, annotation: Expr, scope: Scope) -> Iterator[Unbound]:
        """The names that a text without ``Mapped`` needs, all but those in quotes, and that are not there."""
        if isinstance(scope, ClassScope) and isinstance(scope.decl.scope, ModuleScope):
            for name in _roots(_parsed(annotation)):
                yield from self._unbound_name(name, scope, scope.decl.facts.line, True)

    def _unbound_inside(self, expr: Expr, scope: Scope) -> Iterator[Unbound]:
        """Every name of the text, those in quotes as well, that is not there when the class is made."""
        if isinstance(scope, ClassScope) and isinstance(scope.decl.scope, ModuleScope):
            for name in _roots(expr, quoted=True):
                yield from self._unbound_name(name, scope, scope.decl.facts.line, True)

    def _unbound_name(self, name: Name, scope: ClassScope, line: int, text: bool) -> Iterator[Unbound]:
        if (scope.key, name.id) in self._bound:
            return
        outer = scope.decl.scope
        assert isinstance(outer, ModuleScope)
        own = [b.stmt for b in scope.names.bound.get(name.id, ()) if not b.typing_only]
        if any(
            (text or stmt.line < line) and not (isinstance(stmt, Assign) and stmt.value is None)
            for stmt in own
        ):
            return
        if name.id in _BUILTINS or outer.names.stars or name.id in outer.names.changed:
            return
        place = Place(outer.module.path, name.line, name.col)
        bound = outer.names.bound.get(name.id, ())
        if not bound:
            if name.id not in scope.names.changed:
                typing = name.id in _TYPING_NAMES
                yield Unbound(name.id, place, "not imported" if typing else "bound nowhere", None)
            return
        live = [b for b in bound if not b.typing_only]
        first = min((b.stmt for b in live or bound), key=lambda stmt: stmt.line)
        at = Place(outer.module.path, first.line, first.col)
        if not live:
            yield Unbound(name.id, place, "type checking only", at)
        elif first.line > line or (name.id == scope.decl.name and not text):
            # The name of the class itself is bound when its body has run.
            yield Unbound(name.id, place, "bound later", at)
        elif first.line <= scope.decl.facts.line and name.id not in (scope.decl.name, *scope.names.bound):
            self._bound.add((scope.key, name.id))


_COLUMN_TYPES: Final = frozenset({"TypeDecorator", "UserDefinedType", "TypeEngine"})
_PLAIN: Final = frozenset(
    {
        "builtins.object",
        "builtins.dict",
        "builtins.list",
        "abc.ABC",
        "pydantic.BaseModel",
        "sqlmodel.SQLModel",
    }
    | {
        f"{m}.{n}"
        for m in ("typing", "typing_extensions")
        for n in ("Generic", "Protocol", "TypedDict", "NamedTuple")
    }
)
"""What a class may derive from without being anything that a column could hold."""

_BARE: Final = frozenset(
    f"typing.{name}"
    for name in "List Set FrozenSet Dict Tuple Deque DefaultDict Sequence MutableSequence Collection"
    " AbstractSet MutableSet Mapping MutableMapping Iterable Iterator".split()
)


_COLLECTIONS: Final = frozenset(
    "builtins.list builtins.set builtins.dict typing.List typing.Set typing.Dict".split()
)


def _is_of_body(expr: Expr, home: Scope) -> bool:
    """Whether it is a name that a class body gives to something."""
    return isinstance(expr, Name) and isinstance(home, ClassScope) and expr.id in home.names.bound


def _evaluated_in_text(expr: Expr) -> list[Name]:
    """The names that SQLAlchemy has to find to evaluate an annotation that is a string.

    It puts the innermost name of ``A[B[C]]`` into quotes, and evaluates all of what is not of
    that form.
    """
    chain: list[Expr] = []
    rest = expr
    while isinstance(rest, Subscript) and isinstance(rest.value, Name | Attr):
        chain.append(rest.value)
        rest = rest.item
    if not chain or _has_subscript(rest):
        return _roots(expr)
    return [name for part in chain for name in _roots(part)]


def _has_subscript(expr: Expr) -> bool:
    if isinstance(expr, Subscript):
        return True
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return False
    return any(_has_subscript(part) for part in _parts(expr))


def _roots(expr: Expr, *, quoted: bool = False) -> list[Name]:
    """The bare names of an expression, with or without those in quotes."""
    if isinstance(expr, Name):
        return [expr]
    if quoted and isinstance(expr, Const) and isinstance(expr.value, str):
        inner = _parsed(expr)
        return [] if inner is expr else _roots(inner, quoted=True)
    if isinstance(expr, Subscript) and isinstance(expr.value, Name | Attr):
        last = expr.value.id if isinstance(expr.value, Name) else expr.value.attr
        if last in ("Literal", "Annotated"):
            return _roots(expr.value)
    if isinstance(expr, Call):
        # A text that is given to a call is no name.
        quoted = False
    return [name for part in _parts(expr) for name in _roots(part, quoted=quoted)]


def _alternatives(expr: Expr) -> Iterator[Expr]:
    """What ``|`` stands between."""
    if isinstance(expr, Binary) and expr.op == "|":
        yield from _alternatives(expr.left)
        yield from _alternatives(expr.right)
    else:
        yield expr


def _parts(expr: Expr) -> tuple[Expr, ...]:
    if isinstance(expr, Attr | Starred):
        return (expr.value,)
    if isinstance(expr, Subscript):
        return (expr.value, expr.item)
    if isinstance(expr, Seq):
        return expr.items
    if isinstance(expr, Binary):
        return (expr.left, expr.right)
    if isinstance(expr, Call):
        return (expr.func, *expr.args, *(keyword.value for keyword in expr.keywords))
    return ()


def _union(expr: Expr, path: str, in_generics: bool) -> Place | None:
    """The place of an ``|`` between two operands of which none is a type: ``"X" | None``.

    :param in_generics: whether it counts in a generic inside of the container, ``list["X" | None]``, too.
    """
    if isinstance(expr, Subscript) and not in_generics:
        return _union(expr.item, path, False) if not _has_subscript(expr.item) else None
    if (
        isinstance(expr, Binary)
        and expr.op == "|"
        and all(
            isinstance(side, Const) and (side.value is None or isinstance(side.value, str))
            for side in (expr.left, expr.right)
        )
    ):
        return Place(path, expr.line, expr.col)
    parts = (_union(part, path, in_generics) for part in _parts(expr))
    return next((found for found in parts if found is not None), None)


def _element(item: Expr, origin: str) -> Expr:
    """The element of a collection: the last argument of a mapping, else the first."""
    if isinstance(item, Seq) and item.items:
        mapping = origin.rpartition(".")[2] in _MAPPINGS
        return item.items[-1 if mapping else 0]
    return item


_MAPPINGS: Final = frozenset(
    "dict Dict defaultdict DefaultDict Mapping MutableMapping OrderedDict KeyFuncDict"
    " MappedCollection".split()
)


def _last(value: Value, expr: Expr) -> str:
    if isinstance(value, External):
        return value.name
    if isinstance(value, ClassValue):
        return value.decl.name
    return _source(expr).rpartition(".")[2]


def _parsed(expr: Expr) -> Expr:
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return parse_expression(expr.value, expr.line, expr.col) or expr
    return expr


def _is_none(expr: Expr) -> bool:
    return isinstance(expr, Const) and expr.value is None


def _taken(expr: Expr, path: str) -> Taken | None:
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return Taken(expr.value, Place(path, expr.line, expr.col))
    return None


def _text(expr: Expr) -> str:
    """The text of an annotation, as a string at run time has it."""
    if isinstance(expr, Binary):
        return f"{_text(expr.left)} {expr.op} {_text(expr.right)}"
    if isinstance(expr, Subscript):
        return f"{_text(expr.value)}[{_text(expr.item)}]"
    return repr(expr.value) if isinstance(expr, Const) else _source(expr)


def _source(expr: Expr) -> str:
    """The text of a name or generic, ``""`` for anything else."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Attr):
        owner = _source(expr.value)
        return f"{owner}.{expr.attr}" if owner else ""
    if isinstance(expr, Subscript):
        return f"{_source(expr.value)}[{_source(expr.item)}]"
    if isinstance(expr, Seq):
        return ", ".join(_source(item) for item in expr.items)
    if isinstance(expr, Const):
        return expr.value if isinstance(expr.value, str) else repr(expr.value)
    return ""
