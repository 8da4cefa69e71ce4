"""The root of the project that a file belongs to."""

from __future__ import annotations

import os

#: A folder that has one of these is the root of a project.
MARKERS = ("pyproject.toml", "setup.cfg", "tox.ini", ".flake8", ".git")


def find_root(folder: str, current: str, known: dict[str, str] | None = None) -> str:
    """The root of the files in ``folder``: the nearest folder upwards with a marker.

    Both paths are absolute and free of symbolic links, and so is the answer. Without any
    marker it is ``current`` (the working directory) when that is above the folder, but never
    the user's home or the top of a file system, which nobody wants to be searched: then it is
    the folder of the outermost package that the files are in. ``known`` remembers answers.
    """
    known = {} if known is None else known
    passed = []
    place = folder
    while place not in known:
        passed.append(place)
        above = os.path.dirname(place)
        if any(os.path.lexists(os.path.join(place, marker)) for marker in MARKERS):
            known[place] = place
        elif above == place:
            # How far up an unmarked root is depends on where one started.
            return known.setdefault(folder, _unmarked_root(folder, current))
        else:
            place = above
    for each in passed:
        known[each] = known[place]
    return known[place]


def _unmarked_root(folder: str, current: str) -> str:
    too_wide = (os.path.realpath(os.path.expanduser("~")), os.path.abspath(os.sep))
    if current not in too_wide and (folder + os.sep).startswith(current + os.sep):
        return current
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder
