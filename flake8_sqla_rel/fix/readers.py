"""Code that asks a relationship for its ``backref``, which says nothing once both sides are declared."""

from __future__ import annotations

import ast
import re
import warnings

_TELLTALE = re.compile(rb"\.backref\b(?!\s*\()")


def readers_of_backref(data: bytes) -> list[int]:
    """The lines of a file that read an attribute named ``backref`` without calling it."""
    if _TELLTALE.search(data) is None:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return sorted(
        {
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr == "backref"
            and isinstance(node.ctx, ast.Load)
            and node not in called
        }
    )
