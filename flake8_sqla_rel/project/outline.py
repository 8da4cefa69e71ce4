"""What can be told of a file's content without parsing it.

Nine files of ten have nothing to do with mapping; they are told apart by bytes, which takes
microseconds where parsing takes milliseconds. A file is a *candidate* when one of the
telltales below is in it. A telltale too many costs a parse, one too few costs findings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

VERSION: Final = 2
"""To be raised whenever the outline made of the same bytes changes, or what is concluded from it."""

#: Each of these alone makes a candidate. They stand under what is looked for first, since every
#: search through a file costs: where that is not, none of them is.
_TELLTALES: Final[Mapping[bytes, tuple[bytes, ...]]] = {
    # declarative_base, DeclarativeBase, as_declarative ...
    b"eclar": (b"eclarative", b"declared_attr"),
    # The last one is functools.partial(relationship, ...).
    b"elationship": (b"elationship(", b"elationship as ", b"(relationship"),
    b"__ta": (b"__tablename__", b"__table_args__", b"__table__ =", b"__table__=", b"__table__:"),
    b"mapper": (b"__mapper_args__",),
    b"__abstract": (b"__abstract__",),
    b"apped": (b"mapped_as_dataclass",),
    b"map_imper": (b"map_imperatively",),
    b"_base(": (b"generate_base(", b"automap_base("),
    b"MetaData(": (b"MetaData(",),
    b"SQL": (b"SQLAlchemy(", b"SQLModel"),
    b"add_property(": (b"add_property(",),
    b"Table": (b"db.Table(",),
}

#: These make one in a file that defines a class: a migration is full of columns and has none.
_IN_CLASS: Final[Mapping[bytes, tuple[bytes, ...]]] = {
    b"Column": (b"Column(", b"Column as "),
    b"apped": (b"mapped_column", b"Mapped["),
    b"ForeignKey": (b"ForeignKey",),
    b".Model": (b".Model)", b".Model,"),
}

#: These make one together with any of their companions: each has other common meanings.
_TOGETHER: Final[Mapping[bytes, tuple[tuple[bytes, tuple[bytes, ...]], ...]]] = {
    b"Table": (
        (b"Table(", (b"metadata", b"MetaData", b"sqlalchemy")),
        (b"Table as ", (b"sqlalchemy",)),
    ),
    b"mapper": ((b"mapper(", (b"sqlalchemy",)),),
    b"registry(": ((b"registry(", (b"sqlalchemy",)),),
}

_GATES: Final = tuple(dict.fromkeys((*_TELLTALES, *_IN_CLASS, *_TOGETHER)))

IDENTIFIER: Final = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*"
#: What begins anywhere else than at a name would be looked at once for each of its characters.
NAME_BEGINS: Final = rb"(?<![\w\x80-\xff])"
CLASS: Final = re.compile(
    rb"class[ \t]+(" + IDENTIFIER + rb")[ \t]*"
    rb"(?:\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\][ \t]*)?"
    rb"(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?"
)
_IN_NAME: Final = re.compile(rb"[\w\x80-\xff]")
_NAME_BEFORE: Final = re.compile(IDENTIFIER + rb"\Z")
_NAME: Final = re.compile(IDENTIFIER)
_BASE: Final = re.compile(NAME_BEGINS + IDENTIFIER + rb"(?![\w\x80-\xff]|[ \t]*[.=])")
_MADE: Final = re.compile(
    rb"^(" + IDENTIFIER + rb")[ \t]*(?::[^=\n]*)?=[ \t]*[\w.]*"
    rb"(?:declarative_base|generate_base|automap_base)\(",
    re.MULTILINE,
)


#: What a call of such a function comes down to.
_MADE_ELSEWHERE: Final = ("Column", "ForeignKey", "mapped_column", "elationship", "Table")


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
    found = [match for match in CLASS.finditer(data) if _begins_statement(data, match.start())]
    ends = _ends(data, found)
    named = [tuple(_BASE.findall(match[2] or b"")) for match in found]
    aliases = _aliases(data, {base for bases in named for base in bases})
    hits = _hits(data) if candidate else []
    headers = []
    for match, bases, end in zip(found, named, ends, strict=True):
        bases += tuple(aliases[base] for base in bases if base in aliases)
        mapped = bisect_left(hits, match.start()) < bisect_left(hits, end)
        headers.append(Header(_decode(match[1]), _names(bases), mapped))
    return Outline(candidate, (*headers, *made))


def by_name(classes: Iterable[Header]) -> dict[str, list[Header]]:
    """The class statements of each name, in their order."""
    found: dict[str, list[Header]] = {}
    for header in classes:
        found.setdefault(header.name, []).append(header)
    return found


def may_make_columns(text: str) -> bool:
    """Whether a file without models may have a function that makes something mapped for those with models."""
    return any(word in text for word in _MADE_ELSEWHERE)


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
    gates = [gate for gate in _GATES if gate in data]
    if not gates:
        return False
    if b"django.db" in data and b"sqlalchemy" not in data:
        # Django has model classes, columns and foreign keys of its own.
        return False
    return (
        _has_any(data, _TELLTALES, gates)
        or (b"class" in data and _has_any(data, _IN_CLASS, gates))
        or any(
            one in data and any(other in data for other in others)
            for gate in gates
            for one, others in _TOGETHER.get(gate, ())
        )
    )


def _has_any(data: bytes, wanted: Mapping[bytes, tuple[bytes, ...]], gates: Iterable[bytes]) -> bool:
    return any(each in data for gate in gates for each in wanted.get(gate, ()))


def _hits(data: bytes) -> list[int]:
    """Where the telltales stand that make the class around them one that is mapped, sorted."""
    found = []
    for gate in _GATES:
        if gate in data:
            for telltale in (*_TELLTALES.get(gate, ()), *_IN_CLASS.get(gate, ())):
                at = data.find(telltale)
                while at >= 0:
                    found.append(at)
                    at = data.find(telltale, at + 1)
    return sorted(found)


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


def _aliases(data: bytes, wanted: Collection[bytes]) -> dict[bytes, bytes]:
    """What the last ``import name as alias`` in the file names so, by the alias wanted."""
    found = {}
    at = data.find(b" as ") if wanted else -1
    while at >= 0:
        alias = _NAME.match(data, at + 4)
        if alias is not None and alias[0] in wanted:
            name = _NAME_BEFORE.search(data, max(0, at - 100), at)
            if name is not None:
                found[alias[0]] = name[0]
        at = data.find(b" as ", at + 1)
    return found


def _made_bases(data: bytes) -> tuple[Header, ...]:
    return tuple(Header(_decode(name), (), True) for name in _MADE.findall(data))


@lru_cache(maxsize=1000)
def one_of(bases: tuple[str, ...]) -> tuple[str, ...]:
    """The same bases, one object for all that are equal."""
    return bases


@lru_cache(maxsize=1000)
def _names(bases: tuple[bytes, ...]) -> tuple[str, ...]:
    """Bases as text, each once. Most classes of a project have one of a few."""
    return tuple(dict.fromkeys(map(_decode, bases)))


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "replace")
