"""What can be told of a file's content without parsing it.

Nine files of ten have nothing to do with mapping; they are told apart by bytes, which takes
microseconds where parsing takes milliseconds. A file is a *candidate* when one of the
telltales below is in it. A telltale too many costs a parse, one too few costs findings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

VERSION: Final = 1
"""To be raised whenever the outline made of the same bytes changes."""

#: Each of these alone makes a candidate. Every search costs, so one is as short as serves several words.
_TELLTALES: Final = (
    b"eclarative",  # declarative_base, DeclarativeBase, as_declarative ...
    b"elationship(",
    b"elationship as ",
    b"(relationship",  # functools.partial(relationship, ...)
    b"__tablename__",
    b"__table_args__",
    b"__table__ =",
    b"__table__=",
    b"__table__:",
    b"__mapper_args__",
    b"__abstract__",
    b"declared_attr",
    b"mapped_as_dataclass",
    b"map_imperatively",
    b"generate_base(",
    b"automap_base(",
    b"MetaData(",
    b"SQLAlchemy(",
    b"SQLModel",
    b"add_property(",
    b"db.Table(",
)

#: These make one in a file that defines a class: a migration is full of columns and has none.
_IN_CLASS: Final = (
    b"Column(",
    b"Column as ",
    b"mapped_column",
    b"Mapped[",
    b"ForeignKey",
    b".Model)",
    b".Model,",
)

#: These make one together with any of their companions: each has other common meanings.
_TOGETHER: Final = (
    (b"Table(", (b"metadata", b"MetaData", b"sqlalchemy")),
    (b"Table as ", (b"sqlalchemy",)),
    (b"mapper(", (b"sqlalchemy",)),
    (b"registry(", (b"sqlalchemy",)),
)

#: A file with none of these has none of those above either.
_GATES: Final = (
    *(b"elationship", b"Column", b"MetaData(", b"SQL", b"Table", b"__ta", b"ForeignKey", b"eclar"),
    *(b"__abstract", b"apped", b"mapper", b"map_imper", b"_base(", b".Model", b"registry("),
    b"add_property(",
)

#: A class with one of these in its body or head is taken to be mapped, abstract or a mixin of such.
_MAPPED: Final = re.compile(b"|".join(map(re.escape, (*_TELLTALES, *_IN_CLASS))))

#: Names that begin a line of mapped classes.
_ROOTS: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "SQLModel"})

_IDENTIFIER: Final = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*"
_CLASS: Final = re.compile(
    rb"class[ \t]+(" + _IDENTIFIER + rb")[ \t]*(?:\[[^\]\n]*\][ \t]*)?(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?"
)
_ALIAS: Final = re.compile(rb" as (" + _IDENTIFIER + rb")")
_IN_NAME: Final = re.compile(rb"[\w\x80-\xff]")
_NAME_BEFORE: Final = re.compile(_IDENTIFIER + rb"\Z")
_BASE: Final = re.compile(_IDENTIFIER + rb"(?![\w\x80-\xff]|[ \t]*[.=])")
_MADE: Final = re.compile(
    rb"^(" + _IDENTIFIER + rb")[ \t]*(?::[^=\n]*)?=[ \t]*[\w.]*"
    rb"(?:declarative_base|generate_base|automap_base)\(",
    re.MULTILINE,
)


class Header(NamedTuple):
    """A class statement: its name, the names in its bases, and whether its own text looks mapped."""

    name: str
    bases: tuple[str, ...]
    mapped: bool


class Outline(NamedTuple):
    """Whether a file is a candidate, and the classes it states.

    A name that a call makes a declarative base of counts as a class.
    """

    candidate: bool
    classes: tuple[Header, ...]


def outline(data: bytes) -> Outline:
    """The outline of a file's content."""
    candidate = _is_candidate(data)
    made = _made_bases(data) if candidate else ()
    if b"class" not in data:
        return Outline(candidate, made)
    found = [match for match in _CLASS.finditer(data) if _begins_statement(data, match.start())]
    ends = _ends(data, found)
    aliases = _aliases(data)
    hits = [match.start() for match in _MAPPED.finditer(data)] if candidate else []
    headers = []
    for match, end in zip(found, ends, strict=True):
        bases = _BASE.findall(match[2] or b"")
        bases += [aliases[base] for base in bases if base in aliases]
        mapped = bisect_left(hits, match.start()) < bisect_left(hits, end)
        headers.append(Header(_decode(match[1]), tuple(dict.fromkeys(map(_decode, bases))), mapped))
    return Outline(candidate, (*headers, *made))


def has_word(data: bytes, name: str) -> bool:
    """Whether a text has a name that is not part of a longer one."""
    word = name.encode("utf-8", "surrogatepass")
    at = data.find(word)
    while at >= 0:
        around = data[max(0, at - 1) : at] + data[at + len(word) : at + len(word) + 1]
        if _IN_NAME.search(around) is None:
            return True
        at = data.find(word, at + 1)
    return False


def _is_candidate(data: bytes) -> bool:
    for gate in _GATES:
        if gate in data:
            break
    else:
        return False
    if b"django.db" in data and b"sqlalchemy" not in data:
        # Django has model classes, columns and foreign keys of its own.
        return False
    return (
        any(telltale in data for telltale in _TELLTALES)
        or (b"class" in data and any(telltale in data for telltale in _IN_CLASS))
        or any(one in data and any(other in data for other in others) for one, others in _TOGETHER)
    )


def _begins_statement(data: bytes, at: int) -> bool:
    """Whether nothing but white space, or the end of a statement, stands before ``at`` in its line."""
    before = data[max(0, at - 200) : at].rstrip(b" \t\f")
    return not before or before[-1] in b"\n\r;:\xbf"  # the last one ends a byte order mark


def _ends(data: bytes, found: list[re.Match[bytes]]) -> list[int]:
    """Where the text of each class ends at the latest: at the next class that is not inside it."""
    ends = [len(data)] * len(found)
    around: list[tuple[int, int]] = []
    for at, match in enumerate(found):
        start = match.start()
        indent = start - data.rfind(b"\n", max(0, start - 500), start)
        while around and around[-1][0] >= indent:
            ends[around.pop()[1]] = start
        around.append((indent, at))
    return ends


def _aliases(data: bytes) -> dict[bytes, bytes]:
    """What each ``import name as alias`` in the file names so, by the alias."""
    found = {}
    for match in _ALIAS.finditer(data):
        name = _NAME_BEFORE.search(data, max(0, match.start() - 100), match.start())
        if name is not None:
            found[match[1]] = name[0]
    return found


def _made_bases(data: bytes) -> tuple[Header, ...]:
    return tuple(Header(_decode(name), (), True) for name in _MADE.findall(data))


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def promoted(outlines: Mapping[str, Outline], seeds: Iterable[str]) -> frozenset[str]:
    """The paths of further files that may map something: their classes inherit from mapped ones.

    ``outlines`` are those of all files by path, ``seeds`` the paths of the candidates. A name
    stands for every class of that name, whichever file it is in.
    """
    known = set(seeds)
    waiting: dict[str, list[tuple[str, Header]]] = {}
    ready: list[tuple[str, Header]] = []
    for path, shape in outlines.items():
        for header in shape.classes:
            if (header.mapped and path in known) or not _ROOTS.isdisjoint(header.bases):
                ready.append((path, header))
            for base in header.bases:
                waiting.setdefault(base, []).append((path, header))
    found: set[str] = set()
    done: set[str] = set()
    while ready:
        path, header = ready.pop()
        if path not in known:
            found.add(path)
        if header.name not in done:
            done.add(header.name)
            ready += waiting.get(header.name, ())
    return frozenset(found)
