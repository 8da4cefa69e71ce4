"""Whether a class is sure to be there when another class names it.

A backref reaches the class that it extends from the module that declares it: where that module is not
imported, the other class goes without. A declared relationship needs its target in any case.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from flake8_sqla_rel.fix.files import Files
from flake8_sqla_rel.fix.names import imported
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.mapper.model import Model


class Loading:
    """What is imported along with what."""

    def __init__(self, model: Model, files: Files) -> None:
        self._model = model
        self._files = files
        self._roots = {
            path[: -len(tail)]
            for path, module in files.modules.items()
            for tail in _paths(module)
            if path.endswith(tail)
        }
        self._named: dict[str, set[str]] = {}
        for relationship in model.relationships:
            if relationship.made_by is None and relationship.target.cls is not None:
                ours, theirs = model.classes[relationship.owner], model.classes[relationship.target.cls]
                self._named.setdefault(ours.module, set()).add(theirs.module)
        self._needs = cache(self._read)
        self._closure = cache(self._close)

    def comes_along(self, module: str, other: str) -> bool:
        """Whether ``module`` can be taken to be imported where ``other`` is.

        It is when ``other``, what that imports, or a relationship of theirs needs it; and where the
        two are of one package, which is imported as a whole.
        """
        ours, theirs = module.split("."), other.split(".")
        common = 0
        while common < min(len(ours), len(theirs)) - 1 and ours[common] == theirs[common]:
            common += 1
        if common > 1 or common == min(len(ours), len(theirs)) - 1:
            return True
        return module in self._closure(other)

    def _close(self, module: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [module]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._needs(each) | self._named.get(each, set())
        return frozenset(found)

    def _read(self, module: str) -> frozenset[str]:
        """The modules of the project that importing a module imports first, as far as its text tells."""
        parents = {module.rpartition(".")[0]} - {""}
        path = self._path(module)
        if path is None:
            return frozenset()
        try:
            tree = self._files.source(path).tree
        except Refused:
            return frozenset(parents)
        package = path.endswith("__init__.py")
        # What an application sets up, it often sets up in a function of its package.
        statements = ast.walk(tree) if package else _running(tree)
        for statement in statements:
            if isinstance(statement, ast.Import):
                parents |= {alias.name for alias in statement.names}
            elif isinstance(statement, ast.ImportFrom):
                for _, name in imported(statement, module, package):
                    parents |= {name, name.rpartition(".")[0]}
        return frozenset(name for name in parents if name and self._path(name) is not None)

    def _path(self, module: str) -> str | None:
        known = self._files.path_of(module)
        if known is not None:
            return known
        for root in self._roots:
            for tail in _paths(module):
                if self._files.exists(root + tail):
                    return root + tail
        return None


def _paths(module: str) -> tuple[str, str]:
    stem = module.replace(".", "/")
    return f"{stem}.py", f"{stem}/__init__.py"


def _running(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements that run when a module is imported; conditions count as met."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += [
                each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt | ast.excepthandler)
            ]
