"""What in a text gives classes attributes from outside of their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# What stands between the parts of a statement is bounded, so that a line without end takes no minutes.
_CLASS: Final = rb"\b([A-Z]\w*|cls|class_|klass)\.(\w+)"
#: ``Pet.owner = ...``, ``cls.size, cls.weight = ...``; not a keyword of a call.
_ASSIGNED: Final = re.compile(rb"%b\s*(?:[:,][^=\n]{0,200})?=(?!=)\s*" % _CLASS)
_ATTRIBUTE: Final = re.compile(_CLASS)
#: Of a test's ``monkeypatch.setattr(Pet, ...)`` and of an object that is ``self`` nothing is mapped.
_SETATTR: Final = rb"(?<![\w.])setattr\(\s*(?!self\s*,)"
_SET: Final = re.compile(rb"%b([\w.]*)([(\[]?)[^\n]{0,200}?,\s*[\"'](\w+)[\"']\s*,\s*" % _SETATTR)

_COLUMN: Final = rb"[\w.]*[cC]olumn\("
_OTHER: Final = (
    rb"[\w.]*(?:elationship|relation|[sS]ynonym|composite|deferred|ssociation_?[pP]roxy|column_property)\("
)
_MAPPED: Final = re.compile(rb"%b|%b" % (_COLUMN, _OTHER))
_PLAIN: Final = re.compile(rb"[\[{\"'\d]|(?:None|True|False|lambda)\b|[\w.]*Mock\(")
#: ``setattr(cls, name, Column(...))``, ``mapper.add_property(name, found)``.
_UNNAMED: Final = re.compile(
    rb"(?:%b[^,\n]{1,200},|add_property\()\s*(?![\s\"'])[^,\n]{1,200},\s*(?:(%b)|(%b)|(\w+)\s*\))"
    % (_SETATTR, _COLUMN, _OTHER)
)
_BOUND: Final = re.compile(rb"\b(\w+)\s*=\s*(?:(%b)|(%b))" % (_COLUMN, _OTHER))
_BLOCK: Final = re.compile(
    rb"^([ \t]*)(?:(?:async +)?(?:def +(\w+)|class +(\w+)|(?:for|with)\b)|(?:while|if|try|el\w+|except)\b)",
    re.MULTILINE,
)


class Giver(NamedTuple):
    """What gives classes something mapped under a name that is not told.

    ``name`` is that of the function, of the class for a method that is called with the class
    (``__init__``), ``None`` for the module itself; ``columns`` tells that it gives nothing but columns.
    """

    name: str | None
    columns: bool


class Given(NamedTuple):
    """What a text may give classes.

    ``names`` are those of attributes, as far as it tells them, each behind the name that it has for
    the class. That is ``""`` where what it gives is mapped, so that it may be any class. ``plain`` are
    the names under which it gives what nothing maps, as a number.
    """

    names: tuple[tuple[str, str], ...]
    plain: tuple[str, ...]
    givers: tuple[Giver, ...]

    def may_give(self, owners: frozenset[str], name: str) -> bool:
        """Whether a class, of which these are the names and those of its bases, may get it mapped."""
        return any(given == name and (not owner or owner in owners) for owner, given in self.names)

    def has_name(self, name: str) -> bool:
        """Whether any class may get an attribute of that name, mapped or not."""
        return name in self.plain or any(given == name for _, given in self.names)


class _Block(NamedTuple):
    """A line that others are indented below, with the name of the function or class if it is one."""

    start: int
    indent: int
    function: bytes
    cls: bytes


def read_given(data: bytes) -> Given:
    """What a text may give classes from outside of their bodies."""
    names, plain = set(), set()
    for end, owner, name in _given(data):
        if _PLAIN.match(data, end):
            plain.add(_text(name))
        else:
            names.add(("" if _MAPPED.match(data, end) else _text(owner), _text(name)))
    return Given(tuple(sorted(names)), tuple(sorted(plain)), tuple(_givers(data)))


def _given(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Where a value that is given starts, the name that the class has there, and that of the attribute."""
    for match in _ASSIGNED.finditer(data):
        before = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        if b"=" not in before and b"(" not in before:
            for owner, name in _ATTRIBUTE.findall(match[0]):
                yield match.end(), owner, name
    for match in _SET.finditer(data):
        # What a call gives may be any class.
        yield match.end(), b"" if match[2] else match[1].rpartition(b".")[2], match[3]


def _givers(data: bytes) -> Iterator[Giver]:
    unnamed = list(_UNNAMED.finditer(data))
    if not unnamed:
        return
    bound = list(_BOUND.finditer(data))
    columns = {each[1] for each in bound if each[2] is not None}
    others = {each[1] for each in bound if each[3] is not None}
    blocks = _BLOCK.finditer(data)
    block = next(blocks, None)
    above: list[_Block] = []
    for found in unnamed:
        while block is not None and block.start() < found.start():
            indent = len(block[1])
            above = [each for each in above if each.indent < indent]
            above.append(_Block(block.start(), indent, block[2] or b"", block[3] or b""))
            block = next(blocks, None)
        if found[1] is not None or found[2] is not None:
            only_columns = found[2] is None
        elif found[3] in columns or found[3] in others:
            only_columns = found[3] not in others
        else:
            continue
        for name in _names_above(above, data, found.start()):
            yield Giver(name, only_columns)


def _names_above(above: list[_Block], data: bytes, position: int) -> list[str] | list[None]:
    """By what a statement at a position is reached: the functions that it is in, else the classes."""
    start = data.rfind(b"\n", 0, position) + 1
    line = data[start:position]
    indent = len(line) - len(line.lstrip(b" \t"))
    around = [each for each in above if each.indent < indent or each.start == start]
    functions = [each.function for each in around if each.function and not each.function.startswith(b"__")]
    names = functions or [each.cls for each in around if each.cls]
    return [_text(name) for name in names] or [None]


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
