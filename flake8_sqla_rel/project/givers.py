"""What in a text gives classes attributes from outside of their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_CLASS: Final = rb"\b(?:[A-Z]\w*|cls|class_|klass)\.(\w+)"
#: ``Pet.owner = ...``, ``cls.size, cls.weight = ...``; not a keyword of a call.
_ASSIGNED: Final = re.compile(rb"%b\s*(?:[:,][^=\n]*)?=(?!=)" % _CLASS)
_ATTRIBUTE: Final = re.compile(_CLASS)
_SET: Final = re.compile(rb"setattr\([^\n]*")
_TEXT: Final = re.compile(rb"[\"'](\w+)[\"']")

_MAPPED: Final = (
    rb"[\w.]*(?:[cC]olumn|elationship|relation|[sS]ynonym|composite|deferred|ssociation_?[pP]roxy)"
    rb"(?:_property)?\("
)
#: ``setattr(cls, name, Column(...))``, ``mapper.add_property(name, found)``.
_UNNAMED: Final = re.compile(
    rb"(?:setattr\(\s*[^,\n]+,|add_property\()\s*(?![\"'])[^,\n]+,\s*(?:%b|(\w+)\s*\))" % _MAPPED
)
_TOP: Final = re.compile(
    rb"^(?:(?:async +)?def|class) +(\w+)|^(?:for|while|if|with|try|setattr)\b", re.MULTILINE
)


class Given(NamedTuple):
    """What a text may give classes.

    ``names`` are those of attributes, as far as it tells them. ``givers`` are its functions and classes
    that give a class what is mapped under a name which is not told, ``None`` for the module itself.
    """

    names: tuple[str, ...]
    givers: tuple[str | None, ...]


def read_given(data: bytes) -> Given:
    """What a text may give classes from outside of their bodies."""
    return Given(tuple(sorted(_names(data))), tuple(_givers(data)))


def _names(data: bytes) -> set[str]:
    found: set[bytes] = set()
    for match in _ASSIGNED.finditer(data):
        before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        if b"=" not in before and b"(" not in before:
            found.update(_ATTRIBUTE.findall(match[0]))
    for call in _SET.findall(data):
        found.update(_TEXT.findall(call))
    return {name.decode("utf-8", "replace") for name in found}


def _givers(data: bytes) -> Iterator[str | None]:
    for found in _UNNAMED.finditer(data):
        if found[1] is None or re.search(rb"\b%b\s*=\s*%b" % (found[1], _MAPPED), data):
            *_, top = (None, *_TOP.finditer(data, 0, found.end()))
            yield None if top is None or top[1] is None else top[1].decode("utf-8", "replace")
