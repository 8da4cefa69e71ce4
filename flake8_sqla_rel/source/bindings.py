"""The names that a module may have once it is imported, as far as its text tells.

Asked only when something looks missing, so it is worked out from the bytes each time and is
generous: a name that may be bound in any way is among them.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

#: Names that bind or hand out names which no statement shows.
_HIDDEN: Final = frozenset(
    "__dict__ __getattr__ _convert_ eval exec execfile globals locals setattr vars".split()
)

#: Names that change what an import finds.
_REROUTING: Final = frozenset(
    "__path__ declare_namespace extend_path meta_path modules path_hooks path_importer_cache".split()
)

#: What is called with ``__name__`` by everybody and binds nothing by it.
_INNOCENT: Final = frozenset("Blueprint FastAPI Flask Quart getLogger get_logger getChild".split())

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)

_Inner: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


class Bindings(NamedTuple):
    """What a module binds.

    ``names`` are those of its statements, wherever they stand, and the texts and keywords of calls
    outside of its functions and classes, which may be names that something binds. ``stars`` are its star imports,
    by level and module. ``open`` tells that it may have any further name, ``rerouted`` that it has
    a hand in what imports find, ``path_changed`` that it uses ``sys.path``.
    """

    names: frozenset[str]
    stars: tuple[tuple[int, str], ...]
    open: bool
    rerouted: bool
    path_changed: bool


def read_bindings(data: bytes) -> Bindings | None:
    """The bindings of one module; ``None`` when its bytes cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
        everything = list(ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: set[str] = set()
    stars: list[tuple[int, str]] = []
    for node in _outside(tree):
        names.update(_bound(node))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            stars.append((node.level, node.module or ""))
    mentioned = set(_mentioned(everything))
    names.update(name for node in everything if isinstance(node, ast.Global) for name in node.names)
    rerouted = not _REROUTING.isdisjoint(mentioned)
    hidden = not _HIDDEN.isdisjoint(mentioned | names) or any(map(_hands_on_its_name, everything))
    return Bindings(frozenset(names), tuple(stars), rerouted or hidden, rerouted, _uses_sys_path(everything))


def _outside(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are not inside of a function or class."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _Inner):
            pending.extend(ast.iter_child_nodes(node))


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that one node binds, or may."""
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id
    elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.split(".", 1)[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        if node.name:
            yield node.name
    elif isinstance(node, ast.MatchMapping):
        if node.rest:
            yield node.rest
    elif isinstance(node, ast.keyword):
        if node.arg:
            yield node.arg
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _mentioned(nodes: list[ast.AST]) -> Iterator[str]:
    """The names and attributes that are used anywhere, and what is imported by name."""
    for node in nodes:
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.name


def _hands_on_its_name(node: ast.AST) -> bool:
    """Whether a call is given ``__name__``: it could bind something in the module of that name."""
    if not isinstance(node, ast.Call):
        return False
    func = node.func
    called = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    if called in _INNOCENT:
        return False
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return any(
        isinstance(inner, ast.Name) and inner.id in ("__name__", "__package__", "__file__")
        for argument in given
        for inner in ast.walk(argument)
    )


def _uses_sys_path(nodes: list[ast.AST]) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
        for node in nodes
    )
