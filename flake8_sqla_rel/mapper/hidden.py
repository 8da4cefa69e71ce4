"""Names that an attribute of a class body takes, while the rest of the body means something else by them.

``date = mapped_column()`` binds ``date`` in the class body, and from there on the name is that
column: not the class that the module imported, and not a function that could be called. Python
evaluates ``date: Mapped[date] = mapped_column()`` in this order: the value, the binding, the
annotation.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from flake8_sqla_rel.mapper.attributes import RELATIONSHIP_CALLS
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.hints import LAZY_FROM
from flake8_sqla_rel.mapper.model import HiddenName, HiddenUse, Place
from flake8_sqla_rel.mapper.scopes import ClassScope, ModuleScope, statements
from flake8_sqla_rel.mapper.values import ClassDecl, External, Made
from flake8_sqla_rel.source.facts import (
    Assign,
    Attr,
    Binary,
    Call,
    Class,
    Comprehension,
    Const,
    Expr,
    Function,
    Lambda,
    Mapping,
    Name,
    Seq,
    Stmt,
    Subscript,
)
from flake8_sqla_rel.source.reader import parse_expression

# What makes an attribute that is not to be called, and has none of the attributes of a module or type.
_MAKERS: Final = {
    "sqlalchemy": frozenset(
        "Column mapped_column relationship relation dynamic_loader RelationshipProperty column_property deferred"
        " synonym composite query_expression association_proxy".split()
    ),
    "sqlmodel": frozenset({"Field", "Relationship"}),
}
_PROPERTIES: Final = frozenset({"builtins.property", "sqlalchemy.ext.hybrid.hybrid_property"})
# No column, whatever its type, has an attribute of these names; of others that is not certain.
_OF_MODULES: Final = frozenset(
    "uuid.UUID uuid.uuid1 uuid.uuid3 uuid.uuid4 uuid.uuid5"
    " datetime.datetime datetime.date datetime.time datetime.timedelta datetime.timezone datetime.UTC"
    " datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today datetime.date.today"
    " decimal.Decimal time.time json.dumps json.loads".split()
)


# Nearly every class has an id, and none calls the function.
_BUILTINS: Final = frozenset(dir(builtins)) - {"id"}


class _Use(NamedTuple):
    """A use of a name that its attribute cannot serve."""

    name: Name
    use: HiddenUse
    text: str


def hidden_names(evaluator: Evaluator, classes: Iterable[ClassDecl]) -> tuple[HiddenName, ...]:
    """Every such use in the class bodies of the modules, in the order of the classes."""
    return tuple(found for decl in classes for found in _of_class(evaluator, decl))


def _of_class(evaluator: Evaluator, decl: ClassDecl) -> Iterator[HiddenName]:
    if not isinstance(decl.scope, ModuleScope):
        return
    evaluator.begin()
    scope = evaluator.class_scope(decl)
    if scope.names.written:
        return
    path = decl.module.path
    facts = evaluator.program.facts(decl.module)
    future = facts is None or facts.future_annotations
    lazy = evaluator.program.python() >= LAZY_FROM
    held: dict[str, Place] = {}

    def found(use: _Use, annotation: Place | None = None, *, quoted: bool = False) -> HiddenName:
        name = use.name
        place = Place(path, name.line, name.col)
        return HiddenName(decl.id, name.id, place, held[name.id], use.use, use.text, annotation, quoted)

    for stmt in decl.facts.body:
        for use in _evaluated(evaluator, stmt, held, decl.scope) if held else ():
            yield found(use)
        _bind(evaluator, stmt, held, scope, decl.scope)
        if lazy or not held or not isinstance(stmt, Assign) or stmt.annotation is None:
            continue
        annotation = stmt.annotation
        quoted = isinstance(annotation, Const) and isinstance(annotation.value, str)
        for use in _in_annotation(_parsed(annotation), held):
            yield found(use, Place(path, annotation.line, annotation.col), quoted=future or quoted)


def _bind(
    evaluator: Evaluator, stmt: Stmt, held: dict[str, Place], scope: ClassScope, outside: ModuleScope
) -> None:
    """What the names of a class body are once a statement of it has run."""
    for each, branches in statements((stmt,)):
        if isinstance(each, Assign):
            name = each.target.id if isinstance(each.target, Name) else ""
            if each.value is None:
                continue
            changes = bool(branches) or name in scope.names.changed
            if _is_used_outside(name, outside) and not changes and _is_attribute(evaluator, each, scope):
                held[name] = Place(scope.decl.module.path, each.line, each.col)
                continue
        elif isinstance(each, Function):
            name = each.name
            if (
                _is_used_outside(name, outside)
                and not branches
                and _is_property(evaluator, each, held, outside)
            ):
                held.setdefault(name, Place(scope.decl.module.path, each.line, each.col))
                continue
        else:
            name = each.name if isinstance(each, Class) else getattr(each, "bound", "")
        held.pop(name or getattr(each, "name", ""), None)


def _is_property(evaluator: Evaluator, stmt: Function, held: dict[str, Place], outside: ModuleScope) -> bool:
    """Whether a method is a property, or a setter and the like of one, which cannot be called either."""
    if len(stmt.decorators) != 1:
        return False
    (decorator,) = stmt.decorators
    if isinstance(decorator, Attr) and _last(decorator.value) == stmt.name:
        return stmt.name in held
    meant = evaluator.eval(decorator, outside)
    return isinstance(meant, External) and meant.path in _PROPERTIES


def _is_used_outside(name: str, module: ModuleScope) -> bool:
    """Whether the name stands for something around the class body, which may be meant by it inside."""
    return name in module.names.bound or name in _BUILTINS or bool(name and module.names.stars)


def _is_attribute(evaluator: Evaluator, stmt: Assign, scope: ClassScope) -> bool:
    """Whether a statement binds something that SQLAlchemy or SQLModel makes a mapped attribute of."""
    value = stmt.value
    if isinstance(value, Const) and value.value is None:
        # Of SQLModel: date: date | None = None
        return stmt.annotation is not None and not _is_mapped(_parsed(stmt.annotation))
    if not isinstance(value, Call):
        return False
    made = evaluator.eval(value, scope)
    if not isinstance(made, Made) or not isinstance(made.callee, External):
        return False
    return made.callee.name in _MAKERS.get(made.callee.path.split(".", 1)[0], ())


def _evaluated(
    evaluator: Evaluator, stmt: Stmt, held: dict[str, Place], outside: ModuleScope
) -> Iterator[_Use]:
    """The uses in a statement before it binds anything."""
    if isinstance(stmt, Function):
        for decorator in stmt.decorators:
            if isinstance(decorator, Name) and decorator.id in held:
                yield _Use(decorator, "called", decorator.id)
            yield from _in_value(evaluator, decorator, held, outside)
    elif isinstance(stmt, Assign) and stmt.value is not None:
        yield from _in_value(evaluator, stmt.value, held, outside)


def _in_value(
    evaluator: Evaluator, part: object, held: dict[str, Place], outside: ModuleScope
) -> Iterator[_Use]:
    if isinstance(part, Call) and isinstance(part.func, Name) and part.func.id in held:
        yield _Use(part.func, "called", part.func.id)
    if isinstance(part, Call):
        for name, value in _keywords(part):
            if name == "secondary" and isinstance(value, Name) and value.id in held:
                callee = evaluator.eval(part.func, outside)
                if isinstance(callee, External) and callee.name in RELATIONSHIP_CALLS:
                    yield _Use(value, "table", value.id)
    if isinstance(part, Attr) and isinstance(part.value, Name) and part.value.id in held:
        meant = evaluator.eval(part, outside)
        if isinstance(meant, External) and meant.path in _OF_MODULES:
            yield _Use(part.value, "attribute", f"{part.value.id}.{part.attr}")
    if isinstance(part, Comprehension):
        # The first iterable alone is evaluated in the class body.
        yield from _in_value(evaluator, part.iterable, held, outside)
    elif isinstance(part, tuple) and not isinstance(part, Lambda):
        for each in part:
            yield from _in_value(evaluator, each, held, outside)


def _keywords(call: Call) -> Iterator[tuple[object, Expr]]:
    """The keywords of a call, those of a dict that is unpacked as it stands among them."""
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword.arg, keyword.value
        elif isinstance(keyword.value, Mapping):
            for key, value in zip(keyword.value.keys, keyword.value.values):
                yield key.value if isinstance(key, Const) else None, value


def _in_annotation(expr: Expr, held: dict[str, Place]) -> Iterator[_Use]:
    yield from _attributes(expr, held)
    inner = expr.item if isinstance(expr, Subscript) and _is_mapped(expr) else expr
    for name in _types(inner):
        if name.id in held:
            yield _Use(name, "type", name.id)


def _attributes(part: object, held: dict[str, Place]) -> Iterator[_Use]:
    if isinstance(part, Attr) and isinstance(part.value, Name) and part.value.id in held:
        yield _Use(part.value, "attribute", f"{part.value.id}.{part.attr}")
    if isinstance(part, tuple) and not isinstance(part, Lambda):
        for each in part:
            yield from _attributes(each, held)


def _types(expr: Expr) -> Iterator[Name]:
    """The names that stand for the type itself, alone or beside ``None``."""
    if isinstance(expr, Name):
        yield expr
    elif isinstance(expr, Binary) and expr.op == "|":
        yield from _types(expr.left)
        yield from _types(expr.right)
    elif isinstance(expr, Subscript) and _last(expr.value) in ("Optional", "Union"):
        for item in expr.item.items if isinstance(expr.item, Seq) else (expr.item,):
            yield from _types(item)


def _is_mapped(annotation: Expr) -> bool:
    return isinstance(annotation, Subscript) and _last(annotation.value) == "Mapped"


def _last(expr: Expr) -> str:
    return expr.id if isinstance(expr, Name) else expr.attr if isinstance(expr, Attr) else ""


def _parsed(expr: Expr) -> Expr:
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return parse_expression(expr.value, expr.line, expr.col) or expr
    return expr
