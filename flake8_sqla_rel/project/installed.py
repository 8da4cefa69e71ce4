"""Modules of installed packages, found without importing anything."""

from __future__ import annotations

import os
import sys

from flake8_sqla_rel.project.witness import Witness


def locate(name: str, witness: Witness | None = None) -> str | None:
    """The source file of a module that the interpreter in use could import, ``None`` for none.

    astroid knows the ways in which a package can be installed; it is imported only here,
    since most projects never ask. ``witness`` notes where it was looked for.
    """
    from astroid import modutils

    if witness is not None:
        parts = name.split(".")
        for place in sys.path:
            for count in range(len(parts)):
                folder = os.path.join(place or os.curdir, *parts[:count])
                witness.folder(folder)
                if count:
                    # It may say that the package has parts elsewhere.
                    witness.read(os.path.join(folder, "__init__.py"))
    try:
        found = modutils.file_info_from_modpath(name.split("."))
    except (ImportError, SyntaxError, ValueError, OSError):
        return None
    path: str | None = found.location
    if path is not None and os.path.isdir(path):
        path = os.path.join(path, "__init__.py")
    if path is None or not path.endswith(".py") or not os.path.isfile(path):
        return None
    if witness is not None:
        witness.folder(os.path.dirname(path))
    return path
