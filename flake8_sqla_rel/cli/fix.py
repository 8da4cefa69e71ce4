"""``sqla-rel fix``: repair what an edit, or several in several files, certainly repair."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flake8_sqla_rel.cli.project import add_project_options, configuration_of, root_for, settings_of
from flake8_sqla_rel.cli.terminal import DONE, FOUND, print_note, print_text
from flake8_sqla_rel.cli.wanted import add_selection_options, wanted_of
from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.engine import findings_in, internal_error, rule_options, selected_rules
from flake8_sqla_rel.errors import UsageError, one_line
from flake8_sqla_rel.finding import Finding
from flake8_sqla_rel.fix.analysis import Analysis
from flake8_sqla_rel.fix.diff import unified
from flake8_sqla_rel.fix.readers import readers_of_backref
from flake8_sqla_rel.fix.session import Load, Outcome, fix_project
from flake8_sqla_rel.given import Places, RunFiles
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.noqa import Text, silences
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.project.replace import replace_all
from flake8_sqla_rel.selection import Wanted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="*", help="files and folders whose findings to mend (default: .)")
    parser.add_argument("--diff", action="store_true", help="change nothing; print the changes as a diff")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if it would")
    parser.add_argument(
        "--unsafe-fixes", action="store_true", help="also those that somebody should look at afterwards"
    )
    add_selection_options(parser)
    add_project_options(parser)


@dataclass(frozen=True)
class _Fixed:
    """What came of one project: ``readers`` are places that read a ``backref``, with their line."""

    root: str
    outcome: Outcome
    readers: tuple[tuple[str, int], ...]


def run(options: argparse.Namespace) -> int:
    """Mend what the files and folders named have; 1 when something is left, or would change."""
    files = configuration_of(options)
    wanted = wanted_of(options, files)
    settings = settings_of(options, files)._replace(select=wanted.selection.named)
    given = options.path or [os.curdir]
    chosen = RunFiles(given, settings.exclude, settings.filename, Places())
    waiting = dict.fromkeys(root_for(path, settings) for path in given)
    done: dict[str, _Fixed] = {}
    while waiting:
        root, _ = waiting.popitem()
        done[root], nested = _fix(root, settings, chosen, wanted, unsafe=options.unsafe_fixes)
        waiting.update(dict.fromkeys(each for each in nested if each not in done))
    dry = options.diff or options.check
    for fixed in done.values():
        _warn(fixed, dry=dry)
    if dry:
        return _show(list(done.values()), diff=options.diff)
    for fixed in done.values():
        _write(fixed)
        print_text("\n".join([*_told(fixed), _summary(fixed.outcome, "Fixed")]))
    return FOUND if any(fixed.outcome.left for fixed in done.values()) else DONE


def _show(done: list[_Fixed], *, diff: bool) -> int:
    """Say what would change; 1 when anything would."""
    if diff:
        sys.stdout.flush()
        for fixed in done:
            sys.stdout.buffer.write(_diff(fixed))
        sys.stdout.buffer.flush()
    for fixed in done:
        for line in _told(fixed):
            print_note(line)
        print_note(_summary(fixed.outcome, "Would fix"))
    return FOUND if any(fixed.outcome.contents for fixed in done) else DONE


def _fix(
    root: str, settings: Settings, chosen: RunFiles, wanted: Wanted, *, unsafe: bool
) -> tuple[_Fixed, list[str]]:
    """What there is to change in a project, and the projects inside of it that are in the run as well."""
    asked = rule_options(root, settings)
    first: list[ProjectIndex] = []

    def analyse(contents: Mapping[str, bytes]) -> Analysis:
        index = ProjectIndex(root, settings, dict(contents))
        try:
            model = link(index, asked.sqlalchemy)
        except Exception as error:  # noqa: BLE001 - one line, as for every other failure
            raise UsageError(internal_error(root, "while relating the models", error).message) from None
        found = findings_in(model, index, asked, selected_rules(settings))
        if not first:
            index.store()
            first.append(index)
        return Analysis(model, found, index.paths)

    def load(path: str) -> bytes | None:
        return read_regular(_place(root, path), MAX_SOURCE)

    def mend(finding: Finding, now: Load) -> bool:
        return _is_wanted(root, chosen, wanted, finding, now)

    outcome = fix_project(analyse, load, asked, mend, unsafe=unsafe)
    readers: tuple[tuple[str, int], ...] = ()
    if any(plan.fix.code == "SQR001" for plan in outcome.fixed):
        readers = tuple(
            (path, line)
            for path in first[0].paths
            for line in readers_of_backref(outcome.contents.get(path) or load(path) or b"")
        )
    inside = (
        [] if settings.root else [each for each in first[0].nested_roots if _place(each, "any.py") in chosen]
    )
    return _Fixed(root, outcome, readers), inside


def _is_wanted(root: str, chosen: RunFiles, wanted: Wanted, finding: Finding, now: Load) -> bool:
    """Whether a finding counts where the run sees it: by code, by file, and unless ``# noqa`` is there."""
    for place in (finding.place, *(related.place for related in finding.related)):
        seen = chosen.seen_at(_place(root, place.path))
        if seen is None:
            continue
        if not wanted.in_file(os.path.relpath(seen)).wants(finding.code):
            return False
        silenced = Text(now(place.path) or b"").silenced([finding.code]) if wanted.noqa else ()
        return not any(place.line in lines and silences(named, finding.code) for lines, named in silenced)
    return False


def _write(fixed: _Fixed) -> None:
    """Write the changed files. Raises :class:`UsageError` when one cannot be, and then none is."""
    try:
        # Of a link, the file that it leads to is the one to change.
        contents = fixed.outcome.contents.items()
        replace_all({os.path.realpath(_place(fixed.root, path)): data for path, data in contents})
    except OSError as error:
        name = one_line(str(error.filename or fixed.root))
        raise UsageError(f"cannot write {name}: {error.strerror}; nothing was changed") from None


def _warn(fixed: _Fixed, *, dry: bool) -> None:
    """Say on stderr what its user should know beforehand."""
    if fixed.outcome.contents and not dry and _uncommitted(fixed.root):
        print_note(f"note: {one_line(fixed.root)} has uncommitted changes; what is fixed mixes with them")
    for path, line in fixed.readers:
        shown = one_line(os.path.relpath(_place(fixed.root, path)))
        print_note(f"note: {shown}:{line} reads .backref, which is None where both sides are declared")


def _uncommitted(root: str) -> bool:
    """Whether git knows of changes there that are not committed."""
    command = [
        "git",
        "-c",
        "core.fsmonitor=false",
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        ".",
    ]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0 and bool(done.stdout)


def _told(fixed: _Fixed) -> Iterator[str]:
    """A line for everything that was mended, and for everything that was not."""
    for plan in fixed.outcome.fixed:
        paths = ", ".join(_shown(fixed, path) for path in dict.fromkeys(edit.path for edit in plan.fix.edits))
        yield one_line(f"{plan.fix.code} {plan.fix.subject}: {plan.fix.title} [{paths}]")
    for finding, why, unsafe in fixed.outcome.left:
        place = f"{_shown(fixed, finding.place.path)}:{finding.place.line}"
        hint = "needs --unsafe-fixes: " if unsafe else "left: "
        yield one_line(f"{place}: {finding.code} {finding.subject}: {hint}{why}")


def _summary(outcome: Outcome, done: str) -> str:
    files = len(outcome.contents)
    text = f"{done} {_counted(len(outcome.fixed), 'finding')}"
    if outcome.fixed:
        codes = Counter(plan.fix.code for plan in outcome.fixed)
        each = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
        text += f" ({each}) in {_counted(files, 'file')}"
    unsafe = sum(left.unsafe for left in outcome.left)
    text += f", {len(outcome.left)} left"
    return f"{text} ({unsafe} of them with --unsafe-fixes)" if unsafe else text


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _diff(fixed: _Fixed) -> bytes:
    """The changes of a project, with paths from the root of its git repository, else from here."""
    base = _repository(fixed.root) or os.path.realpath(os.curdir)
    found = []
    for path, new in fixed.outcome.contents.items():
        place = _place(fixed.root, path)
        name = os.path.relpath(place, base).replace(os.sep, "/")
        if name.startswith("../"):
            name = path
        found.append(unified(name, read_regular(place, MAX_SOURCE) or b"", new))
    return b"".join(found)


def _repository(root: str) -> str | None:
    folder = root
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _shown(fixed: _Fixed, path: str) -> str:
    return os.path.relpath(_place(fixed.root, path))


def _place(root: str, path: str) -> str:
    return os.path.join(root, *path.split("/"))
