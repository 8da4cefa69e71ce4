"""What a text begins and ends with, where the rest of it is not known."""

from __future__ import annotations

from typing import Final

from flake8_sqla_rel.source.facts import Binary, Const, Expr, Joined

#: What is known of a text of which nothing is.
NO_ENDS: Final = ("", "")


def ends(text: Expr | None) -> tuple[str, str]:
    """The beginning and the end of what an expression gives, if that is text.

    :param text: an f-string, or text that is put together with ``+``; of others nothing is known.
    """
    parts = _parts(text)
    start = _literal(parts)
    end = _literal(parts[::-1])
    return "".join(start), "".join(reversed(end))


def _parts(text: Expr | None) -> list[str | None]:
    """The parts in their order, ``None`` for what is not literal."""
    if isinstance(text, Joined):
        return [part for each in text.parts for part in _parts(each)]
    if isinstance(text, Binary) and text.op == "+":
        return [*_parts(text.left), *_parts(text.right)]
    return [text.value if isinstance(text, Const) and isinstance(text.value, str) else None]


def _literal(parts: list[str | None]) -> list[str]:
    """The literal parts before the first other one."""
    found = []
    for part in parts:
        if part is None:
            break
        found.append(part)
    return found
