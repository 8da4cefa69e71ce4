"""Findings as lines for people, and for the editors that read such lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flake8_sqla_rel.errors import one_line
from flake8_sqla_rel.finding import Kind, Shown

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLOURS = {Kind.WARNING: "\x1b[1;33m", Kind.STYLE: "\x1b[1;36m"}
_RED = "\x1b[1;31m"


def text(findings: Sequence[Shown], colour: bool = False) -> str:
    """A line each, ``path:line:column: code message``; ends with a line break unless it is empty."""
    return "".join(f"{_line(shown, colour)}\n" for shown in findings)


def _line(shown: Shown, colour: bool) -> str:
    path, line, column = shown.spot
    path = one_line(path)
    if not colour:
        return f"{path}:{line}:{column}: {shown.code} {shown.message}"
    tint = _RED if shown.kind is None else _COLOURS.get(shown.kind, _RED)
    return f"{_BOLD}{path}{_PLAIN}:{line}:{column}: {tint}{shown.code}{_PLAIN} {shown.message}"


def summary(findings: Sequence[Shown], models: int, hidden: int = 0) -> str:
    """What it comes to, in a line; ``hidden`` findings are in the baseline."""
    known = f" ({hidden} more in the baseline)" if hidden else ""
    if findings:
        kinds = Counter(shown.kind for shown in findings)
        parts = [count_of(kinds[kind], kind.value) for kind in Kind if kinds[kind]]
        if kinds[None]:
            parts.append(count_of(kinds[None], "internal error"))
        files = len({shown.spot.path for shown in findings})
        found = f"Found {count_of(len(findings), 'finding')} ({', '.join(parts)})"
        return f"{found} in {count_of(files, 'file')}{known}"
    if models:
        new = "nothing new" if hidden else "nothing"
        return f"All clear: {new} found in {count_of(models, 'file')} with models{known}"
    return "Nothing to check: no models found"


def statistics(findings: Sequence[Shown]) -> str:
    """How often each code was found, a line each, the most frequent first."""
    counts = sorted(Counter(shown.code for shown in findings).items(), key=lambda pair: (-pair[1], pair[0]))
    width = len(str(counts[0][1])) if counts else 0
    return "".join(f"{number:{width}}  {code}\n" for code, number in counts)


def count_of(number: int, what: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
