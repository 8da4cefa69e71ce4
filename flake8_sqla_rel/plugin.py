"""The flake8 plugin: options in, lines out.

flake8 makes one :class:`Plugin` per file, possibly in worker processes. Everything that
concerns the project is done once, in ``parse_options``, which flake8 calls in the parent
before there are workers. Workers made by ``fork`` inherit the outcome. Workers made
otherwise call ``parse_options`` again, and get the outcome from the parent through the
environment.
"""

from __future__ import annotations

import argparse
import ast
import base64
import json
import logging
import multiprocessing
import os
import sys
import tokenize
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from flake8_sqla_rel.config import SQLALCHEMY_CHOICES, Settings, make_settings
from flake8_sqla_rel.configuration import read_table
from flake8_sqla_rel.errors import UsageError, one_line

if TYPE_CHECKING:
    from flake8_sqla_rel.run import Places, Report

LOG = logging.getLogger("flake8.sqla_rel")

#: What the parent hands to workers that do not inherit its memory.
HANDOVER: Final = "FLAKE8_SQLA_REL_HANDOVER"

# An environment variable may hold 32,767 characters on Windows, and four times that on Linux.
_MOST: Final = 30_000


class _OptionManager(Protocol):
    """What is used of flake8's option manager."""

    parser: argparse.ArgumentParser

    def add_option(self, name: str, /, **how: Any) -> None: ...


class Plugin:
    """Reports the findings of one file."""

    name = "flake8-sqla-rel"

    _reports: ClassVar[Mapping[str, Sequence[Report]]] = {}
    _places: ClassVar[Places | None] = None

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        self._filename = filename
        self._lines = lines

    @classmethod
    def add_options(cls, manager: _OptionManager) -> None:
        """Declare the options; all can be set in flake8's configuration file too."""
        manager.add_option(
            "--sqla-rel-root",
            metavar="FOLDER",
            default=None,
            normalize_paths=True,
            parse_from_config=True,
            help="The project's folder (default: the nearest one above each file that has a"
            " pyproject.toml, setup.cfg, tox.ini, .flake8 or .git).",
        )
        manager.add_option(
            "--sqla-rel-exclude",
            metavar="PATTERNS",
            default="",
            comma_separated_list=True,
            normalize_paths=True,
            parse_from_config=True,
            help="Files and folders whose models are left out of the project, besides those of --exclude.",
        )
        manager.add_option(
            "--sqla-rel-sqlalchemy",
            metavar="VERSION",
            default="auto",
            parse_from_config=True,
            help=f"The SQLAlchemy release that the project uses: {', '.join(SQLALCHEMY_CHOICES)}"
            " (default: auto, from lock file, requirements or what is installed).",
        )
        manager.add_option(
            "--sqla-rel-cache-dir",
            metavar="FOLDER",
            default=None,
            normalize_paths=True,
            parse_from_config=True,
            help="Where to keep what was read (default: .sqla_rel_cache in the project's folder).",
        )
        manager.add_option(
            "--sqla-rel-no-cache",
            action="store_true",
            default=False,
            parse_from_config=True,
            help="Read the whole project anew and keep nothing.",
        )
        manager.add_option(
            "--sqla-rel-generic-names",
            metavar="NAMES",
            default="",
            comma_separated_list=True,
            parse_from_config=True,
            help="The names that SQR906 reports, in place of its own: items, related, data ...",
        )

    @classmethod
    def parse_options(cls, manager: _OptionManager, options: argparse.Namespace, args: Sequence[str]) -> None:
        """Find out everything there is to report in this run.

        Exits with one line when an option has a value that cannot be used. Nothing else
        escapes; flake8 would take a ``TypeError`` for an older signature and call again.
        """
        cls._reports, cls._places = {}, None
        try:
            settings = settings_from(manager, options)
            if is_selected(options):
                cls._reports, cls._places = _reports(settings, options)
        except UsageError as error:
            manager.parser.exit(2, f"flake8: error: {error}\n")
        except Exception as error:  # noqa: BLE001 - other plugins must not lose their findings over this one
            cls._reports, cls._places = _fault(options, error)

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Yield line, column (from 0, in characters), code with message, and this class."""
        for report in self._own_reports():
            yield report.line, self._column(report), f"{report.code} {report.text}", Plugin

    def _own_reports(self) -> Sequence[Report]:
        if not self._reports or self._places is None:
            return ()
        return sorted(self._reports.get(self._places.place(self._filename), ()))

    def _column(self, report: Report) -> int:
        """The column in characters; the parser counts bytes."""
        line = self._lines[report.line - 1] if report.line <= len(self._lines) else ""
        if line.isascii():
            return report.col
        return len(line.encode("utf-8", "surrogatepass")[: report.col].decode("utf-8", "ignore"))


def settings_from(manager: _OptionManager, options: argparse.Namespace) -> Settings:
    """The settings in flake8's options and in the table of ``pyproject.toml``.

    Option by option the command line counts before the table, and that before flake8's file.
    Raises :class:`UsageError`.
    """
    table = read_table(os.curdir)

    def in_table(name: str) -> bool:
        # What is not what flake8's file or the default has was given on the command line. A list
        # there is another list, whatever is in it; of the rest nobody says the same twice.
        own = f"sqla_rel_{name.replace('-', '_')}"
        given, otherwise = getattr(options, own), manager.parser.get_default(own)
        same = given is otherwise if isinstance(given, list) else given == otherwise
        return name in table.values and same

    def value(name: str) -> Any:
        own = f"sqla_rel_{name.replace('-', '_')}"
        return table.get(name) if in_table(name) else getattr(options, own)

    def label(name: str) -> str:
        return f"{os.path.basename(table.path)}: {name}" if in_table(name) else f"--sqla-rel-{name}"

    return make_settings(
        root=value("root"),
        exclude=[*options.exclude, *options.extend_exclude, *value("exclude")],
        filename=options.filename,
        cache_dir=value("cache-dir"),
        cache=not value("no-cache"),
        sqlalchemy=value("sqlalchemy"),
        select=[*(options.select or ()), *(options.extend_select or ())],
        generic_names=value("generic-names"),
        label=label,
    )


def is_selected(options: argparse.Namespace) -> bool:
    """Whether flake8 would show any finding of ours; if not, there is nothing to do."""
    named = [*(options.select or ()), *(options.extend_select or ())]
    if any(prefix.startswith("SQR") for prefix in named):
        return True
    if options.select and not any("SQR".startswith(prefix) for prefix in named):
        return False
    ignored = [*(options.ignore or ()), *(options.extend_ignore or ())]
    return any("SQR".startswith(prefix) for prefix in named) or not any(
        "SQR".startswith(prefix) for prefix in ignored
    )


def _reports(
    settings: Settings, options: argparse.Namespace
) -> tuple[Mapping[str, Sequence[Report]], Places]:
    from flake8_sqla_rel.run import Places, Run, RunFiles

    places = Places()
    worker = multiprocessing.parent_process() is not None and HANDOVER in os.environ
    if worker:
        handed = _receive(os.environ[HANDOVER], _token(settings, options))
        if handed is not None:
            return handed, places
    given, overlay = _given(options, places)
    exclude = [*options.exclude, *options.extend_exclude]
    run = Run(settings, RunFiles(given, exclude, options.filename, places), overlay, write=not worker)
    for note in run.notes:
        LOG.info("%s", one_line(note))
    if not worker and _start_method() != "fork":
        os.environ[HANDOVER] = _hand_over(run.reports, _token(settings, options))
    return run.reports, places


def _start_method() -> str:
    """How workers will be made."""
    chosen = multiprocessing.get_start_method(allow_none=True)
    # The first of all is the default. To ask for the default itself would settle it for good.
    return chosen or multiprocessing.get_all_start_methods()[0]


def _given(options: argparse.Namespace, places: Places) -> tuple[list[str], dict[str, bytes]]:
    """The files and folders of the run, and the buffer that stands in place of one of them."""
    given = list(options.filenames) or [os.curdir]
    if "-" not in given:
        return given, {}
    name = options.stdin_display_name
    given = [name if each == "-" else each for each in given]
    if name == "stdin":
        # A buffer without a name is part of no project.
        return [each for each in given if each != name], {}
    from flake8.utils import stdin_get_lines

    return given, {places.place(name): encode_buffer("".join(stdin_get_lines()))}


def encode_buffer(text: str) -> bytes:
    """The bytes that a buffer would be saved as, in the encoding that it declares for itself."""
    data = text.encode("utf-8", "surrogatepass")
    lines = iter(data.splitlines(keepends=True)[:2])
    try:
        encoding, _ = tokenize.detect_encoding(lambda: next(lines, b""))
        return text.encode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        return data


def _token(settings: Settings, options: argparse.Namespace) -> str:
    """What a run is told apart from others by."""
    from flake8_sqla_rel.project.hashing import blake2b

    about = (settings, options.filenames, options.stdin_display_name, os.getcwd(), sys.version)
    return blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _hand_over(reports: Mapping[str, Sequence[Report]], token: str) -> str:
    """The reports as text for the environment; just the token when there are too many."""
    data = zlib.compress(json.dumps(reports).encode("ascii"))
    text = f"{token}:{base64.b64encode(data).decode('ascii')}"
    return text if len(text) <= _MOST else token


def _receive(text: str, token: str) -> Mapping[str, Sequence[Report]] | None:
    """What the parent handed over for this run; ``None`` when there is nothing that can be used."""
    from flake8_sqla_rel.run import Report

    head, _, packed = text.partition(":")
    if head != token or not packed:
        return None
    try:
        found: dict[str, list[Any]] = json.loads(zlib.decompress(base64.b64decode(packed)))
        return {place: [Report(*report) for report in reports] for place, reports in found.items()}
    except (ValueError, TypeError, AttributeError, zlib.error):
        return None


def _fault(options: argparse.Namespace, error: Exception) -> tuple[Mapping[str, Sequence[Report]], Places]:
    """One report, on the first file of the run, that this plugin failed."""
    from flake8.discover_files import expand_paths

    from flake8_sqla_rel.run import Places, Report

    LOG.debug("internal error", exc_info=error)
    files = expand_paths(
        paths=options.filenames,
        stdin_display_name=options.stdin_display_name,
        filename_patterns=options.filename,
        exclude=(*options.exclude, *options.extend_exclude),
    )
    first = min(files, default="")
    if first == "-":
        first = options.stdin_display_name
    what = f"{type(error).__name__}: {error}"[:200]
    text = f"internal error before {first} was looked at: {what}; please report it with this file"
    places = Places()
    return {places.place(first): [Report(1, 0, "SQR000", one_line(text))]}, places
