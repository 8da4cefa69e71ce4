"""Whether a file's classes can be told to be unmapped without a look at the whole project.

A class inherits its mapping, so one whose bases are traced to their ends, over the imports of a few
files, and nothing mapped found there, is unmapped whatever else the project has. Where any step is in
doubt the answer is that it cannot be told.
"""

from __future__ import annotations

import ast
import builtins
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from flake8_sqla_rel.project.names import SOURCE_FOLDERS
from flake8_sqla_rel.project.outline import outline

#: How many bytes are parsed for one answer; beyond that a look at the whole project is as cheap.
_MOST_BYTES: Final = 100_000

#: Installed packages whose classes are not mapped, by a name that everybody leaves to them.
_OUTSIDE: Final = sys.stdlib_module_names | {"pydantic", "typing_extensions"}


class _Imported(NamedTuple):
    """A name that an import statement binds: ``name`` of a module, or the module itself where it is empty."""

    level: int
    module: str
    name: str


#: What binds a name: a class statement, an import, or ``None`` for whatever else.
_Binding: TypeAlias = "ast.ClassDef | _Imported | None"


class _Module(NamedTuple):
    path: str
    bindings: dict[str, list[_Binding]]
    classes: list[ast.ClassDef]


def states_no_model(path: str, data: bytes, root: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether no class in a file is mapped or inherits from one that may be.

    ``path`` is absolute and lies under ``root``, ``data`` is what the file holds, whose own text has
    nothing of a model, and ``read`` gives the content of other files. ``False``: it cannot be told.
    """
    search = _Search(root, read)
    module = search.add(path, data)
    try:
        return module is not None and all(search.is_plain(each, module) for each in module.classes)
    except RecursionError:
        return False


class _Search:
    """Follows bases from file to file."""

    def __init__(self, root: str, read: Callable[[str], bytes | None]) -> None:
        self._root = root
        self._read = read
        self._left = _MOST_BYTES
        self._modules: dict[str, _Module | None] = {}
        #: The names that were looked at, by the path of their module; a circle ends there.
        self._asked: set[tuple[str, str]] = set()

    def is_plain(self, cls: ast.ClassDef, module: _Module) -> bool:
        """Whether all that a class inherits from is known and unmapped, its metaclass too."""
        above = [
            *cls.bases,
            *(keyword.value for keyword in cls.keywords if keyword.arg in (None, "metaclass")),
        ]
        return all(self._is_plain_base(each, module) for each in above)

    def _is_plain_base(self, base: ast.expr, module: _Module) -> bool:
        if isinstance(base, ast.Subscript):
            return self._is_plain_base(base.value, module)
        if isinstance(base, ast.Name):
            return self._is_plain_name(base.id, module)
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
            found = module.bindings.get(base.value.id, [None])
            return all(isinstance(each, _Imported) and self._is_outside(each, module) for each in found)
        return False

    def _is_plain_name(self, name: str, module: _Module) -> bool:
        if (module.path, name) in self._asked:
            return True
        self._asked.add((module.path, name))
        if "*" in module.bindings:
            return False
        found = module.bindings.get(name)
        if found is None:
            return hasattr(builtins, name)
        return all(self._is_plain_binding(each, module) for each in found)

    def _is_plain_binding(self, binding: _Binding, module: _Module) -> bool:
        if isinstance(binding, ast.ClassDef):
            return self.is_plain(binding, module)
        if binding is None or not binding.name:
            return False
        if self._is_outside(binding, module):
            return True
        other = self._load(self._find(binding, module))
        return other is not None and self._is_plain_name(binding.name, other)

    def _is_outside(self, imported: _Imported, module: _Module) -> bool:
        top = imported.module.partition(".")[0]
        return not imported.level and top in _OUTSIDE and not any(self._homes(top, module))

    def _find(self, imported: _Imported, module: _Module) -> str | None:
        """The path of the module that is imported from, ``None`` when it is in doubt which that is."""
        if imported.level:
            folder = module.path
            for _ in range(imported.level):
                folder = os.path.dirname(folder)
            homes = [folder]
        else:
            homes = list(self._homes(imported.module.partition(".")[0], module))
        if len(homes) != 1:
            return None
        place = os.path.join(homes[0], *imported.module.split("."))
        found = [path for path in (os.path.join(place, "__init__.py"), f"{place}.py") if os.path.isfile(path)]
        return found[0] if len(found) == 1 else None

    def _homes(self, top: str, module: _Module) -> Iterator[str]:
        """The folders, from that of a module up to the root, in which a top-level module may be found."""
        folder = os.path.dirname(module.path)
        last = ""
        while folder != last and folder.startswith(self._root):
            for home in (folder, *(os.path.join(folder, source) for source in sorted(SOURCE_FOLDERS))):
                place = os.path.join(home, top)
                if os.path.isdir(place) or os.path.lexists(f"{place}.py"):
                    yield home
            last, folder = folder, os.path.dirname(folder)

    def _load(self, path: str | None) -> _Module | None:
        """The module of that path, ``None`` when nothing can be told of it or it may map something."""
        if path is None:
            return None
        if path not in self._modules:
            data = self._read(path)
            self._modules[path] = None
            if data is not None and len(data) <= self._left and not outline(data).candidate:
                self.add(path, data)
        return self._modules[path]

    def add(self, path: str, data: bytes) -> _Module | None:
        """The module in the bytes, ``None`` when they cannot be parsed or are too many."""
        self._left -= len(data)
        if self._left < 0:
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        module = self._modules[path] = _Module(path, {}, [])
        for node in _statements(tree):
            if isinstance(node, ast.ClassDef):
                module.classes.append(node)
            for name, binding in _bound(node):
                module.bindings.setdefault(name, []).append(binding)
        return module


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """The statements in a module, also those in others, with what heads their parts."""
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            pending += getattr(node, field, ())


def _bound(node: ast.AST) -> Iterator[tuple[str, _Binding]]:
    """What a statement binds, in whichever scope."""
    if isinstance(node, ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, _Imported(node.level, node.module or "", alias.name)
    elif isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0], _Imported(0, alias.name, "")
    else:
        for name in _bound_otherwise(node):
            yield name, None


def _bound_otherwise(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
        yield from (each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg))
    elif isinstance(node, ast.ExceptHandler):
        yield node.name or ""
    elif isinstance(node, ast.Assign | ast.Delete):
        yield from chain.from_iterable(map(_names_in, node.targets))
    elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.For | ast.AsyncFor):
        yield from _names_in(node.target)
    elif isinstance(node, ast.With | ast.AsyncWith):
        yield from chain.from_iterable(
            _names_in(each.optional_vars) for each in node.items if each.optional_vars
        )
    elif isinstance(node, ast.match_case):
        yield from (
            getattr(each, "name", None) or getattr(each, "rest", None) or ""
            for each in ast.walk(node.pattern)
        )


def _names_in(target: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
