"""The settings of a run, whichever door they came through."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flake8_sqla_rel.errors import UsageError, one_line

SQLALCHEMY_CHOICES = ("auto", "1.4", "2.0", "2.1")

#: flake8's own default of ``--filename``.
DEFAULT_FILENAME = ("*.py",)

#: What is left of flake8's own default of ``--exclude``; the rest is never searched anyway.
DEFAULT_EXCLUDE = ("CVS",)


class Settings(NamedTuple):
    """What the user may choose.

    ``root`` and ``cache_dir`` are absolute or ``None`` (found by themselves). ``exclude`` and
    ``filename`` are patterns in flake8's form and meaning. ``sqlalchemy`` is one of
    :data:`SQLALCHEMY_CHOICES`. ``select`` are code prefixes that were selected by name: an
    opt-in rule runs only when one of them reaches into its block. ``generic_names`` are those of
    SQR906, none for its own.
    """

    root: str | None = None
    exclude: tuple[str, ...] = ()
    filename: tuple[str, ...] = DEFAULT_FILENAME
    cache_dir: str | None = None
    cache: bool = True
    sqlalchemy: str = "auto"
    select: tuple[str, ...] = ()
    generic_names: tuple[str, ...] = ()

    def opted_in(self, code: str) -> bool:
        """Whether an opt-in rule was asked for: by ``SQR9`` or more, never by ``SQR`` or ``S``."""
        return any(prefix.startswith("SQR9") and code.startswith(prefix) for prefix in self.select)


def make_settings(
    *,
    root: str | None = None,
    exclude: Sequence[str] = (),
    filename: Sequence[str] = DEFAULT_FILENAME,
    cache_dir: str | None = None,
    cache: bool = True,
    sqlalchemy: str = "auto",
    select: Sequence[str] = (),
    generic_names: Sequence[str] = (),
    label: Callable[[str], str] = "--{}".format,
) -> Settings:
    """Settings out of option values, made absolute and checked.

    ``label`` makes of an option's name what the user knows it by, for the text of an error.
    Raises :class:`UsageError` with one line when a value cannot be used.
    """
    if sqlalchemy not in SQLALCHEMY_CHOICES:
        raise UsageError(
            f"{label('sqlalchemy')}: {one_line(sqlalchemy)!r} is none of {', '.join(SQLALCHEMY_CHOICES)}"
        )
    if root is not None:
        root = os.path.realpath(root)
        if not os.path.isdir(root):
            raise UsageError(f"{label('root')}: {one_line(root)!r} is not a folder")
    if cache_dir is not None:
        cache_dir = os.path.abspath(cache_dir)
        if os.path.lexists(cache_dir) and not os.path.isdir(cache_dir):
            raise UsageError(f"{label('cache-dir')}: {one_line(cache_dir)!r} is not a folder")
    for name in generic_names:
        if not name.isidentifier():
            raise UsageError(f"{label('generic-names')}: {one_line(name)!r} is no name of an attribute")
    return Settings(
        root=root,
        exclude=tuple(exclude),
        filename=tuple(filename),
        cache_dir=cache_dir,
        cache=cache,
        sqlalchemy=sqlalchemy,
        select=tuple(select),
        generic_names=tuple(generic_names),
    )


def parse_release(text: str) -> tuple[int, int] | None:
    """``(major, minor)`` of a version such as ``2.0.36`` or ``2.1.0b1``; ``None`` when it is none."""
    match = re.match(r"\s*v?(\d{1,4})(?:\.(\d{1,4}))?", text)
    if match is None:
        return None
    return int(match[1]), int(match[2] or 0)
