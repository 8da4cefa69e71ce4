"""What the commands share: exit statuses, printing, did-you-mean."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable

from flake8_sqla_rel.errors import UsageError

DONE = 0
FOUND = 1
COULD_NOT_RUN = 2


def print_text(text: str) -> None:
    """Print to stdout, where the reader may have gone away."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _forget_stdout()


def write_document(text: str, path: str | None) -> None:
    """Write a document to a file or to stdout, as UTF-8 whatever the terminal's encoding.

    Raises :class:`UsageError` when the file cannot be written.
    """
    if path is None:
        try:
            sys.stdout.buffer.write(f"{text}\n".encode())
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
        return
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise UsageError(f"--output-file: cannot write {path!r}: {error.strerror}") from None


def _forget_stdout() -> None:
    """The reader (``head``, a pager) has seen enough. Python would complain again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def suggestion(text: str, possible: Iterable[str], otherwise: str) -> str:
    """How an error about a misspelt name ends: with the nearest name, or with what else helps."""
    near = difflib.get_close_matches(text, list(possible), n=1)
    if not near:
        return f" ({otherwise})"
    label = near[0].upper() if near[0].startswith("sqr") else near[0]
    return f", did you mean {label!r}?"
