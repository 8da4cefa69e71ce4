"""What was read of a project, kept between runs.

In the cache folder, below a folder named after the versions that what is in it depends on:

``files.json``
    of every file size, times, digest of its content, state and last good content: all that a
    warm start reads beside the facts it asks for.
``classes.json``
    the outlines by digest: read only when a file has changed or a class name is looked up.
``facts-0`` ... ``facts-f``
    facts by digest, a line each, in sixteen parts by the digest's first digit: linting one
    file decodes only what that file needs, and an edit rewrites a sixteenth or two, where
    one file per content would cost an ``open`` for each model at every start.
``tree-...`` and ``findings-...``
    what :mod:`flake8_sqla_rel.project.memory` keeps, a file for each of the last few ways in
    which the project was looked at.

Nothing in one file depends on another: facts and outlines are found by the digest of the
content they were made of, so that runs may overwrite one another's files. Every file is
written whole beside its place and renamed into it, and carries checksums. Only JSON is
read. Whatever is wrong with a file, it counts as absent, and :attr:`Cache.notes` says why.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from flake8_sqla_rel import source
from flake8_sqla_rel.project import outline
from flake8_sqla_rel.project.files import read_regular
from flake8_sqla_rel.project.hashing import blake2b
from flake8_sqla_rel.project.outline import Header, Outline

if TYPE_CHECKING:
    from flake8_sqla_rel.source.facts import ModuleFacts

FOLDER: Final = ".sqla_rel_cache"

_FORMAT: Final = 2
_TAG: Final = f"{_FORMAT}.{source.VERSION}.{outline.VERSION}-py{sys.version_info[0]}.{sys.version_info[1]}"
_TAGS: Final = re.compile(r"\d+\.\d+\.\d+-py(\d+\.\d+)")
_MAGIC: Final = b"sqla-rel-cache " + _TAG.encode() + b" "
_MAX_SIZE: Final = 256 * 1024 * 1024
_OURS: Final = re.compile(r"files\.json|classes\.json|(?:facts|tree|findings)-[0-9a-f]+")

_SIGNATURE: Final = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This folder holds what flake8-sqla-rel read of the project; it may be deleted at any time.\n"
)


class Entry(NamedTuple):
    """A file as it was last seen.

    ``digest`` is that of its content, ``state`` one of the constants below. ``good`` is the
    digest of its last content that could be parsed, ``""`` when that is the present one
    (or there was none).
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    digest: str
    state: int
    good: str = ""


PLAIN: Final = 0
"""Nothing in the file bears on a mapping."""
CANDIDATE: Final = 1
"""The file's own text may map something."""
PROMOTED: Final = 2
"""A class in it inherits from one that may be mapped."""
COPY: Final = 3
"""It is a backup of another file."""


def digest(data: bytes) -> str:
    """The name of a content."""
    return blake2b(data, digest_size=16).hexdigest()


def cache_folder(root: str, chosen: str | None) -> str:
    """Where the cache of the project at ``root`` lies; ``chosen`` is the folder the user named."""
    if chosen is None:
        return os.path.join(root, FOLDER)
    # Several projects may share a chosen folder.
    name = blake2b(os.fsencode(root), digest_size=8).hexdigest()
    return os.path.join(chosen, f"sqla-rel-{name}")


class Cache:
    """The cache in ``folder``; ``None``: nothing is read or written.

    ``notes`` collects, a line each, why something was not used or not written.
    """

    def __init__(self, folder: str | None) -> None:
        self.notes: list[str] = []
        self._folder = folder
        self._place = None if folder is None else os.path.join(folder, _TAG)
        self._parts: dict[str, dict[str, bytes]] = {}
        self._fresh: dict[str, ModuleFacts | str] = {}
        #: The same for what was encoded elsewhere, as the lines that are to be stored.
        self._fresh_lines: dict[str, bytes] = {}
        if folder is not None and os.path.islink(folder):
            self._note(folder, "is a symbolic link")
            self._folder = self._place = None

    @property
    def folder(self) -> str | None:
        """Where it is; ``None`` when nothing is read or written."""
        return self._folder

    def files(self) -> dict[str, Entry]:
        """The files as last seen, by path."""
        data = self._load("files.json")
        try:
            return {path: Entry(*entry) for path, entry in data.items() if _is_entry(entry)}
        except (AttributeError, TypeError):
            return {}

    def outlines(self) -> dict[str, Outline]:
        """The outlines kept, by digest of the content."""
        found: dict[str, Outline] = {}
        data = self._load("classes.json")
        try:
            for key, (candidate, classes) in data.items():
                headers = tuple([Header(name, tuple(bases), mapped) for name, bases, mapped in classes])
                if not _is_outline(candidate, headers):
                    raise ValueError("a field of the wrong type")
                found[key] = Outline(candidate, headers)
        except (AttributeError, TypeError, ValueError) as error:
            self._note("classes.json", str(error))
            return {}
        return found

    def facts(self, key: str) -> ModuleFacts | str | None:
        """The facts of the content of that digest.

        Text when the content cannot be read as Python: the reason. ``None`` when not kept.
        """
        if key in self._fresh:
            return self._fresh[key]
        line = self._fresh_lines.get(key) or self._part(key[:1]).get(key)
        if line is None:
            return None
        try:
            check, text = line[33:49], line[50:]
            if _checksum(key, text) != check:
                raise ValueError("checksum differs")
            data = loads(text)
            if isinstance(data, str):
                return data
            from flake8_sqla_rel.source import codec

            return codec.decode(data)
        except (ValueError, RecursionError, MemoryError) as error:
            self._note(f"facts-{key[:1]}", f"{key}: {error}")
            self._part(key[:1]).pop(key, None)
            self._fresh_lines.pop(key, None)
            return None

    def keeps(self, key: str) -> bool:
        """Whether facts of the content of that digest, or why there are none, are kept."""
        return key in self._fresh or key in self._fresh_lines or key in self._part(key[:1])

    def is_good(self, key: str) -> bool:
        """Whether facts of the content of that digest are kept (and not that it cannot be read)."""
        fresh = self._fresh.get(key)
        if fresh is not None:
            return not isinstance(fresh, str)
        line = self._fresh_lines.get(key) or self._part(key[:1]).get(key, b"")
        return line[50:51] == b"["

    @property
    def has_more(self) -> bool:
        """Whether facts were added that are not stored."""
        return bool(self._fresh or self._fresh_lines)

    def add(self, key: str, facts: ModuleFacts | str | bytes) -> None:
        """Keep the facts of a content for :meth:`store`, or why there are none, or the line of either."""
        if isinstance(facts, bytes):
            self._fresh_lines[key] = facts
        else:
            self._fresh[key] = facts

    def store(
        self,
        files: Mapping[str, Entry] | None,
        outlines: Mapping[str, Outline] | None,
        wanted: Collection[str],
        dropped: Iterable[str],
    ) -> None:
        """Write what changed: ``files`` and ``outlines`` where given, and the facts added.

        Facts of digests outside of ``wanted`` are left out of the parts that are written;
        ``dropped`` are digests whose parts have to be written for that reason alone.
        """
        keys = {key[:1] for key in (*self._fresh, *self._fresh_lines) if key in wanted}
        keys.update(key[:1] for key in dropped if key in self._part(key[:1]))
        if self._place is None or not (keys or files is not None or outlines is not None):
            return
        if not self._make_folders():
            return
        for digit in sorted(keys):
            self._store_part(digit, wanted)
        if outlines is not None:
            table = {
                key: [shape.candidate, [[h.name, list(h.bases), h.mapped] for h in shape.classes]]
                for key, shape in outlines.items()
            }
            self._write("classes.json", _sealed("classes.json", table))
        if files is not None:
            self._write("files.json", _sealed("files.json", files))
        self._tidy()

    def load(self, name: str) -> Any:
        """What is kept in a file of that name, an empty dict when it is not there or cannot be used."""
        return self._load(name)

    def save(self, name: str, table: object, most: int) -> None:
        """Keep a table in a file of that name; the oldest beyond ``most`` of its kind are removed.

        The kind is what stands before the first dash.
        """
        if self._place is None or not self._make_folders():
            return
        self._write(name, _sealed(name, table))
        kind = name.partition("-")[0] + "-"
        try:
            with os.scandir(self._place) as entries:
                ages = sorted((e.stat().st_mtime_ns, e.path) for e in entries if e.name.startswith(kind))
        except OSError:
            return
        for _, path in ages[:-most]:
            _unlink(path)

    def _store_part(self, digit: str, wanted: Collection[str]) -> None:
        def is_in(key: str) -> bool:
            return key[:1] == digit and key in wanted

        lines = {key: line for key, line in self._part(digit).items() if key in wanted}
        lines.update((key, line) for key, line in self._fresh_lines.items() if is_in(key))
        for key, facts in self._fresh.items():
            if is_in(key):
                line = line_of(key, facts)
                if line is None:
                    self._note(f"facts-{digit}", f"{key}: cannot be kept")
                else:
                    lines[key] = line
        self._parts[digit] = lines
        self._write(f"facts-{digit}", _MAGIC + b"\n" + b"\n".join(lines[key] for key in sorted(lines)))

    def _part(self, digit: str) -> dict[str, bytes]:
        """The lines of one part of the facts, by digest."""
        if digit not in self._parts:
            lines: dict[str, bytes] = {}
            data = self._read(f"facts-{digit}")
            if data is not None:
                head, *rest = data.split(b"\n")
                if head == _MAGIC:
                    lines = {line[:32].decode("latin-1"): line for line in rest}
                else:
                    self._note(f"facts-{digit}", "not of this version")
            self._parts[digit] = lines
        return self._parts[digit]

    def _load(self, name: str) -> Any:
        data = self._read(name)
        if data is None:
            return {}
        head, _, body = data.partition(b"\n")
        if not head.startswith(_MAGIC):
            self._note(name, "not of this version")
        elif head[len(_MAGIC) :] != _checksum(name, body):
            self._note(name, "checksum differs")
        else:
            try:
                return loads(body)
            except (ValueError, RecursionError, MemoryError) as error:
                self._note(name, str(error))
        return {}

    def _read(self, name: str) -> bytes | None:
        if self._place is None:
            return None
        path = os.path.join(self._place, name)
        data = read_regular(path, _MAX_SIZE, follow=False)
        if data is None:
            if os.path.lexists(path):
                self._note(name, "cannot be read")
            elif name == "files.json":
                self._note(self._place, "nothing is kept yet")
        return data

    def _write(self, name: str, data: bytes) -> None:
        assert self._place is not None
        path = os.path.join(self._place, name)
        try:
            _write_whole(path, data)
        except OSError as error:
            self._note(path, f"cannot be written: {error.strerror or error}")

    def _make_folders(self) -> bool:
        assert self._folder is not None
        assert self._place is not None
        try:
            os.makedirs(self._folder, exist_ok=True)
            for name, data in (("CACHEDIR.TAG", _SIGNATURE), (".gitignore", b"*\n")):
                path = os.path.join(self._folder, name)
                if not os.path.lexists(path):
                    _write_whole(path, data)
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._place)
            if not stat.S_ISDIR(os.lstat(self._place).st_mode):
                raise NotADirectoryError(None, "not a folder")
        except OSError as error:
            self._note(self._folder, f"cannot be written: {error.strerror or error}")
            return False
        return True

    def _tidy(self) -> None:
        """Remove what killed runs and other versions of this program (same Python) left here."""
        assert self._folder is not None
        assert self._place is not None
        python = _TAG.partition("-py")[2]
        hour_ago = time.time() - 3600
        try:
            with os.scandir(self._place) as entries:
                for entry in entries:
                    leftover = entry.name.endswith(".tmp") and entry.is_file(follow_symlinks=False)
                    if leftover and entry.stat(follow_symlinks=False).st_mtime < hour_ago:
                        _unlink(entry.path)
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    match = _TAGS.fullmatch(entry.name)
                    ours = match is not None and match[1] == python and entry.name != _TAG
                    if ours and entry.is_dir(follow_symlinks=False):
                        _empty(entry.path)
                        os.rmdir(entry.path)
        except OSError:
            # It is but tidiness.
            return

    def _note(self, what: str, why: str) -> None:
        self.notes.append(f"cache: {what}: {why}")


def line_of(key: str, facts: ModuleFacts | str) -> bytes | None:
    """The line that the facts of a content are kept as; ``None`` when there is nothing to keep them in."""
    from flake8_sqla_rel.source import codec

    try:
        text = dumps(facts if isinstance(facts, str) else codec.encode(facts))
    except (ValueError, RecursionError):
        return None
    return b"%s %s %s" % (key.encode(), _checksum(key, text), text)


def _write_whole(path: str, data: bytes) -> None:
    """Make or replace a file so that whoever reads it sees the old or the new content."""
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        with open(beside, "xb") as stream:
            stream.write(data)
        os.replace(beside, path)
    except OSError:
        _unlink(beside)
        raise


def _unlink(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _empty(folder: str) -> None:
    """Remove from a folder the files that this program makes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _unlink(entry.path)


def _checksum(name: str, data: bytes) -> bytes:
    """The checksum of what is kept under a name; one file copied over another does not have it."""
    found = blake2b(f"{name}\0".encode(), digest_size=8)
    found.update(data)
    return found.hexdigest().encode()


def _sealed(name: str, table: object) -> bytes:
    body = dumps(table)
    return _MAGIC + _checksum(name, body) + b"\n" + body


def dumps(data: object) -> bytes:
    """Plain data as one line of JSON in UTF-8; lone surrogates are let through."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def loads(data: bytes) -> Any:
    """What :func:`dumps` was given, tuples as lists. Raises ``ValueError`` for what is no JSON."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _is_entry(entry: Any) -> bool:
    return (
        type(entry) is list
        and len(entry) == 6
        and type(entry[3]) is str
        and len(entry[3]) == 32
        and type(entry[4]) is int
        and PLAIN <= entry[4] <= COPY
        and type(entry[5]) is str
    )


def _is_outline(candidate: Any, headers: tuple[Header, ...]) -> bool:
    return type(candidate) is bool and all(
        type(h.name) is str and type(h.mapped) is bool and all(type(base) is str for base in h.bases)
        for h in headers
    )
