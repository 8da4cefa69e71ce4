"""Names that a class body annotates but does not bind, used in it as values.

``x: Mapped[int]`` gives the class a column when it is mapped, but no ``x`` that the rest of
its body could use: Python raises ``NameError`` there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import AnnotatedOnly, Place
from flake8_sqla_rel.mapper.namespace import BUILTINS
from flake8_sqla_rel.mapper.scopes import ModuleScope, Names, statements
from flake8_sqla_rel.mapper.values import ClassDecl
from flake8_sqla_rel.source.facts import Assign, Comprehension, Const, Expr, Lambda, Name, Subscript
from flake8_sqla_rel.source.reader import parse_expression

_CONTAINERS = ("Mapped", "MappedColumn", "Unmapped")


def annotated_only(evaluator: Evaluator, classes: Iterable[ClassDecl]) -> tuple[AnnotatedOnly, ...]:
    """The first such use of each name in each class body, in the order of the classes."""
    return tuple(found for decl in classes for found in _of_class(evaluator, decl))


def _of_class(evaluator: Evaluator, decl: ClassDecl) -> Iterator[AnnotatedOnly]:
    if not isinstance(decl.scope, ModuleScope):
        return
    names = evaluator.class_scope(decl).names
    outside = evaluator.module_scope(decl.module).names
    annotated = {
        name: place
        for name, place in _annotated(decl, names).items()
        if name not in BUILTINS and name not in outside.bound and name not in outside.changed
    }
    if not annotated or outside.stars:
        return
    path = decl.module.path
    for stmt, branches in statements(decl.facts.body):
        if not isinstance(stmt, Assign) or stmt.value is None or branches:
            continue
        for line, col, name in _used(stmt.value):
            place = annotated.pop(name, None)
            if place is not None:
                yield AnnotatedOnly(decl.id, name, Place(path, line, col), Place(path, *place))


def _annotated(decl: ClassDecl, names: Names) -> dict[str, tuple[int, int]]:
    """The names that have a ``Mapped`` annotation and are nowhere bound, and where they have it."""
    found: dict[str, tuple[int, int]] = {}
    for name, bindings in names.bound.items():
        statement = bindings[0].stmt
        if not isinstance(statement, Assign) or statement.value is not None:
            continue
        bare = all(isinstance(b.stmt, Assign) and b.stmt.value is None for b in bindings)
        if bare and _is_mapped(statement.annotation):
            found[name] = (statement.line, statement.col)
    return {name: place for name, place in found.items() if name not in names.changed}


def _is_mapped(annotation: Expr | None) -> bool:
    if isinstance(annotation, Const) and isinstance(annotation.value, str):
        annotation = parse_expression(annotation.value)
    if not isinstance(annotation, Subscript):
        return False
    outer = annotation.value
    return (outer.id if isinstance(outer, Name) else getattr(outer, "attr", "")) in _CONTAINERS


def _used(expr: object) -> Iterator[tuple[int, int, str]]:
    """The names that are evaluated with an expression, not later by a function in it."""
    if isinstance(expr, Name):
        yield expr.line, expr.col, expr.id
    elif isinstance(expr, Comprehension):
        yield from _used(expr.iterable)
    elif isinstance(expr, tuple) and not isinstance(expr, Lambda):
        for part in expr:
            yield from _used(part)
