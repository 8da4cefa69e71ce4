"""Modules of installed packages, found without importing anything."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from importlib.machinery import PathFinder

from flake8_sqla_rel.project.witness import Witness


def locate(name: str, witness: Witness | None = None) -> str | None:
    """The source file of a module that the interpreter in use could import, ``None`` for none.

    ``witness`` notes where it was looked for.
    """
    if witness is not None:
        parts = name.split(".")
        for place in sys.path:
            for count in range(len(parts)):
                folder = os.path.join(place or os.curdir, *parts[:count])
                witness.folder(folder)
                if count:
                    # It may say that the package has parts elsewhere.
                    witness.read(os.path.join(folder, "__init__.py"))
    # What was installed since Python last looked counts as well.
    importlib.invalidate_caches()
    path = None
    if _is_there(name.partition(".")[0]):
        path = _plainly(name) or _by_astroid(name)
    if path is not None and witness is not None:
        witness.folder(os.path.dirname(path))
    return path


def _is_there(package: str) -> bool:
    """Whether Python finds anything of that name at the top level, for which it imports nothing."""
    try:
        return importlib.util.find_spec(package) is not None
    except (ImportError, ValueError, OSError):
        return True


def _plainly(name: str) -> str | None:
    """The source file of a module in a folder on ``sys.path``, or in that of a package there.

    ``None`` where it is in no such place, which says nothing of others.
    """
    if not all(map(os.path.isabs, sys.path)):
        return None
    places: list[str] | None = None
    path: str | None = None
    for count, part in enumerate(name.split(".")):
        if count and places is None:
            return None
        try:
            # By its last part alone: of a name with dots Python takes the rest to be imported.
            spec = PathFinder.find_spec(part, places)
        except (ImportError, ValueError, OSError):
            return None
        if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
            return None
        places, path = spec.submodule_search_locations, spec.origin
    return path


def _by_astroid(name: str) -> str | None:
    """The same by astroid, which knows every way in which a package can be installed.

    It is imported only here, since that takes longer than all else that is done to find a module.
    """
    from astroid import modutils

    try:
        found = modutils.file_info_from_modpath(name.split("."))
    except (ImportError, SyntaxError, ValueError, OSError):
        return None
    path: str | None = found.location
    if path is not None and os.path.isdir(path):
        path = os.path.join(path, "__init__.py")
    if path is None or not path.endswith(".py") or not os.path.isfile(path):
        return None
    return path
