"""Writing several files so that all of them change or none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping


def replace_all(contents: Mapping[str, bytes]) -> None:
    """Put new contents in the place of files, by their absolute path.

    Each is written whole beside its file first, with its permissions. When one of them cannot be put
    in place, those that were get their old contents back, and the ``OSError`` goes on.
    """
    prepared: dict[str, str] = {}
    saved: dict[str, str] = {}
    try:
        for path, data in contents.items():
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            prepared[path] = _beside(path, data)
        for path in contents:
            with open(path, "rb") as stream:
                saved[path] = _beside(path, stream.read())
        done: list[str] = []
        try:
            for path, new in prepared.items():
                os.replace(new, path)
                done.append(path)
        except OSError:
            for path in done:
                os.replace(saved[path], path)
            raise
    finally:
        for leftover in (*prepared.values(), *saved.values()):
            with contextlib.suppress(OSError):
                os.unlink(leftover)


def _beside(path: str, data: bytes) -> str:
    """A new file with that content and the permissions of ``path``, in its folder."""
    number, name = tempfile.mkstemp(prefix=".sqla-rel-", dir=os.path.dirname(path))
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
        shutil.copymode(path, name)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name
