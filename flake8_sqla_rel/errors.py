"""What can go wrong that is the user's to mend."""

from __future__ import annotations


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
