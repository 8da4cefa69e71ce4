"""Modules that are programs of their own: examples and scripts, one of which runs at a time.

What two of them define is never in one process, so nothing in the one is ambiguous with, or
defined a second time by, what is in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.reach import imported_modules
from flake8_sqla_rel.source.imports import Imported

#: Folders that hold code to be read and tried out, file by file.
_EXAMPLES: Final = re.compile(r"(?:.*/)?(?:docs?|docs_src|examples?|samples?|demos?|snippets|tutorials?)/.*")


class Programs:
    """Which modules of a project never share a process. Looks at all files, once it has to."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._reached: dict[str, frozenset[str]] = {}
        self._own: dict[str, bool] = {}

    def apart(self, one: str, other: str) -> bool:
        """Whether one of two modules, by path, is a program that does not load the other."""
        if one == other:
            return False
        return any(
            self._is_program(main) and part not in self._loads(main)
            for main, part in ((one, other), (other, one))
        )

    def _is_program(self, path: str) -> bool:
        """Whether a module is meant to be run, or cannot be imported as far as one sees, and nothing does it."""
        known = self._own.get(path)
        if known is None:
            known = self._own[path] = self._find_program(path)
        return known

    def _find_program(self, path: str) -> bool:
        found = self._files.get(path)
        if found is None or found[0].package:
            return False
        folder = path.rpartition("/")[0]
        in_package = folder in self._packages
        if in_package and not _EXAMPLES.fullmatch(path) and not found[1].script:
            return False
        if path in self._imported:
            return False
        return in_package or found[1].script or not self._is_imported_from(folder)

    def _is_imported_from(self, folder: str) -> bool:
        """Whether anything imports a module in a folder, which then is on ``sys.path`` or a namespace."""
        return any(path.rpartition("/")[0] == folder for path in self._imported)

    def _loads(self, path: str) -> frozenset[str]:
        """The modules that may be loaded with one, by path, itself among them."""
        known = self._reached.get(path)
        if known is None:
            reached = {path}
            pending = [path]
            while pending:
                fresh = set(self._needs(pending.pop())) - reached
                reached |= fresh
                pending.extend(fresh)
            known = self._reached[path] = frozenset(reached)
        return known

    def _needs(self, path: str) -> Iterator[str]:
        """What a module imports, and the packages that it is in."""
        module, imported = self._files[path]
        parts = path.split("/")[:-1]
        for end in range(len(parts) + 1):
            package = "/".join([*parts[:end], "__init__.py"])
            if package in self._files:
                yield package
        yield from self._imports(module, imported)

    def _imports(self, module: ModuleRef, imported: Imported) -> Iterator[str]:
        """What the text of a module imports; outside of packages from the folder that it is run in, too."""
        for found in imported_modules(self._program, module, imported):
            if found.path in self._files:
                yield found.path
        folder = module.path.rpartition("/")[0]
        if folder and folder not in self._packages:
            for level, name, _ in imported.imports:
                beside = f"{folder}/{name.replace('.', '/')}.py"
                if level == 0 and beside in self._files:
                    yield beside

    @cached_property
    def _files(self) -> Mapping[str, tuple[ModuleRef, Imported]]:
        return {module.path: (module, imported) for module, imported in self._program.imports()}

    @cached_property
    def _packages(self) -> frozenset[str]:
        return frozenset(
            path.rpartition("/")[0] for path in self._files if path.rpartition("/")[2] == "__init__.py"
        )

    @cached_property
    def _imported(self) -> frozenset[str]:
        """The modules that a module other than itself imports, or may."""
        return frozenset(
            found
            for path, (module, imported) in self._files.items()
            for found in self._imports(module, imported)
            if found != path
        )
