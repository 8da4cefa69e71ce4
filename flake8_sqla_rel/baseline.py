"""Findings that are known and put up with: how many of each code on each subject.

Lines are no part of it, so that moving code makes nothing new, and neither are files. The
file is JSON with sorted keys, one subject a line, so that it can be reviewed and merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.finding import INTERNAL, Shown

#: Raised when a file of the present form could no longer be read.
_FORM = 1

_LIMIT = 64 * 1024 * 1024


class Compared(NamedTuple):
    """Findings held against a baseline: those that are not in it, how many are, and how many of it are gone."""

    new: tuple[Shown, ...]
    known: int
    gone: int


def compare(findings: Sequence[Shown], baseline: Counter[tuple[str, str]]) -> Compared:
    """Of several alike the first ones are the known ones."""
    left = baseline.copy()
    new = []
    for shown in findings:
        key = (shown.code, shown.subject)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(shown)
    gone = sum(number for number in left.values() if number > 0)
    return Compared(tuple(new), len(findings) - len(new), gone)


def read_baseline(path: str, option: str) -> Counter[tuple[str, str]]:
    """The baseline in a file.

    Raises :class:`UsageError`, which names the ``option``, when there is none that can be read.
    """
    import json

    label = f"{option}: {path!r}"
    try:
        with open(path, "rb") as file:
            data = json.loads(file.read(_LIMIT))
    except OSError as error:
        hint = "; --write-baseline makes it" if isinstance(error, FileNotFoundError) else ""
        raise UsageError(f"{label}: {error.strerror}{hint}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{label} is no JSON") from None
    try:
        if data["form"] != _FORM:
            raise UsageError(f"{label} is of another release of this program")
        found = {
            (code, subject): number
            for code, subjects in data["findings"].items()
            for subject, number in subjects.items()
        }
        if not all(type(number) is int and number > 0 for number in found.values()):
            raise ValueError
    except (LookupError, TypeError, AttributeError, ValueError):
        raise UsageError(f"{label} is no baseline") from None
    return Counter(found)


def baseline_of(findings: Sequence[Shown]) -> str:
    """The text of a baseline that knows these findings; a fault of this program is never put up with."""
    import json

    counts = Counter((shown.code, shown.subject) for shown in findings if shown.code != INTERNAL)
    known: dict[str, dict[str, int]] = {}
    for (code, subject), number in sorted(counts.items()):
        known.setdefault(code, {})[subject] = number
    return json.dumps({"form": _FORM, "findings": known}, indent=2)
