"""What can go wrong that is the user's to mend."""

from __future__ import annotations

from collections.abc import Iterable


class UsageError(Exception):
    """An option has a value that cannot be used; the text is one line for the user."""


def one_line(text: str) -> str:
    """The text on one line, with everything that a terminal might act upon escaped.

    Line breaks, control characters, direction marks and lone surrogates come out as Python
    writes them in a string literal; everything printable stays as it is.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def suggestion(text: str, possible: Iterable[str], otherwise: str) -> str:
    """How an error about a misspelt name ends: with the nearest name, or with what else helps."""
    import difflib

    near = difflib.get_close_matches(text, list(possible), n=1)
    if not near:
        return f" ({otherwise})"
    label = near[0].upper() if near[0].startswith("sqr") else near[0]
    return f", did you mean {label!r}?"
