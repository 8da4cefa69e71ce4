"""What a fix changes, as a unified diff that ``git apply`` and ``patch -p1`` take."""

from __future__ import annotations

import difflib
import re

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


def unified(path: str, old: bytes, new: bytes) -> bytes:
    """The diff of one file, empty when nothing changed. ``path`` is what stands behind ``a/`` and ``b/``."""
    # Bytes that are no UTF-8 go through unchanged, and so do carriage returns.
    name = _quoted(path)
    lines = difflib.unified_diff(
        [line.decode("utf-8", "surrogateescape") for line in _LINE.findall(old)],
        [line.decode("utf-8", "surrogateescape") for line in _LINE.findall(new)],
        f"a/{name}" if name == path else f'"a/{name}"',
        f"b/{name}" if name == path else f'"b/{name}"',
    )
    found = []
    for line in lines:
        found.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(found).encode("utf-8", "surrogateescape")


def _quoted(path: str) -> str:
    """A path as git writes it: with what is not plain escaped."""
    plain = path.isascii() and path.isprintable() and not set('"\\') & set(path)
    if plain:
        return path
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}"
        for byte in path.encode("utf-8", "surrogateescape")
    )
