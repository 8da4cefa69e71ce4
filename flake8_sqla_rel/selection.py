"""Which findings are wanted, by code and file: flake8's decision, without flake8."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from flake8_sqla_rel.errors import UsageError

#: What flake8 selects of ours when nobody says anything: all codes of the plugin.
_DEFAULT = ("SQR",)

_CODE = re.compile(r"[A-Z]{1,3}[0-9]{0,3}", re.ASCII)


class Selection(NamedTuple):
    """The four lists of code prefixes; ``None`` where the user gave none, which is not the empty list."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """All prefixes selected by name: what opts in to a rule."""
        return (*(self.select or ()), *self.extend_select)

    def wants(self, code: str) -> bool:
        """Whether findings of that code are shown.

        What was asked for by name beats what is so by default. Of a code that is in both lists the
        longer prefix wins, and a tie ignores.
        """
        ignored = _longest(code, (*(self.ignore or ()), *self.extend_ignore))
        selected = _longest(code, (*(_DEFAULT if self.select is None else self.select), *self.extend_select))
        # flake8's own default list of ignored codes has none of ours.
        if selected is None or ignored is None or _longest(code, self.named) is None:
            return selected is not None and ignored is None
        return len(selected) > len(ignored)

    def wants_any(self, codes: Sequence[str]) -> bool:
        """Whether any of the codes is shown."""
        return any(self.wants(code) for code in codes)

    def without(self, codes: Sequence[str]) -> Selection:
        """The same with more codes ignored, as ``per-file-ignores`` does."""
        return Selection(self.select, self.ignore, self.extend_select, (*self.extend_ignore, *codes))


def _longest(code: str, prefixes: Sequence[str]) -> str | None:
    return max((prefix for prefix in prefixes if code.startswith(prefix)), key=len, default=None)


class FileIgnores(NamedTuple):
    """An entry of ``per-file-ignores``: a pattern (a glob of a base name or an absolute path), codes."""

    pattern: str
    codes: tuple[str, ...]


class Wanted(NamedTuple):
    """What of the findings is shown: by code, by file, and whether ``# noqa`` counts."""

    selection: Selection = Selection()
    per_file: tuple[FileIgnores, ...] = ()
    noqa: bool = True

    def in_file(self, path: str) -> Selection:
        """The selection that holds in a file: of the entries that fit it, that of the longest pattern."""
        fitting = [entry for entry in self.per_file if _fits(path, entry.pattern)]
        if not fitting:
            return self.selection
        return self.selection.without(max(fitting, key=lambda entry: len(entry.pattern)).codes)


def _fits(path: str, pattern: str) -> bool:
    return fnmatch.fnmatch(os.path.basename(path), pattern) or fnmatch.fnmatch(os.path.abspath(path), pattern)


def codes_in(text: str) -> tuple[str, ...]:
    """The entries of a list with commas or spaces between them."""
    return tuple(part for part in re.split(r"[,\s]", text) if part)


def check_codes(codes: Sequence[str], where: str) -> None:
    """Raise :class:`UsageError` for what cannot be the beginning of anybody's code."""
    for code in codes:
        if _CODE.fullmatch(code) is None:
            raise UsageError(f"{where}: {code!r} is no code")


def file_ignores(text: str, where: str) -> tuple[FileIgnores, ...]:
    """flake8's ``per-file-ignores``: ``pattern, pattern: code, code`` and so on.

    Patterns with a separator in them are relative to the working directory, as flake8 has it.
    Raises :class:`UsageError` when the text has another form.
    """
    entries: list[FileIgnores] = []
    patterns: list[str] = []
    codes: list[str] = []
    after_colon, separated = False, True

    def close() -> None:
        if codes:
            found = (FileIgnores(normalized(pattern, os.curdir), tuple(codes)) for pattern in patterns)
            entries.extend(found)
        patterns.clear()
        codes.clear()

    for match in _PART.finditer(text):
        part, kind = match[0], match.lastgroup
        if kind == "separator":
            separated = True
            continue
        if kind == "colon":
            fits = not after_colon
            after_colon = separated = True
        else:
            fits = separated and (after_colon or kind == "pattern")
            separated = False
            if after_colon and kind == "pattern":
                close()
                after_colon = False
            (codes if after_colon else patterns).append(part)
        if not fits:
            raise _malformed(where, text)
    if text.strip() and not after_colon:
        raise _malformed(where, text)
    close()
    return tuple(entries)


_PART = re.compile(
    r"(?P<code>[A-Z]+[0-9]*(?=$|[\s,]))|(?P<pattern>[^\s:,]+)|(?P<colon>\s*:\s*)|(?P<separator>[\s,]+)"
)


def _malformed(where: str, text: str) -> UsageError:
    return UsageError(f"{where}: not of the form 'file:SQR001,SQR002 file:SQR003': {text.strip()!r}")


def normalized(pattern: str, folder: str) -> str:
    """A pattern of a configuration file in ``folder``: made absolute when it has a separator in it."""
    separators = os.sep + (os.altsep or "")
    if pattern == os.curdir or any(separator in pattern for separator in separators):
        pattern = os.path.abspath(os.path.join(folder, pattern))
    return pattern.rstrip(separators)
