"""What of the file system an answer rests on, noted so that it can be told whether it still holds.

A fact about a path is judged by what can be had cheaply, its size and times, and only when
these have changed by what it is about: the content of a file, the names in a folder.
"""

from __future__ import annotations

import base64
import os
import stat
import time
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.hashing import blake2b

#: Times are kept as numbers of this many of them for a path.
_TIMES: Final = 3
_ABSENT: Final = (-1, -1, -1)
#: What no path has: it makes the next run look at the content.
_UNTRUSTED: Final = (-2, -2, -2)

#: Names in a folder that nothing depends on; others that begin with a dot do not count either.
_IGNORED: Final = frozenset({"__pycache__"})
_DOTTED: Final = frozenset({".git", ".gitignore", ".flake8"})


def stats(paths: Iterable[str]) -> array[int]:
    """Size and times of every path, one after another."""
    found = array("q")
    add, look = found.extend, os.stat
    for path in paths:
        try:
            seen = look(path)
        except (OSError, ValueError):
            add(_ABSENT)
        else:
            add((seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns))
    return found


def may_change_unseen(mtime_ns: int, ctime_ns: int, started_ns: int) -> bool:
    """Whether something looked at then was so young that a later change may leave it the same times."""
    # Whole seconds are the mark of file systems that do not count finer, the coarsest by twos.
    step = 2_000_000_000 if mtime_ns % 1_000_000_000 == 0 else 50_000_000
    return max(mtime_ns, ctime_ns) > started_ns - step


class Witness:
    """Looks at the file system and notes what it saw."""

    def __init__(self) -> None:
        self.started = time.time_ns()
        self._folders: dict[str, tuple[tuple[int, ...], str]] = {}
        self._files: dict[str, tuple[tuple[int, ...], str]] = {}
        self._there: dict[str, bool] = {}

    def read(self, path: str, limit: int = MAX_SOURCE) -> bytes | None:
        """The content of a regular file of at most ``limit`` bytes; ``None`` for anything else."""
        times = tuple(stats((path,)))
        data = read_regular(path, limit)
        self._files[path] = (times, _content(data))
        return data

    def exists(self, path: str) -> bool:
        """Whether there is anything of that path, be it a link to nowhere."""
        self._there[path] = found = os.path.lexists(path)
        return found

    def entries(self, folder: str) -> dict[str, os.DirEntry[str]]:
        """What is in a folder, by name; nothing when it cannot be read."""
        times = tuple(stats((folder,)))
        found = entries(folder)
        if any(name.endswith(".py") and _is_link(entry) for name, entry in found.items()):
            # Where a link leads to may change without a trace in its folder.
            times = _UNTRUSTED
        self._folders[folder] = (times, _names(folder, found))
        return found

    def folder(self, path: str) -> None:
        """Note what is in a folder, or that there is none."""
        if path not in self._folders:
            self.entries(path)

    def noted(self) -> dict[str, Any]:
        """What was seen, as data for JSON."""
        return {
            "folders": _table(self._folders, self.started),
            "files": _table(self._files, self.started),
            "there": dict(self._there),
        }


def entries(folder: str) -> dict[str, os.DirEntry[str]]:
    """What is in a folder, by name; nothing when it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return {entry.name: entry for entry in found}
    except OSError:
        return {}


def renewed(noted: Any, started: int) -> Any:
    """The same notes with the sizes and times of now; ``None`` when they no longer hold.

    They are the very same object when nothing has to be noted anew. Raises ``TypeError``,
    ``ValueError``, ``LookupError`` or ``AttributeError`` for what is no such notes.
    """
    if not all(os.path.lexists(path) == known for path, known in noted["there"].items()):
        return None
    folders = _table_renewed(noted["folders"], _now_in, started)
    files = None if folders is None else _table_renewed(noted["files"], _now_content, started)
    if files is None:
        return None
    if folders is noted["folders"] and files is noted["files"]:
        return noted
    return {"folders": folders, "files": files, "there": noted["there"]}


def _table(seen: Mapping[str, tuple[tuple[int, ...], str]], started: int) -> list[Any]:
    times = array("q")
    for found, _ in seen.values():
        times.extend(trusted(found, started))
    return ["\0".join(seen), pack(times), [judge for _, judge in seen.values()]]


def _table_renewed(table: Any, judge: Callable[[str], str], started: int) -> Any:
    joined, packed, judges = table
    paths = split(joined)
    known = unpack(packed, len(paths))
    if len(judges) != len(paths):
        raise ValueError("a list of the wrong length")
    now = stats(paths)
    if now == known:
        return table
    changed = differing(known, now)
    if any(judge(paths[at]) != judges[at] for at in changed):
        return None
    for at in changed:
        known[_TIMES * at : _TIMES * (at + 1)] = array(
            "q", trusted(now[_TIMES * at : _TIMES * (at + 1)], started)
        )
    packed_anew = pack(known)
    return table if packed_anew == packed else [joined, packed_anew, judges]


def differing(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Which paths have different numbers in two lists of them."""
    return [
        at // _TIMES for at in range(0, len(one), _TIMES) if one[at : at + _TIMES] != other[at : at + _TIMES]
    ]


def pack(times: array[int]) -> str:
    """Numbers as text."""
    return base64.b64encode(times.tobytes()).decode("ascii")


def unpack(text: str, count: int) -> array[int]:
    """The numbers of so many paths; ``ValueError`` when they are not."""
    found = array("q")
    found.frombytes(base64.b64decode(text, validate=True))
    if len(found) != count * _TIMES:
        raise ValueError("a list of the wrong length")
    return found


def split(joined: str) -> list[str]:
    """Paths out of the text that they were joined to; ``TypeError`` when it is none."""
    if type(joined) is not str:
        raise TypeError("no text")
    return joined.split("\0") if joined else []


def trusted(times: Sequence[int], started: int) -> tuple[int, ...]:
    """Size and times as they are to be kept: not those of what is too young."""
    known = tuple(times)
    young = known != _ABSENT and may_change_unseen(known[1], known[2], started)
    return _UNTRUSTED if young else known


def _content(data: bytes | None) -> str:
    return "" if data is None else blake2b(data, digest_size=16).hexdigest()


def _now_content(path: str) -> str:
    return _content(read_regular(path, MAX_SOURCE))


def _now_in(folder: str) -> str:
    return _names(folder, entries(folder))


def _names(folder: str, found: Mapping[str, os.DirEntry[str]]) -> str:
    """The digest of the names in a folder, each with what it is, those left out that mean nothing.

    Of a linked module it is where the link leads to. Empty for what cannot be looked into.
    """
    if not os.access(folder, os.R_OK | os.X_OK):
        return ""
    kinds = sorted(
        f"{_kind(entry)}{name}"
        for name, entry in found.items()
        if name not in _IGNORED and (name[0] != "." or name in _DOTTED)
    )
    return blake2b("\0".join(kinds).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _is_link(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink()
    except OSError:
        return False


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        if entry.is_symlink():
            return f"l{os.path.realpath(entry.path)}\0" if entry.name.endswith(".py") else "l"
        return "d" if entry.is_dir(follow_symlinks=False) else "f" if entry.is_file() else "?"
    except OSError:
        return "?"


def is_regular(path: str) -> bool:
    """Whether a path is that of a file."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
