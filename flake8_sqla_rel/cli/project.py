"""The options that say which project a command looks at, and what the configuration files add."""

from __future__ import annotations

import argparse
import os

from flake8_sqla_rel.config import DEFAULT_EXCLUDE, DEFAULT_FILENAME, Settings, make_settings
from flake8_sqla_rel.configuration import NOTHING, Configuration, read_configuration
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.project.root import find_root
from flake8_sqla_rel.selection import codes_in, normalized


def add_project_options(parser: argparse.ArgumentParser) -> None:
    """Declare them on a command's parser; what is not given is ``None``."""
    group = parser.add_argument_group("the project")
    group.add_argument("--root", metavar="DIR", help="its root (default: found upwards)")
    group.add_argument(
        "--exclude", action="append", metavar="PATTERNS", help="files and folders to leave out"
    )
    group.add_argument("--sqlalchemy", metavar="RELEASE", help="auto, 1.4, 2.0 or 2.1 (default: auto)")
    group.add_argument("--cache-dir", metavar="DIR", help="where the cache is kept")
    group.add_argument(
        "--no-cache", action="store_const", const=True, help="neither read nor write the cache"
    )
    group.add_argument(
        "--generic-names", action="append", metavar="NAMES", help="what SQR906 reports, for its own"
    )
    group.add_argument(
        "--config", metavar="FILE", help="read this one and look for no other configuration file"
    )
    group.add_argument("--isolated", action="store_true", help="read no configuration file")


def configuration_of(options: argparse.Namespace) -> Configuration:
    """What the configuration files say that count here. Raises :class:`UsageError`."""
    if options.isolated:
        return NOTHING
    return read_configuration(os.curdir, options.config)


def settings_of(options: argparse.Namespace, configuration: Configuration | None = None) -> Settings:
    """The settings that count: command line, then configuration. Raises :class:`UsageError`."""
    files = configuration_of(options) if configuration is None else configuration
    given = {
        "root": options.root,
        "exclude": _patterns(options.exclude),
        "sqlalchemy": options.sqlalchemy,
        "cache-dir": options.cache_dir,
        "no-cache": options.no_cache,
        "generic-names": _names(options.generic_names),
    }
    values = {name: files.get(name) if value is None else value for name, value in given.items()}

    def label(name: str) -> str:
        return f"--{name}" if given[name] is not None else f"{os.path.basename(files.origin(name))}: {name}"

    return make_settings(
        root=values["root"],
        exclude=(
            *_or(files.get("flake8-exclude"), DEFAULT_EXCLUDE),
            *_or(files.get("flake8-extend-exclude"), ()),
            *(values["exclude"] or ()),
        ),
        filename=_or(files.get("flake8-filename"), DEFAULT_FILENAME),
        cache_dir=values["cache-dir"],
        cache=not values["no-cache"],
        sqlalchemy=values["sqlalchemy"] or "auto",
        generic_names=values["generic-names"] or (),
        label=label,
    )


def _or(given: tuple[str, ...] | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    return otherwise if given is None else given


def _patterns(given: list[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(normalized(each, os.curdir) for text in given for each in codes_in(text))


def _names(given: list[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(name for text in given for name in codes_in(text))


def root_for(path: str, settings: Settings) -> str:
    """The root of the project that a file or folder belongs to. Raises :class:`UsageError`."""
    place = os.path.realpath(path)
    if not os.path.exists(place):
        raise UsageError(f"no such file or folder: {path!r}")
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    return settings.root or find_root(folder, os.path.realpath(os.getcwd()))
