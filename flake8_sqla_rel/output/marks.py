"""What the forms that machines read have in common: addresses, ranks, and what tells findings apart."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from flake8_sqla_rel.finding import Kind, Shown
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule

RULES: Final = {rule.code: rule for rule in ALL_RULES}

#: The name and summary of ``SQR000``, which no rule stands behind.
INTERNAL_NAME: Final = "internal-error"
INTERNAL_SUMMARY: Final = "The linter itself failed; please report it."


def name_of(code: str) -> str:
    """The name of the rule of that code."""
    rule = RULES.get(code)
    return INTERNAL_NAME if rule is None else rule.name


def rules_of(findings: Sequence[Shown]) -> Sequence[tuple[str, Rule | None]]:
    """The codes found, sorted, each with its rule."""
    return [(code, RULES.get(code)) for code in sorted({shown.code for shown in findings})]


def rank(kind: Kind | None) -> str:
    """How bad it is, on the scale that all forms can say: ``error``, ``warning`` or ``note``."""
    if kind is Kind.STYLE:
        return "note"
    return "warning" if kind is Kind.WARNING else "error"


def uri(path: str) -> str:
    """The address of a file: relative to the working directory, as the path is, else absolute."""
    name = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{'' if name.startswith('/') else '/'}{name}" if os.path.isabs(path) else name


def fingerprints(findings: Sequence[Shown]) -> Iterator[str]:
    """For each finding what tells it from the others, and stays the same when lines move.

    It is made of code, file and subject; of several alike the first, second and so on.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for shown in findings:
        key = (shown.code, shown.spot.path, shown.subject)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def without_surrogates(text: str) -> str:
    """The text with what is no character, as a path may hold it, written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
