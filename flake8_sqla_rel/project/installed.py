"""Modules of installed packages, found without importing anything."""

from __future__ import annotations

import os


def locate(name: str) -> str | None:
    """The source file of a module that the interpreter in use could import, ``None`` for none.

    astroid knows the ways in which a package can be installed; it is imported only here,
    since most projects never ask.
    """
    from astroid import modutils

    try:
        found = modutils.file_info_from_modpath(name.split("."))
    except (ImportError, SyntaxError, ValueError, OSError):
        return None
    path = found.location
    if path is not None and os.path.isdir(path):
        path = os.path.join(path, "__init__.py")
    return path if path is not None and path.endswith(".py") and os.path.isfile(path) else None
