"""The files of a project as a fix sees them: read once, with what it asks of their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Set
from functools import cache
from typing import NamedTuple

from flake8_sqla_rel.fix.names import ModuleNames, module_names
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import NotEditable, SourceText, read
from flake8_sqla_rel.mapper.model import Model, Place

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class _Nodes(NamedTuple):
    """What is looked for by its place: calls by where they begin, keywords by name and place, classes by line."""

    calls: dict[tuple[int, int], list[ast.Call]]
    keywords: dict[tuple[str, int, int], tuple[ast.Call, ast.keyword]]
    classes: dict[int, ast.ClassDef]


class Files:
    """Sources by path relative to the root. ``load`` gives the bytes of a file, ``None`` for none.

    Everything here raises :class:`Refused` for what cannot be edited.
    """

    def __init__(self, model: Model, load: Callable[[str], bytes | None]) -> None:
        self.load = cache(load)
        self.modules: dict[str, str] = {}
        for cls in model.classes.values():
            self.modules[cls.place.path] = cls.module
        for other in model.others.values():
            self.modules.setdefault(other.place.path, other.module)
        for table in model.tables:
            self.modules.setdefault(table.place.path, table.module)
        self._paths = {module: path for path, module in self.modules.items()}
        self.source = cache(self._source)
        self.names = cache(self._names)
        self._nodes = cache(self._index)
        self._relationships: dict[str, set[tuple[int, int]]] = {}
        for each in model.relationships:
            if each.made_by is None:
                self._relationships.setdefault(each.call.path, set()).add((each.call.line, each.call.col))
        self._parents = cache(self._index_parents)

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self.load(path) is not None

    def path_of(self, module: str) -> str | None:
        """The file of a module with models, ``None`` for any other."""
        return self._paths.get(module)

    def module_of(self, path: str) -> str:
        """The module name of a file with models."""
        return self.modules.get(path, "")

    def calls(self, path: str) -> list[ast.Call]:
        """All calls in a file."""
        return [call for calls in self._nodes(path).calls.values() for call in calls]

    def calls_at(self, place: Place) -> list[ast.Call]:
        """The calls that begin at a place, the outermost first."""
        return self._nodes(place.path).calls.get((place.line, place.col), [])

    def keyword_at(self, place: Place, name: str) -> tuple[ast.Call, ast.keyword] | None:
        """The keyword argument of that name whose name stands at a place, with its call."""
        return self._nodes(place.path).keywords.get((name, place.line, place.col))

    def class_at(self, place: Place) -> ast.ClassDef | None:
        """The class statement at a place."""
        return self._nodes(place.path).classes.get(place.line)

    def relationship_calls(self, path: str) -> Set[tuple[int, int]]:
        """Where a file calls something for a relationship: line and column."""
        return self._relationships.get(path, frozenset())

    def above(self, path: str, node: ast.AST) -> Iterator[ast.AST]:
        """What a node of the file stands in, innermost first."""
        parents = self._parents(path)
        while node in parents:
            node = parents[node]
            yield node

    def _source(self, path: str) -> SourceText:
        data = self.load(path)
        if data is None:
            raise Refused(f"{path} cannot be read")
        try:
            return read(path, data)
        except NotEditable as error:
            raise Refused(str(error)) from error

    def _names(self, path: str) -> ModuleNames:
        return module_names(self.source(path).tree, self.module_of(path), path.endswith("__init__.py"))

    def _index(self, path: str) -> _Nodes:
        found = _Nodes({}, {}, {})
        for node in ast.walk(self.source(path).tree):
            if isinstance(node, ast.ClassDef):
                found.classes.setdefault(node.lineno, node)
            elif isinstance(node, ast.Call):
                found.calls.setdefault((node.lineno, node.col_offset), []).append(node)
                for each in node.keywords:
                    if each.arg is not None:
                        asked = (each.arg, each.lineno, each.col_offset)
                        found.keywords.setdefault(asked, (node, each))
        return found

    def _index_parents(self, path: str) -> dict[ast.AST, ast.AST]:
        return {
            child: node
            for node in ast.walk(self.source(path).tree)
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, ast.expr_context | ast.operator | ast.cmpop | ast.unaryop | ast.boolop)
        }
