"""Looking at files that are new or changed: what they are, and what those with models say."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from flake8_sqla_rel.project.cache import Cache, Entry, digest, dumps, line_of, loads
from flake8_sqla_rel.project.discover import FileStat
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.outline import Header, Outline, one_of, outline
from flake8_sqla_rel.project.sharing import MOST_PIECES, processors, shared
from flake8_sqla_rel.source import reader
from flake8_sqla_rel.source.facts import ModuleFacts

#: So many bytes of source are looked at before there could be a copy of this process to help.
_WORTH_SHARING = 500_000
#: A piece of work is to be large beside what it costs to take it, and small beside the whole.
_PIECES_EACH: Final = 16


class Looked(NamedTuple):
    """What was seen of a file.

    ``size`` and ``digest`` are those of its content. ``outline`` is ``None`` if the content is what
    it was. ``facts`` are those of a candidate: themselves, why it is no Python, or as the line of
    the cache that holds them; ``None`` when they are to be read when they are asked for.
    """

    size: int
    digest: str
    outline: Outline | None
    facts: ModuleFacts | str | bytes | None


def look(root: str, path: str, known: Entry | None, cache: Cache) -> Looked | None:
    """Look at one file; ``None`` when it cannot be read.

    ``known`` is what it was when it was looked at last. Facts that ``cache`` has are not read. Raises
    nothing for what is in it: what the reader fails on is left to whoever asks for the facts.
    """
    data = read_regular(os.path.join(root, path), MAX_SOURCE)
    if data is None:
        return None
    key = digest(data)
    if known is not None and known.digest == key:
        return Looked(len(data), key, None, None)
    shape = outline(data)
    wanted = shape.candidate and not cache.keeps(key)
    return Looked(len(data), key, shape, _facts(data) if wanted else None)


def _facts(data: bytes) -> ModuleFacts | str | None:
    try:
        return reader.read(data)
    except reader.Unreadable as error:
        return str(error)
    except Exception:  # noqa: BLE001 - it fails again for the one who can report it
        return None


def look_at_all(
    root: str,
    files: Sequence[FileStat],
    known: Mapping[str, Entry],
    cache: Cache,
    meanwhile: Callable[[], object],
) -> dict[str, Looked]:
    """Look at files in as many processes as there are processors, if that is worth the while.

    Those that cannot be read are missing, and so may be any other. ``meanwhile`` is called when there
    is somebody else at work.
    """
    workers = processors()
    if workers < 2 or sum(file.size for file in files) < _WORTH_SHARING:
        return {}
    pieces = min(workers * _PIECES_EACH, MOST_PIECES, len(files))
    # One from here and one from there: what is large or full of models often lies together.
    parts = [files[at::pieces] for at in range(pieces)]
    found = shared(partial(_piece, root, parts, known, cache), pieces, _pack, _unpack, meanwhile)
    return {path: looked for each in found for path, looked in each.items()}


def _piece(
    root: str, parts: Sequence[Sequence[FileStat]], known: Mapping[str, Entry], cache: Cache, number: int
) -> dict[str, Looked]:
    seen = ((file.path, look(root, file.path, known.get(file.path), cache)) for file in parts[number])
    return {path: looked for path, looked in seen if looked is not None}


def _pack(seen: Mapping[str, Looked]) -> bytes:
    """What was seen as lines: a table of the files, then of each file that has some its facts."""
    table, lines = [], []
    for path, (size, key, shape, facts) in seen.items():
        line = None if facts is None or isinstance(facts, bytes) else line_of(key, facts)
        if line is not None:
            lines.append(line)
        table.append([path, size, key, shape, line is not None])
    return b"\n".join([dumps(table), *lines])


def _unpack(data: bytes) -> dict[str, Looked]:
    table, *lines = data.split(b"\n")
    rest = iter(lines)
    found = {}
    for path, size, key, shape, has_facts in loads(table):
        facts = next(rest) if has_facts else None
        found[path] = Looked(size, key, None if shape is None else _outline(*shape), facts)
    return found


def _outline(candidate: bool, classes: Sequence[tuple[str, Sequence[str], bool]]) -> Outline:
    return Outline(
        candidate, tuple([Header(name, one_of(tuple(bases)), mapped) for name, bases, mapped in classes])
    )
