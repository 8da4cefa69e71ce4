"""The files given to a run: what they are called, and which others are in the run with them."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Sequence

from flake8_sqla_rel.project.discover import Patterns


class Places:
    """Paths made comparable: absolute, with no symbolic link in their folders.

    A link that is itself a file keeps its name, since it is a module of that name.
    """

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def place(self, path: str) -> str:
        """The comparable form of a path."""
        folder, name = os.path.split(os.path.abspath(path))
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)


class RunFiles:
    """Which files are in the run, told without listing them.

    ``given`` are the files and folders named by the user, ``exclude`` and ``filename`` flake8's
    patterns, which decide what of a folder is linted.
    """

    def __init__(self, given: Sequence[str], exclude: Sequence[str], filename: Sequence[str], places: Places):
        self._exclude = tuple(exclude)
        self._patterns = Patterns((), filename)
        self.folders = tuple(dict.fromkeys(os.path.realpath(each) for each in given if os.path.isdir(each)))
        named = dict.fromkeys(places.place(each) for each in given if not os.path.isdir(each))
        self.named = tuple(each for each in named if not self._excluded(each))
        self._named = frozenset(self.named)
        # A linked file is a file of the project twice; discovery knows it by where it really is.
        self._links = {os.path.realpath(each): each for each in self.named if os.path.islink(each)}

    def seen_at(self, place: str) -> str | None:
        """Under which of its names a file is in the run; ``None`` when it is not."""
        return place if place in self else self._links.get(place)

    def __contains__(self, place: str) -> bool:
        if place in self._named:
            return True
        return any(
            place.startswith(folder.rstrip(os.sep) + os.sep) and self._walked(folder, place)
            for folder in self.folders
        )

    def _walked(self, folder: str, place: str) -> bool:
        if self._patterns.unwanted(place) or self._excluded(folder):
            return False
        if not self._exclude:
            return True
        inner = folder.rstrip(os.sep)
        for part in place[len(inner) + 1 :].split(os.sep):
            inner = os.path.join(inner, part)
            if self._excluded(inner):
                return False
        return True

    def _excluded(self, path: str) -> bool:
        name = os.path.basename(path)
        return any(
            fnmatch.fnmatch(name, pattern) or fnmatch.fnmatch(path, pattern) for pattern in self._exclude
        )
