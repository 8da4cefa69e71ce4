"""What earlier runs concluded, and whether it still holds.

Findings are a pure function of the linter, the options, the content of the project's files
and the few things beside them that were looked at (requirements, installed packages). So
they are kept under a digest of all of that, and a change anywhere is another digest. That
nothing changed is told in the shortest way there is, by the times of folders and files:

``tree-...``
    the files of the project with their sizes and times, the folders they were found in, and
    under which digest the findings are.
``findings-...``
    the findings, by that digest, with what of the project's files, of installed packages and of
    excluded files was asked for them. Those found last hold on through an edit that changes none
    of these answers (:mod:`flake8_sqla_rel.project.carried`).

The first is found by a digest of everything that was chosen, so that runs with different
options keep theirs apart. Both are plain data, checked when read; whatever is wrong with
them, they count as absent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from flake8_sqla_rel.config import DEFAULT_FILENAME, Settings
from flake8_sqla_rel.finding import Finding, Kind, Place, Related
from flake8_sqla_rel.project.cache import Cache, cache_folder, digest
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.names import packages_above
from flake8_sqla_rel.project.witness import (
    Witness,
    differing,
    pack,
    renewed,
    split,
    stats,
    trusted,
    unpack,
)

if TYPE_CHECKING:
    from array import array

    from flake8_sqla_rel.project.discover import Listing
    from flake8_sqla_rel.project.index import ProjectIndex

#: How many trees and findings are kept: of flake8, of ``sqla-rel``, of an editor, of a branch or two.
_TREES: Final = 4
_FINDINGS: Final = 8

#: What a record that cannot be used raises when it is.
_UNUSABLE: Final = (TypeError, ValueError, LookupError, AttributeError)

#: Settings that findings do not depend on.
_NOT_ASKED: Final = frozenset({"root", "cache", "cache_dir"})


class Found(NamedTuple):
    """The findings, and the files with models whose present content is no Python."""

    findings: Sequence[Finding]
    unparsed: Sequence[str]


class Conclusions(NamedTuple):
    """What is known of a project.

    ``models`` are the paths of the files that may declare models, ``packages`` of the ``__init__``
    modules of the packages that these are in, ``nested_roots`` the folders in which a project of its
    own begins; ``found`` is ``None`` when it is not worked out.
    """

    models: Sequence[str]
    packages: Sequence[str]
    nested_roots: Sequence[str]
    found: Found | None


def packages(models: Sequence[str], files: Container[str]) -> list[str]:
    """Those of ``files`` that are ``__init__`` modules of packages with any of the ``models`` in them."""
    folders: dict[str, None] = {}
    for path in models:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders[folder] = None
            folder = folder.rpartition("/")[0]
    modules = [f"{folder}/__init__.py" if folder else "__init__.py" for folder in folders]
    return [module for module in modules if module in files]


class Memory:
    """The memory of the project at ``root``.

    ``overlay`` is, after :meth:`recall`, what of it really differs from what is on disk, and
    ``listing`` what is in the tree, where its folders did not change.
    """

    def __init__(self, root: str, settings: Settings, overlay: Mapping[str, bytes]) -> None:
        self.cache = Cache(cache_folder(root, settings.cache_dir) if settings.cache else None)
        self.overlay = dict(overlay)
        self.listing: Listing | None = None
        self._root = root
        self._settings = settings
        # All modules of this program are looked at for it, so once is enough.
        self._chosen = _chosen(settings)
        self._tree = f"tree-{self._chosen}"
        self._walk = Witness()
        self._table: dict[str, Any] = {}
        self._carried_on: dict[str, Any] = {}
        self._stale = False

    def recall(self) -> Conclusions | None:
        """What was concluded from exactly this state of the project; ``None`` when it is not known."""
        if not self._settings.cache:
            return None
        try:
            known = self.cache.load(self._tree)
            return self._recall(known) if known else None
        except _UNUSABLE:
            self.listing, self._table = None, {}
            return None

    def _recall(self, known: dict[str, Any]) -> Conclusions | None:
        if known["root"] != self._root or known["above"] != packages_above(self._root):
            return None
        walk = renewed(known["walk"], self._walk.started)
        if walk is None:
            return None
        paths = split(known["files"])
        before = unpack(known["times"], len(paths))
        now = stats(os.path.join(self._root, path) for path in paths)
        nested, left_out = split(known["nested"]), split(known["left_out"])
        models, files = split(known["models"]), frozenset(paths)
        if not files.issuperset(models):
            raise ValueError("models that are no files")
        self._drop_what_is_on_disk(files)
        if any(now[3 * at] < 0 for at in differing(before, now)):
            return None
        self._table = {**known, "walk": walk}
        release = renewed(known["release"], self._walk.started)
        if now == before and not self.overlay and release is not None:
            found = self._found(known["findings"])
            if found is not None or not known["findings"]:
                self._table["release"] = release
                self._stale = self._table != known
                return Conclusions(models, packages(models, files), nested, found)
        self.listing = _listing(paths, now, known["originals"], nested, left_out)
        return None

    def _drop_what_is_on_disk(self, paths: frozenset[str]) -> None:
        for path, data in list(self.overlay.items()):
            if path in paths and data == read_regular(os.path.join(self._root, path), MAX_SOURCE):
                del self.overlay[path]

    def discover(self) -> Listing:
        """What is in the tree."""
        if self.listing is None:
            from flake8_sqla_rel.project.discover import Patterns, discover

            patterns = Patterns(self._settings.exclude, self._settings.filename)
            self.listing = discover(self._root, patterns, self._walk)
        return self.listing

    def release(self) -> tuple[tuple[int, int], Witness]:
        """The SQLAlchemy release of the project, and what that rests on."""
        from flake8_sqla_rel.project.versions import release

        witness = Witness()
        return release(self._root, self._settings.sqlalchemy, witness), witness

    def key(self, index: ProjectIndex, release: tuple[int, int]) -> str:
        """The digest of everything that the findings in a state of the project follow from."""
        return self._under(index.digest(), release)

    def found(self, key: str) -> Found | None:
        """What is kept under a key."""
        try:
            return self._found(key)
        except _UNUSABLE:
            return None

    def carried(self, index: ProjectIndex, release: tuple[int, int]) -> Found | None:
        """What was found last, where nothing that it rests on says anything else now."""
        try:
            return self._carried(index, release)
        except _UNUSABLE:
            return None

    def _carried(self, index: ProjectIndex, release: tuple[int, int]) -> Found | None:
        from flake8_sqla_rel.project.carried import carried, moved_since
        from flake8_sqla_rel.project.rests import rests_out_of

        key = self._table.get("findings")
        kept = self.cache.load(f"findings-{key}") if key else None
        if not kept or kept["frame"] != self._under(index.frame(), release):
            return None
        asked = renewed(kept["asked"], self._walk.started)
        if asked is None:
            return None
        rests = rests_out_of(kept["rests"])
        moved = moved_since(index, rests)
        findings = None if moved is None else carried([_checked(each) for each in kept["findings"]], moved)
        if moved is None or findings is None:
            return None
        index.keep_installed(rests.installed)
        now = rests._replace(stands={path: index.stand(path) for path in rests.stands})
        self._carried_on = {"asked": asked, "rests": now}
        unparsed = (set(split(kept["unparsed"])) - moved.keys()) | (index.unparsed & moved.keys())
        return Found(findings, sorted(unparsed))

    def _under(self, project: str, release: tuple[int, int]) -> str:
        """The digest of what is chosen, of what is said of the project, and of the release."""
        return digest("\0".join((self._chosen, project, *map(str, release))).encode())

    def _found(self, key: str) -> Found | None:
        if type(key) is not str:
            raise TypeError("no key")
        if not key:
            return None
        kept = self.cache.load(f"findings-{key}")
        if not kept or renewed(kept["asked"], self._walk.started) is None:
            return None
        if type(kept["findings"]) is not list:
            raise TypeError("no list")
        return Found([_checked(each) for each in kept["findings"]], split(kept["unparsed"]))

    def remember(
        self,
        index: ProjectIndex,
        key: str,
        release: tuple[tuple[int, int], Witness],
        found: Found | None,
    ) -> None:
        """Keep what was concluded, for :meth:`recall` and :meth:`found`.

        ``key`` is ``""`` when no findings were worked out; ``found`` is ``None`` when those of
        the key are kept already. ``release`` is what :meth:`release` gave.
        """
        if not self._settings.cache or self.overlay or self.listing is None:
            return
        if found is not None:
            table = {
                "frame": self._under(index.frame(), release[0]),
                **(self._carried_on or {"asked": index.asked.noted(), "rests": index.rests()}),
                "findings": [_kept(each) for each in found.findings],
                "unparsed": "\0".join(found.unparsed),
            }
            self.cache.save(f"findings-{key}", table, _FINDINGS)
        times = [
            number
            for file in self.listing.files
            for number in trusted((file.size, file.mtime_ns, file.ctime_ns), self._walk.started)
        ]
        from array import array

        table = {
            "root": self._root,
            "above": packages_above(self._root),
            "walk": self._table.get("walk") or self._walk.noted(),
            "files": "\0".join(file.path for file in self.listing.files),
            "times": pack(array("q", times)),
            "originals": {file.path: file.original for file in self.listing.files if file.original},
            "nested": "\0".join(self.listing.nested_roots),
            "left_out": "\0".join(self.listing.left_out),
            "models": "\0".join(module.path for module in index.models()),
            "release": release[1].noted(),
            "findings": key,
        }
        self.cache.save(self._tree, table, _TREES)

    def refresh(self) -> None:
        """Keep the times of what changed without consequence, so that it is not looked at again."""
        if self._stale:
            self.cache.save(self._tree, self._table, _TREES)


def _listing(
    paths: Sequence[str],
    times: array[int],
    originals: Mapping[str, str],
    nested: Sequence[str],
    left_out: Sequence[str],
) -> Listing:
    from flake8_sqla_rel.project.discover import FileStat, Listing

    numbers = iter(times)
    files = [
        FileStat(path, size, mtime, ctime, originals.get(path, ""))
        for path, size, mtime, ctime in zip(paths, numbers, numbers, numbers)
    ]
    return Listing(tuple(files), tuple(nested), tuple(left_out))


def _chosen(settings: Settings) -> str:
    """The digest of what is chosen: the linter, the interpreter's packages, the options that count."""
    # Where it runs matters to patterns over paths and to an entry of sys.path that means it.
    here = settings.filename != DEFAULT_FILENAME or "" in sys.path
    options = [(name, getattr(settings, name)) for name in settings._fields if name not in _NOT_ASKED]
    about = (_linter(), sys.path, os.path.realpath(os.curdir) if here else "", options)
    return digest(repr(about).encode("utf-8", "surrogatepass"))


def _linter() -> str:
    """What tells this program from every other version of it.

    Where it was installed as a wheel, those are the checksums in its record and the sizes of its modules,
    so that a cache outlives the environment, as it does in CI; elsewhere their sizes and times.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = []
    pending = [package]
    while pending:
        with os.scandir(pending.pop()) as found:
            for entry in found:
                if entry.name.endswith(".py"):
                    paths.append(entry.path)
                elif entry.name != "__pycache__" and entry.is_dir():
                    pending.append(entry.path)
    paths.sort()
    seen = stats(paths)
    record = _recorded(package)
    names = (os.path.relpath(path, package) for path in paths) if record else paths
    numbers = seen[::3] if record else seen
    return digest("\0".join(names).encode("utf-8", "surrogatepass") + numbers.tobytes() + record)


def _recorded(package: str) -> bytes:
    """What the record of the installed distribution says of its modules, empty where there is none.

    Its form is that of https://packaging.python.org/specifications/recording-installed-packages.
    """
    site, name = os.path.split(package)
    with os.scandir(site) as found:
        beside = [entry.path for entry in found if entry.name.startswith(f"{name}-")]
    records = [path for path in beside if path.endswith(".dist-info")]
    if len(records) != 1:
        return b""
    lines = (read_regular(os.path.join(records[0], "RECORD"), MAX_SOURCE) or b"").splitlines()
    head = f"{name}/".encode()
    return b"\n".join(sorted(line for line in lines if line.startswith(head) and b".py,sha256=" in line))


def _kept(finding: Finding) -> list[Any]:
    """A finding as data for JSON."""
    kind = None if finding.kind is None else finding.kind.value
    return [*finding[:4], finding.related, kind]


def _checked(kept: Any) -> Finding:
    """A finding out of what was read; ``ValueError`` and the like when it is none."""
    code, place, message, subject, related, kind = kept
    others = tuple([Related(_place(each), _text(note)) for each, note in related])
    known = None if kind is None else Kind(kind)
    return Finding(_text(code), _place(place), _text(message), _text(subject), others, known)


def _place(kept: Any) -> Place:
    path, line, col = kept
    if type(path) is not str or type(line) is not int or type(col) is not int or line < 1 or col < 0:
        raise ValueError("no place")
    return Place(path, line, col)


def _text(kept: Any) -> str:
    if type(kept) is not str or not kept.isprintable():
        raise ValueError("no line of text")
    return kept
