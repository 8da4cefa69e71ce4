"""Work that copies of this process do.

A copy begins with everything that is in memory, so nothing is handed to it, and it is there
within milliseconds. Whatever becomes of it, what it did not hand over whole was not done, and
that is for the caller to do.

:func:`shared` has many copies, one for each processor. Each takes one piece of work after the other,
as this process does, until none is left, then hands over what came of it and ends. It imports and
writes nothing. :func:`aside` has one that works while this process goes on.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Final, NoReturn, TypeVar

_Done = TypeVar("_Done")

#: More of them wait for one another, for the disk and for this process.
_MOST: Final = 8
#: The number of a piece is one byte, so that to take one is to read a byte.
MOST_PIECES: Final = 256
_SIZE_OF_LENGTH: Final = 8


def processors() -> int:
    """How many processes may share work; 1 where there are to be no copies of this one.

    With threads a copy would have none of them, but what they hold locked; on other systems than
    Linux a copy is not safe to work with (macOS) or not to be had (Windows).
    """
    threading = sys.modules.get("threading")
    if sys.platform != "linux" or (threading is not None and threading.active_count() > 1):
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def shared(
    do: Callable[[int], _Done],
    pieces: int,
    pack: Callable[[_Done], bytes],
    unpack: Callable[[bytes], _Done],
    meanwhile: Callable[[], object],
) -> list[_Done]:
    """What ``do`` gives for each number below ``pieces`` (at most :data:`MOST_PIECES`), in any order.

    ``pack`` and ``unpack`` make bytes of it, and it of bytes. ``meanwhile`` is called once, while the
    copies are at work already. What a copy failed to do is missing.
    """
    queue, fill = os.pipe()
    os.write(fill, bytes(range(pieces)))
    os.close(fill)
    copies: list[tuple[int, int]] = []
    done: list[_Done] = []
    try:
        for _ in range(min(processors(), pieces) - 1):
            copy = _copy(queue, do, pack)
            if copy is not None:
                copies.append(copy)
        meanwhile()
        done += map(do, _taken(queue))
        for _, outcome in copies:
            done += map(unpack, _handed_over(outcome))
    finally:
        # Were this cut short, nobody would want the rest.
        for _ in _taken(queue):
            pass
        for _, outcome in copies:
            os.close(outcome)
        os.close(queue)
        for process, _ in copies:
            _await(process)
    return done


def _copy(queue: int, do: Callable[[int], _Done], pack: Callable[[_Done], bytes]) -> tuple[int, int] | None:
    """A copy of this process at work: its number, and where it hands over; ``None`` if there can be none."""
    outcome, handing = os.pipe()
    parent = os.getpid()
    process = _forked()
    if process == 0:
        # Whoever could read it itself would never be told that nobody else does.
        os.close(outcome)
        _work(queue, handing, parent, do, pack)
    os.close(handing)
    if process is None:
        os.close(outcome)
    return None if process is None else (process, outcome)


def _forked() -> int | None:
    """The number of a copy of this process, 0 in the copy; ``None`` if there can be none."""
    try:
        with warnings.catch_warnings():
            # Python warns of threads that extension modules began; a copy has no use for what is theirs.
            warnings.simplefilter("ignore")
            return os.fork()
    except OSError:
        return None


def _work(
    queue: int, handing: int, parent: int, do: Callable[[int], _Done], pack: Callable[[_Done], bytes]
) -> NoReturn:
    """Do what there is to do, hand it over, and end; nothing that this process began is ended with it."""
    try:
        done = []
        for piece in _taken(queue):
            if os.getppid() != parent:
                break
            done.append(pack(do(piece)))
        for data in done:
            _hand_over(handing, len(data).to_bytes(_SIZE_OF_LENGTH, "big") + data)
    finally:
        os._exit(0)


def _taken(queue: int) -> Iterator[int]:
    """The pieces that this process takes, each when it is wanted."""
    while found := os.read(queue, 1):
        yield found[0]


def _hand_over(handing: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handing, rest) :]


def _handed_over(outcome: int) -> Iterator[bytes]:
    """What a copy hands over; the last one may be cut short, and is left out then."""
    with open(outcome, "rb", closefd=False) as stream:
        while head := stream.read(_SIZE_OF_LENGTH):
            length = int.from_bytes(head, "big")
            data = stream.read(length)
            if len(head) < _SIZE_OF_LENGTH or len(data) < length:
                return
            yield data


class Aside:
    """What a copy of this process works out, for this process and for every later copy of it."""

    def __init__(self, process: int, ended: int, result: int) -> None:
        self._owner = os.getpid()
        self._process = process
        self._ended = ended
        self._result = result
        atexit.register(self.end)

    def outcome(self) -> bytes | None:
        """What came of the work, waiting for it; ``None`` when it was not finished. To be asked once."""
        # Nothing is ever written there: it ends with the last process that could.
        os.read(self._ended, 1)
        size = os.fstat(self._result).st_size
        data = os.pread(self._result, size, 0)
        head, found = data[:_SIZE_OF_LENGTH], data[_SIZE_OF_LENGTH:]
        self.end()
        return found if head and int.from_bytes(head, "big") == len(found) else None

    def end(self) -> None:
        """Let go of the copy, and end it if it is still at work."""
        if self._owner == os.getpid():
            atexit.unregister(self.end)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            _await(self._process)
        os.close(self._ended)
        os.close(self._result)


def aside(do: Callable[[], bytes]) -> Aside | None:
    """Have a copy of this process do something; ``None`` where there is to be none."""
    # Python is built without it where the C library was old.
    if processors() < 2 or not hasattr(os, "memfd_create"):
        return None
    try:
        result = os.memfd_create("outcome")
    except OSError:
        return None
    ended, ending = os.pipe()
    process = _forked()
    if process == 0:
        try:
            os.close(ended)
            data = do()
            _hand_over(result, len(data).to_bytes(_SIZE_OF_LENGTH, "big") + data)
        finally:
            os._exit(0)
    os.close(ending)
    if process is None:
        os.close(ended)
        os.close(result)
        return None
    return Aside(process, ended, result)


def _await(process: int) -> None:
    try:
        os.waitpid(process, 0)
    except ChildProcessError:
        # Whoever runs this program does not want to hear of processes that end.
        return
