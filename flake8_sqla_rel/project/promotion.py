"""Which files may map something although nothing in their own text says so: their classes inherit it.

First the names tell: a class is in question whose base has the name of a mapped class, wherever that is.
What it imports is looked at then, since ``Resource`` is the name of a model and of a hundred other
classes. Where it is not plain which class a base is, the name decides; and a class that only speaks of
mapping, as a filter of Pydantic's may, is not taken for mapped by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from flake8_sqla_rel.project.names import Names
from flake8_sqla_rel.project.origins import MOST_STEPS, UNMAPPED, Files, Origins
from flake8_sqla_rel.project.outline import Header, Outline, by_name

#: Names that begin a line of mapped classes.
_ROOTS: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "SQLModel"})


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
                steps < MOST_STEPS
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
