"""Which module name a file has, and which file an import loads.

Nothing is known of the ``sys.path`` that the project runs under, so both are read off the
tree: a folder with ``__init__.py`` is a package, and an import loads the file whose path
ends in its name from a folder that could stand on ``sys.path``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable

#: Folders that are put on ``sys.path`` by convention.
SOURCE_FOLDERS = frozenset({"src", "lib", "python"})

#: Top-level names that are not the project's unless they stand where its own programs start.
_TAKEN = sys.stdlib_module_names | {
    "alembic",
    "flask_appbuilder",
    "flask_sqlalchemy",
    "geoalchemy2",
    "pydantic",
    "sqlalchemy",
    "sqlalchemy_utils",
    "sqlmodel",
    "typing_extensions",
}

#: Those of them that are packages which models are written with, and no programs of the project's.
_LIBRARIES = _TAKEN - sys.stdlib_module_names - {"alembic"}

#: Trees that hold likenesses of modules; the real ones win.
_LIKENESSES = frozenset(
    "backup backups doc docs example examples fixtures old sample samples stubs test testing tests "
    "third_party typings vendor".split()
)


class Names:
    """Module names and imports over a fixed set of files.

    ``paths`` are relative to ``root`` (absolute) with ``/``; ``copies`` are those of them
    that are backups, ``project_folders`` the folders in which a project of its own begins.
    """

    def __init__(
        self,
        paths: Iterable[str],
        root: str,
        copies: Collection[str] = (),
        project_folders: Collection[str] = (),
    ) -> None:
        # A root that is itself (in) a package: its modules import one another by that package's name.
        self._above = packages_above(root)
        self._copies = copies
        self._projects = {self._above + folder for folder in project_folders}
        parts = self._above.split("/")[:-1]
        self._packages = {"/".join(parts[:end]) for end in range(1, len(parts) + 1)}
        self._files: dict[str, str] = {}
        self._by_last: dict[str, list[str]] | None = None
        for path in paths:
            key = self._above + path[:-3]
            folder, _, stem = key.rpartition("/")
            if stem == "__init__":
                self._packages.add(folder)
                # A package wins over a module beside it, as it does for Python.
                self._files[folder] = path
            else:
                self._files.setdefault(key, path)
        self._held: dict[str, set[str]] = {}
        for folder in self._packages:
            above, _, name = folder.rpartition("/")
            self._held.setdefault(above, set()).add(name)
        self._homes: dict[str, str] = {"": ""}
        self._answers: dict[tuple[str, str], str | None] = {}
        self._parts: frozenset[str] | None = None

    def module(self, path: str) -> tuple[str, bool]:
        """The dotted name of the module at ``path``, and whether it is a package."""
        key = self._above + path[:-3]
        folder, _, stem = key.rpartition("/")
        package = stem == "__init__"
        home = self._home(folder)
        inner = folder if package else key
        if not stem.isidentifier():
            # Only a loader of scripts, such as Alembic's, can load it: under a name made of the file's.
            return re.sub(r"\W", "_", f"{stem}.py"), package
        return inner[len(home) :].strip("/").replace("/", ".") or stem, package

    def resolve(self, name: str, importer: str) -> str | None:
        """The path that ``import name`` in the file ``importer`` loads; ``None`` when no file's name fits.

        Also ``None`` when several fit and nothing tells which is meant.
        """
        folder = (self._above + importer).rpartition("/")[0]
        asked = (name, folder)
        if asked not in self._answers:
            self._answers[asked] = self._resolve(name, folder)
        return self._answers[asked]

    def is_foreign(self, top: str) -> bool:
        """Whether no file or folder of the project has the name of that top-level module."""
        if top in _TAKEN:
            return True
        if self._parts is None:
            self._parts = frozenset(part for key in self._files for part in key.split("/"))
        return top not in self._parts

    def _resolve(self, name: str, folder: str) -> str | None:
        wanted = name.replace(".", "/")
        top = name.partition(".")[0]
        ranked = []
        for key in self._last(wanted.rpartition("/")[2]):
            if key != wanted and not key.endswith("/" + wanted):
                continue
            base = key[: -len(wanted)].rstrip("/")
            rank = self._rank(base, top, key, folder)
            if rank is not None:
                ranked.append((rank, key))
        if not ranked:
            return None
        ranked.sort()
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            return None
        return self._files[ranked[0][1]]

    def _rank(self, base: str, top: str, key: str, folder: str) -> tuple[int, ...] | None:
        """How well ``base`` would do as the folder on ``sys.path``, smallest best; ``None``: it would not."""
        copy = self._files[key] in self._copies
        home = self._home(folder)
        above = not base or folder == base or folder.startswith(base + "/")
        package = base in self._packages
        starts = above and not package and self._home(base) == base
        if top in _TAKEN and not (starts and self._is_regular(base, top)):
            return None
        if base == home:
            return (copy, 0)
        if above:
            return (copy, 2 if package else 1, -len(base))
        if package or not (key.count("/") > base.count("/") + 1 or self._stands_alone(base, key)):
            return None
        shared = _shared_parts(base, folder)
        rest = base.split("/")[shared:]
        likeness = any(part in _LIKENESSES or part.endswith(("-stubs", "_stubs")) for part in rest)
        return (copy, 3, likeness, -shared)

    def _stands_alone(self, base: str, key: str) -> bool:
        """Whether a top-level module may be imported from afar: a package, or one in a source folder."""
        return key in self._packages or base.rpartition("/")[2] in SOURCE_FOLDERS or base in self._projects

    def _is_regular(self, base: str, top: str) -> bool:
        """Whether ``top`` in ``base`` is more than a namespace folder, which any installed module beats."""
        return (f"{base}/{top}" if base else top) in self._files

    def _last(self, part: str) -> list[str]:
        if self._by_last is None:
            self._by_last = {}
            for key in self._files:
                self._by_last.setdefault(key.rpartition("/")[2], []).append(key)
        return self._by_last.get(part, [])

    def _home(self, folder: str) -> str:
        """The folder that has to be on ``sys.path`` for the modules in ``folder`` to have their names."""
        known = self._homes.get(folder)
        if known is not None:
            return known
        above, _, name = folder.rpartition("/")
        if folder in self._packages:
            home = self._home(above)
        elif self._starts_path(folder, above, name):
            home = folder
        else:
            home = self._home(above)
        self._homes[folder] = home
        return home

    def _starts_path(self, folder: str, above: str, name: str) -> bool:
        """Whether a folder without ``__init__.py`` is one for ``sys.path`` rather than a namespace."""
        if name in SOURCE_FOLDERS or not name.isidentifier() or folder in self._projects:
            return True
        # A package called like a library that its own modules import can only be in a namespace.
        return above not in self._packages and not self._held.get(folder, set()) <= _LIBRARIES


def packages_above(root: str) -> str:
    """The packages that the root itself is in, as a path ending in ``/``; ``""`` for none."""
    parts: list[str] = []
    while os.path.isfile(os.path.join(root, "__init__.py")) and os.path.basename(root):
        parts.insert(0, os.path.basename(root) + "/")
        root = os.path.dirname(root)
    return "".join(parts)


def _shared_parts(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        count += 1
    return count
