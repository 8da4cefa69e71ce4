"""What the commands share: exit statuses and printing."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flake8_sqla_rel.errors import UsageError

DONE = 0
FOUND = 1
COULD_NOT_RUN = 2


def print_text(text: str, end: str = "\n") -> None:
    """Print to stdout, whatever its encoding can hold, where the reader may have gone away.

    Raises :class:`UsageError` when it cannot be written.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    with _writing():
        print(text, end=end, flush=True)


def write_document(text: str, path: str | None, option: str = "--output-file") -> None:
    """Write a document to a file or to stdout, as UTF-8 whatever the terminal's encoding.

    Raises :class:`UsageError`, which names the ``option``, when the file cannot be written.
    """
    if path is None:
        if sys.stdout is not None:
            with _writing():
                sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
                sys.stdout.flush()
        return
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise UsageError(f"{option}: cannot write {path!r}: {error.strerror}") from None


@contextmanager
def _writing() -> Iterator[None]:
    """Writing to stdout, which nobody may be there to read (``head``, a pager), or no disk to hold."""
    try:
        yield
    except OSError as error:
        # Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(f"cannot write to stdout: {error.strerror}") from None


def print_note(text: str) -> None:
    """Print a line to stderr, which carries what is not the answer."""
    if sys.stderr is None:
        return
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    print(text, file=sys.stderr, flush=True)


def wants_colour() -> bool:
    """Whether stdout is to be coloured: ``NO_COLOR`` and ``FORCE_COLOR`` say so, else a terminal is."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
