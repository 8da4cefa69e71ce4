"""A sign of life on the terminal for what takes longer than a second."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType

_PATIENCE = 1.0
_PERIOD = 0.2
_SIGNS = "|/-\\"


class Progress:
    """While it is entered, says on stderr that something is being done, once that has taken a second.

    Only a terminal is told; the line is wiped in the end. An alarm is what it is told by, since a
    thread would keep the project from being read in several processes. Where there is no alarm
    (Windows), nothing is said.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._turn = 0
        self._active = False

    def __enter__(self) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or not hasattr(signal, "setitimer"):
            return
        self._started = time.monotonic()
        self._before = signal.signal(signal.SIGALRM, self._tell)
        self._active = True
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _PERIOD)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._active:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._before)
        if self._turn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self._turn += 1
        seconds = int(time.monotonic() - self._started)
        sign = _SIGNS[self._turn % len(_SIGNS)]
        print(f"\r{sign} {self._what} ({seconds} s)", end="", file=sys.stderr, flush=True)
