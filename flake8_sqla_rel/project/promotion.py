"""Which files may map something although nothing in their own text says so: their classes inherit it.

First the names tell: a class is in question whose base has the name of a mapped class, wherever that is.
What it imports is looked at then, since ``Resource`` is the name of a model and of a hundred other
classes. Where it is not plain which class a base is, the name decides; and a class that only speaks of
mapping, as a filter of Pydantic's may, is not taken for mapped by that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias

from flake8_sqla_rel.project.names import Names
from flake8_sqla_rel.project.outline import CLASS, IDENTIFIER, NAME_BEGINS, Header, Outline, by_name

#: Names that begin a line of mapped classes.
_ROOTS: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "SQLModel"})

#: Installed packages of which no class is mapped.
UNMAPPED: Final = sys.stdlib_module_names | {"pydantic", "typing_extensions"}

#: How many steps a base is followed, over classes and over modules that hand it on.
_MOST_STEPS: Final = 50

#: How far before the word "import" its statement may begin.
_FARTHEST: Final = 300
#: The rest of a statement that has no parentheses.
_REST: Final = rb"((?:[^\n\\;#]|\\\r?\n)*)"
_FROM: Final = re.compile(
    rb"[ \t]*from[ \t]+(\.*)[ \t]*(\w+(?:\.\w+)*|)[ \t]*\bimport\b[ \t]*"
    rb"(?:\(([^()#]*(?:#[^\n]*\n[^()#]*)*)\)|" + _REST + rb")"
)
_IMPORT: Final = re.compile(rb"[ \t]*import[ \t]+" + _REST)
_NAMED: Final = re.compile(r"([\w.]+|\*)(?:[\s\\]+as[\s\\]+(\w+))?")
_ARGUMENTS: Final = re.compile(rb"\[[^\[\]]*\]")
#: How many brackets in brackets are understood.
_DEEPEST: Final = 5
_COMMENT: Final = re.compile(rb"#[^\n]*")
_BASE: Final = re.compile(
    NAME_BEGINS + rb"((?:" + IDENTIFIER + rb"\.){0,9})(" + IDENTIFIER + rb")(?![\w\x80-\xff]|[ \t]*[.=])"
)


#: A class: the path of its file and its name; or no path, and the installed package that it is from.
_Class: TypeAlias = tuple["str | None", str]


class Imported(NamedTuple):
    """``name`` of a module, or the module itself where ``name`` is empty."""

    level: int
    module: str
    name: str


class Imports(NamedTuple):
    """What the text of a file says of where its bases come from.

    ``bound`` are the imports by the name that they bind, ``renamed`` by the one that they give another;
    ``prefixes`` are what stands before the last name of a base (``models.``, or nothing), by that name;
    ``decorated`` are the classes that may have a decorator.
    """

    bound: Mapping[str, Sequence[Imported]]
    renamed: Mapping[str, Sequence[Imported]]
    prefixes: Mapping[str, Sequence[str]]
    decorated: frozenset[str]


def read_imports(data: bytes) -> Imports:
    """The imports and the bases in the bytes of a file."""
    bound: dict[str, list[Imported]] = {}
    renamed: dict[str, list[Imported]] = {}
    prefixes: dict[str, dict[str, None]] = {}
    for name, imported in _imported(data):
        bound.setdefault(name, []).append(imported)
        if imported.name not in ("", name):
            renamed.setdefault(imported.name, []).append(imported)
    decorated = set()
    for match in CLASS.finditer(data):
        if _line_before(data, match.start()).startswith((b"@", b")", b"#")):
            decorated.add(_text(match[1]))
        for prefix, base in _BASE.findall(_without_arguments(match[2] or b"")):
            prefixes.setdefault(_text(base), {})[_text(prefix)] = None
    before = {base: tuple(known) for base, known in prefixes.items()}
    return Imports(bound, renamed, before, frozenset(decorated))


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


def promoted(
    outlines: Mapping[str, Outline], seeds: Iterable[str], files: Callable[[], Files]
) -> frozenset[str]:
    """The paths of further files that may map something: their classes inherit from mapped ones.

    ``outlines`` are those of all files by path, ``seeds`` the paths of the candidates. ``files``
    makes what bases are followed over; it is not asked where the names alone say no.
    """
    known = set(seeds)
    names, in_question = _by_name(outlines, known)
    if not in_question:
        return frozenset()
    mapped = _Search(files(), known, names).mapped(in_question)
    return frozenset(path for path, _ in mapped if path not in known)


def _by_name(outlines: Mapping[str, Outline], known: set[str]) -> tuple[set[str], set[tuple[str, str]]]:
    """The names of mapped classes, going by names alone, and such classes outside of the ``known`` files."""
    waiting: dict[str, list[tuple[str, Header]]] = {}
    ready: list[tuple[str, Header]] = []
    for path, shape in outlines.items():
        for header in shape.classes:
            if _is_seed(path, header, known):
                ready.append((path, header))
            for base in header.bases:
                waiting.setdefault(base, []).append((path, header))
    found: set[tuple[str, str]] = set()
    names: set[str] = set()
    while ready:
        path, header = ready.pop()
        if path not in known:
            found.add((path, header.name))
        if header.name not in names:
            names.add(header.name)
            ready += waiting.get(header.name, ())
    return names, found


def _is_seed(path: str, header: Header, known: set[str]) -> bool:
    """Whether the class is mapped by its own text."""
    return (header.mapped and path in known) or not _ROOTS.isdisjoint(header.bases)


class _Search:
    """Follows bases to the classes that they are."""

    def __init__(self, files: Files, known: set[str], names: set[str]) -> None:
        self._files = files
        self._known = known
        self._names = names
        self._origins = Origins(files)
        self._plain: dict[tuple[str, str], bool] = {}

    def mapped(self, asked: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the classes asked for, and of what they inherit from, that may be mapped."""
        below: dict[tuple[str, str], list[tuple[str, str]]] = {}
        seeds: list[tuple[str, str]] = []
        pending = list(asked)
        seen = set(pending)
        while pending:
            cls = pending.pop()
            for header in self._headers(*cls):
                if _is_seed(cls[0], header, self._known) and not self._is_plain(*cls):
                    seeds.append(cls)
                for base in header.bases:
                    classes = self._origins.classes(cls[0], base)
                    if classes is None and base in self._names:
                        seeds.append(cls)
                    above = [(file, name) for file, name in classes or () if file is not None]
                    for each in above:
                        below.setdefault(each, []).append(cls)
                    pending += [each for each in above if each not in seen]
                    seen.update(above)
        found: set[tuple[str, str]] = set()
        while seeds:
            cls = seeds.pop()
            if cls not in found:
                found.add(cls)
                seeds += below.get(cls, ())
        return found

    def _headers(self, path: str, name: str) -> Sequence[Header]:
        return (self._files.classes(path) or {}).get(name, ())

    def _is_plain(self, path: str, name: str, steps: int = 0) -> bool:
        """Whether all that a class inherits ends in packages that map nothing, and no decorator maps it."""
        cls = (path, name)
        if cls not in self._plain:
            # Of a circle nothing is told.
            self._plain[cls] = False
            self._plain[cls] = (
                steps < _MOST_STEPS
                and not self._origins.may_be_decorated(path, name)
                and all(
                    header.bases and all(self._is_plain_base(path, base, steps) for base in header.bases)
                    for header in self._headers(path, name)
                )
            )
        return self._plain[cls]

    def _is_plain_base(self, path: str, base: str, steps: int) -> bool:
        classes = self._origins.classes(path, base)
        return bool(classes) and all(
            name in UNMAPPED if file is None else self._is_plain(file, name, steps + 1)
            for file, name in classes or ()
        )


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


class AllFiles:
    """All files of a project, by path relative to its root with ``/``.

    ``outlines`` are those of the files that can be imported, ``content`` gives the bytes of one.
    """

    def __init__(
        self, outlines: Mapping[str, Outline], names: Names, content: Callable[[str], bytes | None]
    ) -> None:
        self._outlines = outlines
        self._names = names
        self._content = content
        self._classes: dict[str, Mapping[str, Sequence[Header]]] = {}
        self.resolve = names.resolve
        self.is_foreign = names.is_foreign

    def classes(self, path: str) -> Mapping[str, Sequence[Header]] | None:
        """The classes that a file states by name, ``None`` when that cannot be told."""
        if path not in self._classes and path in self._outlines:
            self._classes[path] = by_name(self._outlines[path].classes)
        return self._classes.get(path)

    def content(self, path: str) -> bytes | None:
        """The bytes of a file; ``None`` when it cannot be read, or is a copy of another."""
        return self._content(path) if path in self._outlines else None

    def beside(self, importer: str, level: int, module: str) -> str | None:
        """The file that a relative import loads, ``None`` when none is known."""
        folder = importer.split("/")[:-level]
        stem = "/".join([*folder, *filter(None, module.split("."))])
        found = [each for each in (f"{stem}/__init__.py".lstrip("/"), f"{stem}.py") if each in self._outlines]
        return found[0] if found and level <= importer.count("/") + 1 else None


class Origins:
    """Which classes the bases in files are, by the texts of these files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, Imports | None] = {}
        self._known: dict[tuple[str, str], list[_Class] | None] = {}

    def classes(self, path: str, base: str) -> list[_Class] | None:
        """Path and name of each class that a base of that name in a file may be.

        Of one that is not the project's the path is ``None``, and the name that of the installed package.
        ``None`` instead of all this where it cannot be told.
        """
        imports = self._imports(path)
        if imports is None:
            return None
        found: list[_Class] = []
        # What is no base by that name may be imported by it and be one by another; else it is an argument.
        otherwise = ("",) if base in imports.renamed else ()
        for prefix in imports.prefixes.get(base, otherwise):
            classes = self._attribute(path, prefix, base) if prefix else self._bound(path, base)
            if classes is None:
                return None
            found += classes
        return found

    def may_be_decorated(self, path: str, name: str) -> bool:
        """Whether a class of that name in a file may have a decorator."""
        imports = self._imports(path)
        return imports is None or name in imports.decorated

    def has_stars(self, path: str) -> bool:
        """Whether a file may have any name from a star import."""
        imports = self._imports(path)
        return imports is None or "*" in imports.bound

    def _bound(self, path: str, name: str, steps: int = 0) -> list[_Class] | None:
        """What a name in a file is: a class that stands there, or what is imported by that name."""
        asked = (path, name)
        if asked not in self._known:
            # Of a circle of imports nothing is told.
            self._known[asked] = None
            self._known[asked] = self._worked_out(path, name, steps)
        return self._known[asked]

    def _worked_out(self, path: str, name: str, steps: int) -> list[_Class] | None:
        stated, imports = self._files.classes(path), self._imports(path)
        if stated is None or imports is None or steps > _MOST_STEPS:
            return None
        found: list[_Class] = [(path, name)] if name in stated else []
        imported = [*imports.bound.get(name, ()), *imports.renamed.get(name, ())]
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
        imports = self._imports(path)
        modules = () if imports is None else imports.bound.get(first, ())
        if not modules:
            return None
        found: list[_Class] = []
        for level, module, imported in modules:
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

    def _imports(self, path: str) -> Imports | None:
        if path not in self._read:
            data = self._files.content(path)
            self._read[path] = None if data is None else read_imports(data)
        return self._read[path]


def _imported(data: bytes) -> Iterator[tuple[str, Imported]]:
    """The names that imports bind, in whichever scope, each with what it is then."""
    end = 0
    for start in _statements(data, b"import"):
        if start < end:
            # It is in a statement that goes over several lines.
            continue
        if match := _FROM.match(data, start):
            end = match.end()
            level, module = len(match[1]), _text(match[2])
            listed = _text(_COMMENT.sub(b"", match[3] if match[4] is None else match[4]))
            for name, alias in _NAMED.findall(listed):
                yield alias or name, Imported(level, module, name)
        elif match := _IMPORT.match(data, start):
            end = match.end()
            for module, alias in _NAMED.findall(_text(match[1])):
                top = module.partition(".")[0]
                yield alias or top, Imported(0, module if alias else top, "")


def _statements(data: bytes, word: bytes) -> Iterator[int]:
    """Where statements may begin that have a word in them; each once."""
    last, at = -1, data.find(word)
    while at >= 0:
        first = max(0, at - _FARTHEST)
        start = max(data.rfind(b"\n", first, at), data.rfind(b";", first, at)) + 1
        # Where neither is near, the statement is too long to be an import.
        if start > last and (start or not first):
            yield start
            last = start
        at = data.find(word, at + 1)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
