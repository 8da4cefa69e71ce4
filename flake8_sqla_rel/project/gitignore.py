"""The patterns of a ``.gitignore``, as git reads them.

A library for this (pathspec) exists; it is not used because it matches every path against
every pattern, which in a tree of ten thousand files costs more than all the rest of a warm
start, and because the common case needs no more than what stands here. The tests compare
with ``git check-ignore``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple


class _Pattern(NamedTuple):
    regex: str
    negated: bool
    folders_only: bool
    anchored: bool
    tail: str


class _Group:
    """Neighbouring patterns of one sign: any of them that matches gives that sign."""

    __slots__ = ("_names", "_paths", "ignores")

    def __init__(self, patterns: list[_Pattern]) -> None:
        self.ignores = not patterns[0].negated
        self._names = _any_of(p for p in patterns if not p.anchored)
        self._paths = _any_of(p for p in patterns if p.anchored)

    def matches(self, path: str, name: str) -> bool:
        return (self._names is not None and self._names(name) is not None) or (
            self._paths is not None and self._paths(path) is not None
        )


def _any_of(patterns: Iterable[_Pattern]) -> Callable[[str], object] | None:
    sources = [pattern.regex for pattern in patterns]
    return re.compile("|".join(sources)).fullmatch if sources else None


class GitIgnore:
    """The patterns of one ``.gitignore``, relative to the folder it lies in."""

    __slots__ = ("_files", "_folders")

    def __init__(self, text: str) -> None:
        patterns = [p for line in text.splitlines() if (p := _parse(line)) is not None]
        self._folders = _groups(patterns)
        # Most patterns are about build products; those that cannot match a .py file need no asking.
        self._files = _groups([p for p in patterns if not p.folders_only and _may_end_py(p.tail)])

    def verdict(self, path: str, folder: bool) -> bool | None:
        """Whether the path (relative, ``/`` between parts) is ignored; ``None``: not said here.

        Of files only those named ``*.py`` may be asked about.
        """
        groups = self._folders if folder else self._files
        if not groups:
            return None
        name = path.rpartition("/")[2]
        for group in groups:
            if group.matches(path, name):
                return group.ignores
        return None


def _groups(patterns: list[_Pattern]) -> tuple[_Group, ...]:
    """The patterns as groups, last first: in git the last pattern that matches decides."""
    runs: list[list[_Pattern]] = []
    for pattern in patterns:
        if runs and runs[-1][0].negated == pattern.negated:
            runs[-1].append(pattern)
        else:
            runs.append([pattern])
    return tuple(_Group(run) for run in reversed(runs))


def _parse(line: str) -> _Pattern | None:
    text = line.rstrip("\r\n")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    if negated:
        text = text[1:]
    folders_only = text.endswith("/")
    if folders_only:
        text = text[:-1]
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    try:
        regex = _regex(text)
        re.compile(regex)
    except (ValueError, re.error):
        return None
    return _Pattern(f"(?:{regex})", negated, folders_only, anchored, text)


def _regex(text: str) -> str:
    """The glob as a regular expression; raises ``ValueError`` where git would match nothing."""
    out = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "*":
            end = at
            while end < len(text) and text[end] == "*":
                end += 1
            whole_part = (at == 0 or text[at - 1] == "/") and (end == len(text) or text[end] == "/")
            if end - at == 2 and whole_part:
                if end == len(text):
                    out.append(".+" if at else ".*")
                else:
                    out.append("(?:.+/)?")
                    end += 1
            else:
                out.append("[^/]*")
            at = end
        elif char == "?":
            out.append("[^/]")
            at += 1
        elif char == "[":
            piece, at = _bracket(text, at)
            out.append(piece)
        elif char == "\\":
            if at + 1 == len(text):
                raise ValueError("a pattern cannot end in a backslash")
            out.append(re.escape(text[at + 1]))
            at += 2
        else:
            out.append(re.escape(char))
            at += 1
    return "(?s:" + "".join(out) + ")"


def _bracket(text: str, at: int) -> tuple[str, int]:
    """The character class that begins at ``at`` and the index behind it."""
    at += 1
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    body: list[str] = []
    while not (text[at : at + 1] == "]" and body):
        if at >= len(text):
            raise ValueError("a bracket is not closed")
        named = re.compile(r"\[:(\w+):\]").match(text, at)
        if named:
            body.append(_named_class(named[1]))
            at = named.end()
        elif text[at] == "-" and body and text[at + 1 : at + 2] not in ("", "]"):
            body.append("-")
            at += 1
        else:
            at += text[at] == "\\"
            body.append(re.escape(text[at : at + 1]))
            at += 1
    return f"(?!/)[{'^' if negated else ''}{''.join(body)}]", at + 1


def _named_class(name: str) -> str:
    classes = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z"}
    if name not in classes:
        raise ValueError(f"no character class {name}")
    return classes[name]


def _may_end_py(tail: str) -> bool:
    """Whether a pattern can match a path that ends in ``.py``; in doubt it can."""
    return not (tail[-1].isalnum() or tail[-1] in "~_-.#$") or tail.endswith("y")
