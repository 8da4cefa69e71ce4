"""Which SQLAlchemy and Python the linted project uses, as far as its files or this environment tell."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.config import parse_release
from flake8_sqla_rel.project.witness import Witness

#: What is assumed when nothing tells.
DEFAULT: Final = (2, 0)

#: The releases whose behaviour the rules know, oldest first.
KNOWN: Final = ((1, 4), (2, 0), (2, 1))

#: Some before them, to which the oldest of the known ones comes closest.
_OLDER: Final = ((1, 0), (1, 1), (1, 2), (1, 3))

#: Flask-SQLAlchemy before these does not start with SQLAlchemy 2.0.
_MODERN_FLASK: Final = ((3, 0), (3, 1))

_MAX_SIZE: Final = 16 * 1024 * 1024

_TOML_LOCKS: Final = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml")
_REQUIREMENTS: Final = ("requirements.txt", "requirements.lock", "constraints.txt", "requirements/base.txt")
_PROJECT_FILES: Final = ("pyproject.toml", "setup.cfg", "setup.py", "Pipfile", "requirements.in")

#: The operators before the oldest version that is admitted.
_FROM: Final = frozenset({">=", ">", "==", "===", "~=", "^", "~"})

#: What the metadata of a source distribution, and of a wheel that was unpacked, is called.
_METADATA: Final = ("PKG-INFO", ".dist-info")


def _requirement(name: bytes) -> re.Pattern[bytes]:
    """What a project file asks of a package: the group is its version clauses."""
    return re.compile(
        rb"""
        (?:^|["'\s])%b(?:\[[^\]\n]*\])?["']?[ \t]*   # the name, with extras
        (?:=(?!=)[ \t]*)?(?:\{[^}\n]*?version[ \t]*=[ \t]*)?       # name = "..." and name = { version = "..." }
        ["'(]?[ \t]*
        ((?:(?:[<>=!~^]=?=?)[ \t]*[\d.]+(?:\.\*|\w+)?[ \t]*,?[ \t]*)+)
        """
        % name,
        re.IGNORECASE | re.MULTILINE | re.VERBOSE,
    )


_TOML_LOCKED: Final = re.compile(rb'name = "sqlalchemy"\s*\nversion = "([^"\n]+)"', re.IGNORECASE)
_JSON_LOCKED: Final = re.compile(rb'"sqlalchemy": \{[^{}]*"version": "==([^"\n]+)"', re.IGNORECASE)
_PINNED: Final = re.compile(
    rb"^sqlalchemy(?:\[[^\]\n]*\])?[ \t]*===?[ \t]*([\w.]+)", re.IGNORECASE | re.MULTILINE
)
_SQLALCHEMY: Final = _requirement(b"sqlalchemy")
_FLASK: Final = _requirement(b"flask[-_]sqlalchemy")
_DISTRIBUTION: Final = re.compile(
    r"sqlalchemy-(\d+\.\d+)[^-]*(?:-py[\d.]+)?\.(?:dist|egg)-info", re.IGNORECASE
)
_PYTHON: Final = re.compile(
    rb"""(?:\brequires[-_]python|\bpython_requires|^python)[ \t]*[=:][ \t]*["']?([^"'\n#]+)""",
    re.IGNORECASE | re.MULTILINE,
)
_CLAUSE: Final = re.compile(r"(===?|~=|>=|<=|!=|<|>|\^|~)\s*([\d.]+)")


def release(root: str, chosen: str, witness: Witness | None = None) -> tuple[int, int]:
    """The release that was chosen for the project at ``root``; ``auto`` stands for :func:`detect`."""
    if chosen == "auto":
        return detect(root, witness)
    return parse_release(chosen) or DEFAULT


def detect(root: str, witness: Witness | None = None) -> tuple[int, int]:
    """The SQLAlchemy release, as (major, minor), of the project at ``root``.

    Asked in this order: a lock file or a pinned requirement of the project (or of a folder
    above it, up to its repository's top), the distribution installed beside this program
    where the project's requirement allows it, the requirement. :data:`DEFAULT` otherwise.
    ``witness`` notes what the answer rests on.
    """
    witness = witness or Witness()
    folders = list(_folders(root, witness))
    for folder in folders:
        locked = _locked(folder, witness)
        if locked is not None:
            return _nearest(locked)
    clauses = next(filter(None, (_required(_SQLALCHEMY, folder, witness) for folder in folders)), "")
    flask = next(filter(None, (_required(_FLASK, folder, witness) for folder in folders)), "")
    if flask and not any(_allows(flask, release) for release in _MODERN_FLASK):
        clauses = f"{clauses},<2"
    allowed = [release for release in KNOWN if _allows(clauses, release)]
    installed = _installed(witness)
    if installed is not None and (not clauses or installed in allowed):
        return installed
    if clauses and allowed and DEFAULT not in allowed:
        return allowed[-1] if allowed[-1] < DEFAULT else allowed[0]
    if clauses and not allowed and any(_allows(clauses, release) for release in _OLDER):
        return KNOWN[0]
    return DEFAULT


def python(root: str, witness: Witness | None = None) -> tuple[int, int]:
    """The Python, as (major, minor), that the project at ``root`` is taken to run on.

    That is the one of this process, but for a project that requires a newer one. ``witness`` notes what
    the answer rests on.
    """
    witness = witness or Witness()
    required = (_oldest_python(folder, witness) for folder in _folders(root, witness))
    return max(sys.version_info[:2], next(filter(None, required), (0, 0)))


def _oldest_python(folder: str, witness: Witness) -> tuple[int, int] | None:
    """The oldest Python that the folder's project files admit, ``None`` when they do not tell."""
    for name in (*_PROJECT_FILES, *_metadata(folder, witness)):
        match = _PYTHON.search(_read(folder, name, witness))
        if match is not None:
            clauses = _CLAUSE.findall(match[1].decode("ascii", "replace"))
            return max((_release(text) for operator, text in clauses if operator in _FROM), default=None)
    return None


def _release(text: str) -> tuple[int, int]:
    major, minor, *_ = (*_parts(text), 0, 0)
    return major, minor


def _folders(root: str, witness: Witness) -> Iterator[str]:
    """The root and, within a git repository, the folders above it up to the top."""
    folders = [root]
    while not witness.exists(os.path.join(folders[-1], ".git")):
        above = os.path.dirname(folders[-1])
        if above == folders[-1]:
            return iter([root])
        folders.append(above)
    return iter(folders)


def _read(folder: str, name: str, witness: Witness) -> bytes:
    return witness.read(os.path.join(folder, name), _MAX_SIZE) or b""


def _locked(folder: str, witness: Witness) -> tuple[int, int] | None:
    searches = [
        *((name, _TOML_LOCKED) for name in _TOML_LOCKS),
        ("Pipfile.lock", _JSON_LOCKED),
        *((name, _PINNED) for name in _REQUIREMENTS),
    ]
    for name, pattern in searches:
        match = pattern.search(_read(folder, name, witness))
        release = match and parse_release(match[1].decode("ascii", "replace"))
        if release:
            return release
    return None


def _required(requirement: re.Pattern[bytes], folder: str, witness: Witness) -> str:
    """The version clauses that the folder's project files ask of a package; ``""`` for none."""
    for name in (*_PROJECT_FILES, *_REQUIREMENTS, *_metadata(folder, witness)):
        match = requirement.search(_read(folder, name, witness))
        if match is not None:
            return match[1].decode("ascii", "replace")
    return ""


def _metadata(folder: str, witness: Witness) -> Iterator[str]:
    """The files in which a folder, being an unpacked distribution, says what it requires."""
    plain, unpacked = _METADATA
    yield plain
    found = [name for name in witness.entries(folder) if name.endswith(unpacked)]
    if len(found) == 1:
        yield os.path.join(found[0], "METADATA")


def _allows(clauses: str, release: tuple[int, int]) -> bool:
    """Whether some version of the release meets the clauses."""
    for operator, text in _CLAUSE.findall(clauses):
        bound = _parts(text)
        if not bound or operator == "!=":
            continue
        same = bound[:2] == release[: len(bound[:2])]
        if operator in ("==", "==="):
            allowed = same
        elif operator == "~=":
            allowed = same if len(bound) > 2 else release >= bound and release[0] == bound[0]
        elif operator == "^":
            allowed = release[0] == bound[0] and release >= bound[:2]
        elif operator == "~":
            allowed = same
        elif operator in (">=", ">"):
            allowed = release >= bound[:2]
        elif operator == "<":
            allowed = release < bound[:2] or (len(bound) > 2 and bound[2] > 0 and same)
        else:
            allowed = release <= bound[:2]
        if not allowed:
            return False
    return True


def _parts(text: str) -> tuple[int, ...]:
    """The first three numbers of a version."""
    return tuple(int(part) for part in text.strip(".").split(".")[:3] if part)


def _installed(witness: Witness) -> tuple[int, int] | None:
    """The release that is installed beside this program, by the name of its metadata on ``sys.path``.

    That name has the version since PEP 376. To ask :mod:`importlib.metadata` takes as long as reading
    and parsing a dozen models.
    """
    for folder in sys.path:
        matches = map(_DISTRIBUTION.fullmatch, witness.entries(folder or os.curdir))
        match = next(filter(None, matches), None)
        release = match and parse_release(match[1])
        if release:
            return _nearest(release)
    return None


def _nearest(release: tuple[int, int]) -> tuple[int, int]:
    """The known release that behaves most like this one: the newest that is not newer."""
    return max((known for known in KNOWN if known <= release), default=KNOWN[0])
