"""Which ``.py`` files under a root belong to the project."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from flake8_sqla_rel.project.files import is_barred
from flake8_sqla_rel.project.gitignore import GitIgnore
from flake8_sqla_rel.project.root import MARKERS
from flake8_sqla_rel.project.witness import Witness, is_regular

#: Folders that never hold the project's own modules, whatever is in them.
_FOREIGN = frozenset({"node_modules", "__pycache__", "site-packages", "dist-packages", "__pypackages__"})

#: Ends of folder names that no package of the project has.
_FOREIGN_SUFFIXES = (".egg", ".egg-info", ".dist-info")

#: A folder that has one of these is a virtual environment or a cache.
_FOREIGN_MARKS = frozenset({"pyvenv.cfg", "conda-meta", "CACHEDIR.TAG"})

#: Folders that are build products or backups, unless they are packages of the project.
_PRODUCTS = frozenset({"build", "dist", "backup", "backups", "_backup", "_backups", "bak", "_old"})

#: Names that only a copy has: no import statement can name such a module.
_COPY = re.compile(
    r"(?:copy of )?(.+?)"
    r"(?:\.bak|\.orig|\.old|\.save|\.backup|~|[ -]copy|[ -]?\(\d+\)|[ -]old|[ -]backup[\d-]*)*",
    re.IGNORECASE,
)

#: Names that a copy may have when its original lies beside it.
_COPY_OF = re.compile(r"(?:copy_of_)?(.+?)(?:_(?:backup|bak|old|orig|copy)\d*)?", re.IGNORECASE)


_MAGIC = re.compile(r"[*?\[]")


class FileStat(NamedTuple):
    """A file: path relative to the root with ``/``, and what tells whether it changed.

    ``original`` is the path of what it is a copy of, going by the names; ``""`` for none.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    original: str = ""


class Listing(NamedTuple):
    """What was found under a root.

    ``files`` are the project's, sorted by path. ``nested_roots`` are folders (absolute) in
    which a project of its own begins, ``left_out`` the files and folders (absolute) that the
    user's patterns, a ``.gitignore`` or their permissions leave out: what is in them may be
    there at run time.
    """

    files: tuple[FileStat, ...]
    nested_roots: tuple[str, ...]
    left_out: tuple[str, ...]


class Patterns:
    """flake8's ``exclude`` and ``filename`` for a tree, with flake8's meaning.

    An exclude pattern is a glob over a base name or over an absolute path. ``filename`` is a
    glob over the path as flake8 was told to walk it; since an index does not know that
    spelling, the absolute one and those relative to the working directory count.
    """

    def __init__(self, exclude: Sequence[str], filename: Sequence[str]) -> None:
        # Excluding every __init__.py spares unused-import reports; the packages stay the project's.
        exclude = [pattern for pattern in exclude if pattern != "__init__.py"]
        self._names = frozenset(os.path.normcase(p) for p in exclude if _MAGIC.search(p) is None)
        self._name = _union([p for p in exclude if _MAGIC.search(p) is not None])
        # A pattern that begins with a plain letter cannot match an absolute path.
        self._path = _union([p for p in exclude if p[:1] in "*?[" or os.path.isabs(p)])
        self._filename = None if tuple(filename) == ("*.py",) else _union(filename)
        self._current = os.path.realpath(os.curdir)

    def excluded(self, name: str, path: str) -> bool:
        """Whether the file or folder of that base name and absolute path is excluded."""
        return (
            os.path.normcase(name) in self._names
            or (self._name is not None and self._name(name) is not None)
            or (self._path is not None and self._path(path) is not None)
        )

    def unwanted(self, path: str) -> bool:
        """Whether ``filename`` leaves out the file of that absolute path."""
        if self._filename is None:
            return False
        spellings = [path]
        if path.startswith(self._current + os.sep):
            relative = path[len(self._current) + 1 :]
            spellings += [relative, os.path.join(os.curdir, relative)]
        return all(self._filename(spelling) is None for spelling in spellings)


def _union(patterns: Sequence[str]) -> Callable[[str], object] | None:
    if not patterns:
        return None
    sources = (f"(?:{fnmatch.translate(os.path.normcase(pattern))})" for pattern in patterns)
    return re.compile("|".join(sources)).match


#: Of each .gitignore, outermost first: how much of a path's head it does not see, what it sees before it.
_Ignores: TypeAlias = tuple[tuple[int, str, GitIgnore], ...]


class _Folder(NamedTuple):
    absolute: str
    path: str
    original: str
    ignores: _Ignores
    in_package: bool


_Entries: TypeAlias = dict[str, "os.DirEntry[str]"]


def discover(root: str, patterns: Patterns, witness: Witness | None = None) -> Listing:
    """The project's files under ``root`` (absolute, without symbolic links).

    Folders behind symbolic links are not entered; a linked file counts when its target lies
    outside the root (inside, it is there already). A nested git repository is no part of the
    project, since git does not count it to this one either. ``witness`` notes
    all that the answer rests on but the files' own sizes and times.
    """
    witness = witness or Witness()
    files: list[FileStat] = []
    nested: list[str] = []
    left_out: list[str] = []
    pending = [_Folder(root, "", "", _ignores_above(root, witness), False)]
    while pending:
        folder = pending.pop()
        entries = witness.entries(folder.absolute)
        if not entries and is_barred(folder.absolute):
            left_out.append(folder.absolute)
        if folder.path:
            if ".git" in entries or not _FOREIGN_MARKS.isdisjoint(entries):
                continue
            if not entries.keys().isdisjoint(MARKERS):
                nested.append(folder.absolute)
        ignores = folder.ignores
        if ".gitignore" in entries:
            ignores = (*ignores, *_ignore_file(entries[".gitignore"].path, len(folder.path), "", witness))
        package = folder.in_package or "__init__.py" in entries
        for name, entry in entries.items():
            if name[0] == ".":
                continue
            path = folder.path + name
            if name.endswith(".py"):
                found = _file(entry, path, root)
                if found is None:
                    if is_barred(entry.path):
                        left_out.append(entry.path)
                    continue
                excluded = patterns.excluded(name, entry.path) or patterns.unwanted(entry.path)
                if excluded or _ignored(path, False, ignores):
                    left_out.append(entry.path)
                    continue
                if original := _original_of(folder, name, ".py", entries):
                    found = found._replace(original=original)
                files.append(found)
            elif _may_hold_modules(entry, name, package, witness):
                if patterns.excluded(name, entry.path) or _ignored(path, True, ignores):
                    left_out.append(entry.path)
                    continue
                original = _original_of(folder, name, "", entries)
                inside = original and f"{original}/"
                pending.append(_Folder(entry.path, f"{path}/", inside, ignores, package))
    files.sort()
    nested.sort()
    return Listing(tuple(files), tuple(nested), tuple(left_out))


def is_ignored(root: str, path: str, witness: Witness) -> bool:
    """Whether a ``.gitignore`` would leave out the ``.py`` file of that path under ``root`` (absolute)."""
    ignores = _ignores_above(root, witness)
    folder = ""
    for part in path.split("/"):
        ignores += _ignore_file(os.path.join(root, folder, ".gitignore"), len(folder), "", witness)
        folder += f"{part}/"
        if folder != f"{path}/" and _ignored(folder[:-1], True, ignores):
            return True
    return _ignored(path, False, ignores)


def modules_below(places: Sequence[str], most: int, witness: Witness | None = None) -> list[str] | None:
    """The ``.py`` files among and below the places; ``None`` when there are more than ``most``."""
    witness = witness or Witness()
    found = [place for place in places if place.endswith(".py")]
    pending = [place for place in places if not place.endswith(".py")]
    while pending:
        entries = witness.entries(pending.pop())
        if ".git" in entries or not _FOREIGN_MARKS.isdisjoint(entries):
            continue
        for name, entry in entries.items():
            if name.endswith(".py"):
                found.append(entry.path)
            elif name[0] != "." and _may_hold_modules(entry, name, True, witness):
                pending.append(entry.path)
        if len(found) + len(pending) > most:
            return None
    return found


def _may_hold_modules(entry: os.DirEntry[str], name: str, in_package: bool, witness: Witness) -> bool:
    """Whether an entry is a folder that can hold modules of the project."""
    try:
        if name in _FOREIGN or not entry.is_dir(follow_symlinks=False):
            return False
    except OSError:
        return False
    if name.endswith(_FOREIGN_SUFFIXES):
        return False
    return in_package or name not in _PRODUCTS or _is_package(entry, witness)


def _is_package(entry: os.DirEntry[str], witness: Witness) -> bool:
    witness.folder(entry.path)
    return is_regular(os.path.join(entry.path, "__init__.py"))


def _file(entry: os.DirEntry[str], path: str, root: str) -> FileStat | None:
    try:
        if entry.is_symlink() and (os.path.realpath(entry.path) + os.sep).startswith(root + os.sep):
            return None
        found = entry.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return FileStat(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _original_of(folder: _Folder, name: str, suffix: str, entries: _Entries) -> str:
    """The path of what the named entry of the folder is a copy of; ``""`` when it is none."""
    if folder.original:
        return folder.original + name
    stem = name.removesuffix(suffix)
    if stem.isidentifier():
        match = _COPY_OF.fullmatch(stem) if "_" in stem else None
        original = match[1] + suffix if match is not None else name
        return folder.path + original if original != name and original in entries else ""
    match = _COPY.fullmatch(stem)
    return folder.path + match[1] + suffix if match is not None and match[1] != stem else ""


def _ignored(path: str, folder: bool, ignores: _Ignores) -> bool:
    for skip, before, ignore in reversed(ignores):
        verdict = ignore.verdict(before + path[skip:], folder)
        if verdict is not None:
            return verdict
    return False


def _ignore_file(path: str, skip: int, before: str, witness: Witness) -> _Ignores:
    data = witness.read(path, 1_000_000)
    if not data:
        return ()
    return ((skip, before, GitIgnore(data.decode("utf-8", "surrogateescape"))),)


def _ignores_above(root: str, witness: Witness) -> _Ignores:
    """The pattern files that hold for the root from further up in its git repository."""
    top = root
    while not witness.exists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return ()
        top = above
    ignores = _ignore_file(os.path.join(top, ".git", "info", "exclude"), 0, _path_below(top, root), witness)
    folder = top
    for part in _path_below(top, root).split("/")[:-1]:
        ignores += _ignore_file(os.path.join(folder, ".gitignore"), 0, _path_below(folder, root), witness)
        folder = os.path.join(folder, part)
    # Whoever lints an ignored folder means it.
    return tuple(each for each in ignores if not _ignores_root(each[1], each[2]))


def _ignores_root(path: str, ignore: GitIgnore) -> bool:
    parts = path.split("/")[:-1]
    return any(ignore.verdict("/".join(parts[:end]), True) for end in range(1, len(parts) + 1))


def _path_below(folder: str, root: str) -> str:
    """The path of ``root`` relative to a folder above it, ending in ``/``; ``""`` when it is that folder."""
    relative = os.path.relpath(root, folder)
    return "" if relative == os.curdir else relative.replace(os.sep, "/") + "/"
