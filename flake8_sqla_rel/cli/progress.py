"""A sign of life on the terminal for what takes longer than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_PATIENCE = 1.0
_PERIOD = 0.2
_SIGNS = "|/-\\"


class Progress:
    """While it is entered, says on stderr that something is being done, once that has taken a second.

    Only a terminal is told; the line is wiped in the end.
    """

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._thread = None
        if sys.stderr is None or not sys.stderr.isatty():
            return
        import threading

        self._done = threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is not None:
            self._done.set()
            self._thread.join()

    def _tell(self) -> None:
        started = time.monotonic()
        if self._done.wait(_PATIENCE):
            return
        turn = 0
        while not self._done.wait(_PERIOD):
            seconds = int(time.monotonic() - started)
            turn += 1
            sign = _SIGNS[turn % len(_SIGNS)]
            print(f"\r{sign} {self._what} ({seconds} s)", end="", file=sys.stderr, flush=True)
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
