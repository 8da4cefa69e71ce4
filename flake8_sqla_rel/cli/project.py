"""The options that say which project a command looks at."""

from __future__ import annotations

import argparse
import os

from flake8_sqla_rel.config import Settings, make_settings
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.project.root import find_root


def add_project_options(parser: argparse.ArgumentParser) -> None:
    """Declare them on a command's parser."""
    parser.add_argument("--root", metavar="DIR", help="the project's root (default: found upwards)")
    parser.add_argument("--exclude", action="append", metavar="PATTERN", help="files to leave out")
    parser.add_argument("--cache-dir", metavar="DIR", help="where the cache is kept")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    parser.add_argument(
        "--sqlalchemy", default="auto", metavar="RELEASE", help="auto, 1.4, 2.0 or 2.1 (default: auto)"
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that were given. Raises :class:`UsageError`."""
    return make_settings(
        root=options.root,
        exclude=options.exclude or (),
        cache_dir=options.cache_dir,
        cache=not options.no_cache,
        sqlalchemy=options.sqlalchemy,
    )


def root_for(path: str, settings: Settings) -> str:
    """The root of the project that a file or folder belongs to. Raises :class:`UsageError`."""
    place = os.path.realpath(path)
    if not os.path.exists(place):
        raise UsageError(f"no such file or folder: {path!r}")
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    return settings.root or find_root(folder, os.path.realpath(os.getcwd()))
