"""Which classes the bases of a class are, followed over imports in the texts of files.

Where it is not plain which class a base is, nothing is told.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias

from flake8_sqla_rel.project.outline import CLASS, IDENTIFIER, NAME_BEGINS, Header
from flake8_sqla_rel.source.imports import Import, read_imports

#: Installed packages of which no class is mapped.
UNMAPPED: Final = sys.stdlib_module_names | {"pydantic", "typing_extensions"}

#: How many steps a base is followed, over classes and over modules that hand it on.
MOST_STEPS: Final = 50

_ARGUMENTS: Final = re.compile(rb"\[[^\[\]]*\]")
#: How many brackets in brackets are understood.
_DEEPEST: Final = 5
_BASE: Final = re.compile(
    NAME_BEGINS + rb"((?:" + IDENTIFIER + rb"\.){0,9})(" + IDENTIFIER + rb")(?![\w\x80-\xff]|[ \t]*[.=])"
)


#: A class: the path of its file and its name; or no path, and the installed package that it is from.
_Class: TypeAlias = tuple["str | None", str]


class Sources(NamedTuple):
    """What the text of a file says of where its bases come from.

    ``bound`` are the imports by the name that they bind, ``renamed`` by the one that they give another;
    ``prefixes`` are what stands before the last name of a base (``models.``, or nothing), by that name;
    ``decorated`` are the classes that may have a decorator.
    """

    bound: Mapping[str, Sequence[Import]]
    renamed: Mapping[str, Sequence[Import]]
    prefixes: Mapping[str, Sequence[str]]
    decorated: frozenset[str]


def read_sources(data: bytes) -> Sources:
    """The imports and the bases in the bytes of a file."""
    bound: dict[str, list[Import]] = {}
    renamed: dict[str, list[Import]] = {}
    prefixes: dict[str, dict[str, None]] = {}
    for each in read_imports(data):
        if not (each.name or each.alias):
            # It binds the package at its top.
            each = each._replace(module=each.module.partition(".")[0])
        bound.setdefault(each.alias or each.name or each.module, []).append(each)
        if each.name and each.alias not in ("", each.name):
            renamed.setdefault(each.name, []).append(each)
    decorated = set()
    for match in CLASS.finditer(data):
        if _line_before(data, match.start()).startswith((b"@", b")", b"#")):
            decorated.add(_text(match[1]))
        for prefix, base in _BASE.findall(_without_arguments(match[2] or b"")):
            prefixes.setdefault(_text(base), {})[_text(prefix)] = None
    before = {base: tuple(known) for base, known in prefixes.items()}
    return Sources(bound, renamed, before, frozenset(decorated))


def _without_arguments(bases: bytes) -> bytes:
    """The bases without what their types are given in brackets."""
    for _ in range(_DEEPEST):
        fewer = _ARGUMENTS.sub(b"", bases)
        if fewer == bases:
            break
        bases = fewer
    return bases


def _line_before(data: bytes, at: int) -> bytes:
    """The line above the one of ``at``, without white space around it; nothing of a very long one."""
    end = data.rfind(b"\n", max(0, at - 200), at)
    return data[max(data.rfind(b"\n", max(0, end - 200), end), 0) : end].strip() if end > 0 else b""


class Files(Protocol):
    """The files that bases are followed over, and which of them an import loads."""

    def classes(self, path: str) -> Mapping[str, Sequence[Header]] | None:
        """The classes that a file states by name, ``None`` when that cannot be told."""

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, ``None`` when it cannot be read."""

    def resolve(self, module: str, importer: str) -> str | None:
        """The file that ``import module`` in another file loads, ``None`` when none is known."""

    def beside(self, importer: str, level: int, module: str) -> str | None:
        """The file that a relative import loads, ``None`` when none is known."""

    def is_foreign(self, top: str) -> bool:
        """Whether a top-level module is certainly none of the project's."""


class Origins:
    """Which classes the bases in files are, by the texts of these files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, Sources | None] = {}
        self._known: dict[tuple[str, str], list[_Class] | None] = {}

    def classes(self, path: str, base: str) -> list[_Class] | None:
        """Path and name of each class that a base of that name in a file may be.

        Of one that is not the project's the path is ``None``, and the name that of the installed package.
        ``None`` instead of all this where it cannot be told.
        """
        sources = self._sources(path)
        if sources is None:
            return None
        found: list[_Class] = []
        # What is no base by that name may be imported by it and be one by another; else it is an argument.
        otherwise = ("",) if base in sources.renamed else ()
        for prefix in sources.prefixes.get(base, otherwise):
            classes = self._attribute(path, prefix, base) if prefix else self._bound(path, base)
            if classes is None:
                return None
            found += classes
        return found

    def may_be_decorated(self, path: str, name: str) -> bool:
        """Whether a class of that name in a file may have a decorator."""
        sources = self._sources(path)
        return sources is None or name in sources.decorated

    def has_stars(self, path: str) -> bool:
        """Whether a file may have any name from a star import."""
        sources = self._sources(path)
        return sources is None or "*" in sources.bound

    def _bound(self, path: str, name: str, steps: int = 0) -> list[_Class] | None:
        """What a name in a file is: a class that stands there, or what is imported by that name."""
        asked = (path, name)
        if asked not in self._known:
            # Of a circle of imports nothing is told.
            self._known[asked] = None
            self._known[asked] = self._worked_out(path, name, steps)
        return self._known[asked]

    def _worked_out(self, path: str, name: str, steps: int) -> list[_Class] | None:
        stated, sources = self._files.classes(path), self._sources(path)
        if stated is None or sources is None or steps > MOST_STEPS:
            return None
        found: list[_Class] = [(path, name)] if name in stated else []
        imported = [*sources.bound.get(name, ()), *sources.renamed.get(name, ())]
        if not found and not imported:
            return None
        for each in imported:
            classes = self._of_module(path, each.level, each.module, each.name, steps + 1)
            if classes is None:
                return None
            found += classes
        return list(dict.fromkeys(found))

    def _attribute(self, path: str, prefix: str, name: str) -> list[_Class] | None:
        """What an attribute of a module is, whose name in the file stands before it."""
        first, *rest = prefix.rstrip(".").split(".")
        sources = self._sources(path)
        modules = () if sources is None else sources.bound.get(first, ())
        if not modules:
            return None
        found: list[_Class] = []
        for level, module, imported, _ in modules:
            parts = [part for part in (module, imported, *rest) if part]
            classes = self._of_module(path, level, ".".join(parts), name, 1)
            if classes is None:
                return None
            found += classes
        return found

    def _of_module(self, path: str, level: int, module: str, name: str, steps: int) -> list[_Class] | None:
        if level:
            file = self._files.beside(path, level, module)
        else:
            file = self._files.resolve(module, path)
            if file is None and self._files.is_foreign(module.partition(".")[0]):
                return [(None, module.partition(".")[0])]
        return None if file is None or not name else self._bound(file, name, steps)

    def _sources(self, path: str) -> Sources | None:
        if path not in self._read:
            data = self._files.content(path)
            self._read[path] = None if data is None else read_sources(data)
        return self._read[path]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
