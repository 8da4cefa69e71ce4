"""Reading and writing files that nobody vouches for."""

from __future__ import annotations

import os
import stat

#: No source file is read beyond this; larger ones are generated data, not models.
MAX_SOURCE = 32 * 1024 * 1024

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: str, limit: int, *, follow: bool = True) -> bytes | None:
    """The content of a regular file of at most ``limit`` bytes; ``None`` for anything else.

    A FIFO, a socket, a device or a folder of that name is not waited for, a symbolic link is
    refused unless ``follow``. Never raises for what the file system holds.
    """
    try:
        number = os.open(path, _READ | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
            return None
        data = _read_to_end(number, found.st_size, limit)
    except OSError:
        return None
    finally:
        os.close(number)
    return data if len(data) <= limit else None


def _read_to_end(number: int, size: int, limit: int) -> bytes:
    """What is in an open file whose size is known, up to one byte more than ``limit``."""
    # Asking for what there is and one byte more takes one call, and no room for what there is not.
    data = os.read(number, size + 1)
    if len(data) != size:
        # It changes while it is read, or is handed out in pieces.
        while len(data) <= limit and (more := os.read(number, limit + 1 - len(data))):
            data += more
    return data


def is_barred(path: str) -> bool:
    """Whether there is a file or folder of that path that its permissions keep from being read."""
    try:
        found = os.stat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(found.st_mode):
        return not os.access(path, os.R_OK | os.X_OK)
    return stat.S_ISREG(found.st_mode) and not os.access(path, os.R_OK)
