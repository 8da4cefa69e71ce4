"""What in a text gives classes attributes from outside of their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_CLASS: Final = rb"\b([A-Z]\w*|cls|class_|klass)\.(\w+)"
#: ``Pet.owner = ...``, ``cls.size, cls.weight = ...``; not a keyword of a call.
_ASSIGNED: Final = re.compile(rb"%b\s*(?:[:,][^=\n]*)?=(?!=)\s*" % _CLASS)
_ATTRIBUTE: Final = re.compile(_CLASS)
_SET: Final = re.compile(rb"setattr\(\s*([\w.]*)([(\[]?)[^\n]*?,\s*[\"'](\w+)[\"']\s*,\s*")

_COLUMN: Final = rb"[\w.]*[cC]olumn\("
_OTHER: Final = (
    rb"[\w.]*(?:elationship|relation|[sS]ynonym|composite|deferred|ssociation_?[pP]roxy|column_property)\("
)
_MAPPED: Final = re.compile(rb"%b|%b" % (_COLUMN, _OTHER))
#: ``setattr(cls, name, Column(...))``, ``mapper.add_property(name, found)``.
_UNNAMED: Final = re.compile(
    rb"(?:setattr\(\s*[^,\n]+,|add_property\()\s*(?![\s\"'])[^,\n]+,\s*(?:(%b)|(%b)|(\w+)\s*\))"
    % (_COLUMN, _OTHER)
)
_TOP: Final = re.compile(
    rb"^(?:(?:async +)?def|class) +(\w+)|^(?:for|while|if|with|try|setattr)\b", re.MULTILINE
)


class Giver(NamedTuple):
    """What gives classes something mapped under a name that is not told.

    ``name`` is that of the function or class, ``None`` for the module itself; ``columns`` tells that
    it gives nothing but columns.
    """

    name: str | None
    columns: bool


class Given(NamedTuple):
    """What a text may give classes.

    ``names`` are those of attributes, as far as it tells them, each behind the name that it has for
    the class. That is ``""`` where what it gives is mapped, so that it may be any class.
    """

    names: tuple[tuple[str, str], ...]
    givers: tuple[Giver, ...]

    def may_give(self, owners: frozenset[str], name: str) -> bool:
        """Whether a class, of which these are the names and those of its bases, may get the attribute."""
        return any(given == name and (not owner or owner in owners) for owner, given in self.names)


def read_given(data: bytes) -> Given:
    """What a text may give classes from outside of their bodies."""
    return Given(tuple(sorted(set(_names(data)))), tuple(_givers(data)))


def _names(data: bytes) -> Iterator[tuple[str, str]]:
    for match in _ASSIGNED.finditer(data):
        before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        if b"=" not in before and b"(" not in before:
            for owner, name in _ATTRIBUTE.findall(match[0]):
                yield _owner(data, match.end(), owner), _text(name)
    for match in _SET.finditer(data):
        # What a call gives may be any class.
        owner = b"" if match[2] else match[1].rpartition(b".")[2]
        yield _owner(data, match.end(), owner), _text(match[3])


def _owner(data: bytes, value: int, owner: bytes) -> str:
    return "" if _MAPPED.match(data, value) else _text(owner)


def _givers(data: bytes) -> Iterator[Giver]:
    for found in _UNNAMED.finditer(data):
        *_, top = (None, *_TOP.finditer(data, 0, found.end()))
        name = None if top is None or top[1] is None else _text(top[1])
        if found[3] is None:
            yield Giver(name, found[2] is None)
            continue
        bound = [
            re.search(rb"\b%b\s*=\s*%b" % (found[3], what), data) is not None for what in (_COLUMN, _OTHER)
        ]
        if any(bound):
            yield Giver(name, not bound[1])


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
