"""Whether a file's classes can be told to be unmapped without a look at the whole project.

A class inherits its mapping, so one whose bases are followed to their ends over a few files, and nothing
mapped found there, is unmapped whatever else the project has. They are followed as they are for all files
(:mod:`flake8_sqla_rel.project.promotion`), with less to go by: where any step is in doubt, so is the answer.
"""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from flake8_sqla_rel.project.names import SOURCE_FOLDERS
from flake8_sqla_rel.project.origins import UNMAPPED, Origins
from flake8_sqla_rel.project.outline import Header, by_name, outline

#: How many bytes are read for one answer; beyond that a look at the whole project is as cheap.
_MOST_BYTES: Final = 300_000


def states_no_model(path: str, data: bytes, root: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether no class in a file is mapped or inherits from one that may be.

    ``path`` is absolute and lies under ``root``, ``data`` is what the file holds, whose own text has
    nothing of a model, and ``read`` gives the content of other files. ``False``: it cannot be told.
    """
    near = _Near(path, data, root, read)
    origins = Origins(near)
    pending = [(path, name) for name in near.classes(path) or ()]
    seen = set(pending)
    while pending:
        file, name = pending.pop()
        headers = (near.classes(file) or {}).get(name)
        if headers is None:
            return False
        for base in {base for header in headers for base in header.bases}:
            classes = origins.classes(file, base)
            if classes is None:
                if not hasattr(builtins, base) or origins.has_stars(file):
                    return False
                continue
            for place, what in classes:
                if place is None and what not in UNMAPPED:
                    return False
                if place is not None and (place, what) not in seen:
                    seen.add((place, what))
                    pending.append((place, what))
    return True


class _Near:
    """The files that a file imports from, by absolute path, as far as it is plain which those are."""

    def __init__(self, path: str, data: bytes, root: str, read: Callable[[str], bytes | None]) -> None:
        self._root = root
        self._read = read
        self._folder = os.path.dirname(path)
        self._left = _MOST_BYTES - len(data)
        self._contents: dict[str, bytes | None] = {path: data}
        self._classes: dict[str, Mapping[str, Sequence[Header]]] = {}

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, ``None`` when there are none or too many."""
        if path not in self._contents:
            data = self._read(path) if self._left > 0 else None
            self._left -= len(data or b"")
            self._contents[path] = data if self._left > 0 else None
        return self._contents[path]

    def classes(self, path: str) -> Mapping[str, Sequence[Header]] | None:
        """The classes that a file states by name, ``None`` for a file that may have mapped ones."""
        data = self.content(path)
        if data is not None and path not in self._classes:
            shape = outline(data)
            if shape.candidate:
                self._contents[path] = None
                return None
            self._classes[path] = by_name(shape.classes)
        return self._classes.get(path)

    def is_foreign(self, top: str) -> bool:
        """Whether a top-level module is certainly none of the project's."""
        return top in UNMAPPED and not any(self._homes(top))

    def resolve(self, module: str, importer: str) -> str | None:
        """The file that ``import module`` loads, ``None`` when that is in doubt."""
        homes = list(self._homes(module.partition(".")[0]))
        return self._file(os.path.join(homes[0], *module.split("."))) if len(homes) == 1 else None

    def beside(self, importer: str, level: int, module: str) -> str | None:
        """The file that a relative import loads."""
        folder = importer
        for _ in range(level):
            folder = os.path.dirname(folder)
        return self._file(os.path.join(folder, *filter(None, module.split("."))))

    def _file(self, stem: str) -> str | None:
        found = [each for each in (os.path.join(stem, "__init__.py"), f"{stem}.py") if os.path.isfile(each)]
        return found[0] if len(found) == 1 else None

    def _homes(self, top: str) -> Iterator[str]:
        """The folders, from that of the file up to the root, in which a top-level module may be found."""
        folder, last = self._folder, ""
        while folder != last and folder.startswith(self._root):
            for home in (folder, *(os.path.join(folder, source) for source in sorted(SOURCE_FOLDERS))):
                place = os.path.join(home, top)
                if os.path.isdir(place) or os.path.lexists(f"{place}.py"):
                    yield home
            last, folder = folder, os.path.dirname(folder)
