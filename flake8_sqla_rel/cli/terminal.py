"""What the commands share: exit statuses, printing, did-you-mean."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable

DONE = 0
FOUND = 1
COULD_NOT_RUN = 2


def print_text(text: str) -> None:
    """Print to stdout, where the reader may have gone away."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (``head``, a pager) has seen enough. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def suggestion(text: str, possible: Iterable[str], otherwise: str) -> str:
    """How an error about a misspelt name ends: with the nearest name, or with what else helps."""
    near = difflib.get_close_matches(text, list(possible), n=1)
    if not near:
        return f" ({otherwise})"
    label = near[0].upper() if near[0].startswith("sqr") else near[0]
    return f", did you mean {label!r}?"
