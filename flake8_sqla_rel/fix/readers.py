"""Code that uses a relationship in a way that a fix would put an end to."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from flake8_sqla_rel.project.outline import has_word

_TELLTALE = re.compile(rb"\.backref\b(?!\s*\()")

#: What takes any number of objects, and methods of a list or, in a query, of a relationship that is one.
_TAKERS = frozenset(
    "all any enumerate filter iter len list map max min reversed set sorted sum tuple zip".split()
)
_METHODS = frozenset(
    "any append clear contains copy count extend index insert pop remove reverse sort".split()
)


def readers_of_backref(data: bytes) -> list[int]:
    """The lines of a file that read an attribute named ``backref`` without calling it.

    ``None`` where both sides of a relationship are declared.
    """
    nodes = _nodes(data) if _TELLTALE.search(data) else []
    called = {node.func for node in nodes if isinstance(node, ast.Call)}
    return sorted(
        {
            node.lineno
            for node in nodes
            if isinstance(node, ast.Attribute)
            and node.attr == "backref"
            and isinstance(node.ctx, ast.Load)
            and node not in called
        }
    )


def uses_as_list(data: bytes, name: str) -> list[int]:
    """The lines of a file that take an attribute of that name, of whatever object, for a list."""
    found = set()
    for node in _nodes(data) if has_word(data, name) else []:
        if any(isinstance(each, ast.Attribute) and each.attr == name for each in _taken_for_list(node)):
            found.add(_line(node))
        elif isinstance(node, ast.Call):
            given = (keyword.value for keyword in node.keywords if keyword.arg == name)
            found.update(each.lineno for each in given if isinstance(each, ast.List | ast.ListComp))
    return sorted(found)


def _taken_for_list(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of which a node asks, or makes, something that only a list is."""
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        yield node.iter
    elif isinstance(node, ast.Subscript | ast.Starred):
        yield node.value
    elif isinstance(node, ast.Compare):
        yield from (
            right for how, right in zip(node.ops, node.comparators) if isinstance(how, ast.In | ast.NotIn)
        )
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.ListComp):
        yield from node.targets
    elif isinstance(node, ast.AugAssign):
        yield node.target
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            yield node.func.value
        elif isinstance(node.func, ast.Name) and node.func.id in _TAKERS:
            yield from node.args


def _line(node: ast.AST) -> int:
    # A `for` in a list comprehension has no place of its own.
    return int(getattr(node.iter if isinstance(node, ast.comprehension) else node, "lineno", 1))


def _nodes(data: bytes) -> list[ast.AST]:
    """All nodes of a file, none when it cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(ast.walk(ast.parse(data)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
