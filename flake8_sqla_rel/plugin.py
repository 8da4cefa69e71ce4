"""The flake8 plugin: options in, lines out.

flake8 makes one :class:`Plugin` per file, possibly in worker processes. Everything that
concerns the project is done once, in ``parse_options``, which flake8 calls in the parent
before there are workers; where workers are made by ``fork``, the larger part of it goes on
while they lint what it has no part in (:mod:`flake8_sqla_rel.handover`).
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import logging
import multiprocessing
import os
import sys
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from flake8_sqla_rel.config import SQLALCHEMY_CHOICES, Settings, make_settings
from flake8_sqla_rel.configuration import read_table
from flake8_sqla_rel.errors import UsageError, one_line

if TYPE_CHECKING:
    from flake8_sqla_rel.given import Places, RunFiles
    from flake8_sqla_rel.handover import Awaited, Known, Reports
    from flake8_sqla_rel.run import Report, Run

LOG = logging.getLogger("flake8.sqla_rel")


class _OptionManager(Protocol):
    """What is used of flake8's option manager."""

    parser: argparse.ArgumentParser

    def add_option(self, name: str, /, **how: Any) -> None: ...


class Plugin:
    """Reports the findings of one file."""

    name = "flake8-sqla-rel"

    _found: ClassVar[Known | Awaited | None] = None
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
        """Find out everything there is to report in this run, or have it found out.

        Exits with one line when an option has a value that cannot be used. Nothing else
        escapes; flake8 would take a ``TypeError`` for an older signature and call again.
        """
        if cls._found is not None:
            cls._found.end()
        cls._found = cls._places = None
        with _left_to_workers():
            cls._settle(manager, options)

    @classmethod
    def _settle(cls, manager: _OptionManager, options: argparse.Namespace) -> None:
        try:
            settings = settings_from(manager, options)
            if is_selected(options):
                cls._found, cls._places = _found(settings, options)
        except UsageError as error:
            manager.parser.exit(2, f"flake8: error: {error}\n")
        except Exception as error:  # noqa: BLE001 - other plugins must not lose their findings over this one
            cls._found, cls._places = _fault(options, error)

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Yield line, column (from 0, in characters), code with message, and this class."""
        for report in self._own_reports():
            yield report.line, self._column(report), f"{report.code} {report.text}", Plugin

    def _own_reports(self) -> Sequence[Report]:
        if self._found is None or self._places is None:
            return ()
        return sorted(self._found.at(self._places.place(self._filename), self._lines))

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


def _found(settings: Settings, options: argparse.Namespace) -> tuple[Known | Awaited, Places]:
    """Where the reports of this run are had, and in which form of a path it is asked."""
    from flake8_sqla_rel.given import Places
    from flake8_sqla_rel.handover import Known, awaited, hand_over, handed_over, is_handed_over

    places = Places()
    worker = multiprocessing.parent_process() is not None and is_handed_over()
    if worker:
        handed = handed_over(_token(settings, options))
        if handed is not None:
            return Known(handed), places
    files, overlay = _files(options, places)
    run = _run(settings, files, overlay, write=not worker)
    if _start_method() == "fork":
        # Somebody has to have something else to do meanwhile.
        if not run.concluded and run.places and (files.folders or not run.places.issuperset(files.named)):
            again = partial(_again, run.places, settings, files, overlay)
            later = awaited(run.places, partial(_reports, run), again)
            if later is not None:
                return later, places
        return Known(_reports(run)), places
    reports = _reports(run)
    if not worker:
        hand_over(reports, _token(settings, options))
    return Known(reports), places


def _run(settings: Settings, files: RunFiles, overlay: Mapping[str, bytes], *, write: bool) -> Run:
    from flake8_sqla_rel.run import Run

    return Run(settings, files, overlay, write=write)


def _reports(run: Run) -> Reports:
    outcome = run.outcome()
    for note in outcome.notes:
        LOG.info("%s", one_line(note))
    return outcome.reports


def _again(
    shown: frozenset[str], settings: Settings, files: RunFiles, overlay: Mapping[str, bytes]
) -> Reports:
    """The reports on the files that are ``shown``, worked out where they are."""
    try:
        return _reports(_run(settings, files, overlay, write=False))
    except Exception as error:  # noqa: BLE001 - other plugins must not lose their findings over this one
        first = min(shown)
        return {first: [_internal_error(os.path.relpath(first), error)]}


@contextlib.contextmanager
def _left_to_workers() -> Iterator[None]:
    """Take what there is afterwards out of Python's search for reference cycles.

    Each worker would search all of it, again and again, and by that come to have a copy of its own of
    this process's memory: on real projects that cost as much as relating the models.
    """
    # PyPy has no such thing.
    if not hasattr(gc, "freeze"):
        yield
        return
    # What an earlier run in this process left may be garbage by now.
    gc.unfreeze()
    yield
    gc.freeze()


def _start_method() -> str:
    """How workers will be made."""
    chosen = multiprocessing.get_start_method(allow_none=True)
    # The first of all is the default. To ask for the default itself would settle it for good.
    return chosen or multiprocessing.get_all_start_methods()[0]


def _files(options: argparse.Namespace, places: Places) -> tuple[RunFiles, dict[str, bytes]]:
    """The files of the run, and the buffer that stands in place of one of them."""
    from flake8_sqla_rel.given import RunFiles

    given, overlay = _given(options, places)
    exclude = [*options.exclude, *options.extend_exclude]
    return RunFiles(given, exclude, options.filename, places), overlay


def _given(options: argparse.Namespace, places: Places) -> tuple[list[str], dict[str, bytes]]:
    """The files and folders named, and the buffer."""
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


def _fault(options: argparse.Namespace, error: Exception) -> tuple[Known, Places]:
    """One report, on the first file of the run, that this plugin failed."""
    from flake8.discover_files import expand_paths

    from flake8_sqla_rel.given import Places
    from flake8_sqla_rel.handover import Known

    files = expand_paths(
        paths=options.filenames,
        stdin_display_name=options.stdin_display_name,
        filename_patterns=options.filename,
        exclude=(*options.exclude, *options.extend_exclude),
    )
    first = min(files, default="")
    if first == "-":
        first = options.stdin_display_name
    places = Places()
    return Known({places.place(first): [_internal_error(first, error)]}), places


def _internal_error(path: str, error: Exception) -> Report:
    """The report that this plugin failed, for the first line of a file."""
    from flake8_sqla_rel.run import Report

    LOG.debug("internal error", exc_info=error)
    what = f"{type(error).__name__}: {error}"[:200]
    text = f"internal error before {path} was looked at: {what}; please report it with this file"
    return Report(1, 0, "SQR000", one_line(text))
