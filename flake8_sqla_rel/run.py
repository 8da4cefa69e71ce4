"""What one run reports on each of the files given to it.

The files of a run may belong to several projects, and be only a few of a project's files.
A finding is reported where it sits; when that file is not in the run, at the counterpart
that is (design: seen from either side).
"""

from __future__ import annotations

import contextlib
import fnmatch
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.errors import one_line
from flake8_sqla_rel.finding import INTERNAL, Finding, Kind
from flake8_sqla_rel.project.discover import Patterns
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.outline import outline
from flake8_sqla_rel.project.root import find_root

if TYPE_CHECKING:
    from flake8_sqla_rel.project.index import ProjectIndex
    from flake8_sqla_rel.project.memory import Conclusions, Found, Memory

#: Up to how many named files are looked at one by one before a whole project is.
_FEW = 50

#: Bases that nobody names a mapped class after.
_NEVER_MAPPED = frozenset({"object", "Exception"})


class Report(NamedTuple):
    """A finding as it is shown: line from 1, column from 0 in UTF-8 bytes, code, one line of text."""

    line: int
    col: int
    code: str
    text: str


class Sighting(NamedTuple):
    """A finding where this run shows it: the root of its project, how it is shown, what it is."""

    root: str
    report: Report
    finding: Finding


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


class Run:
    """The reports of a run, by file.

    ``overlay`` gives the content of files (by their :class:`Places` form) that stands in place
    of what is on disk. With ``write``, what was read is stored in the projects' caches.
    ``notes`` tells which projects were read and why a cache was not used.
    """

    def __init__(
        self,
        settings: Settings,
        files: RunFiles,
        overlay: Mapping[str, bytes] | None = None,
        *,
        write: bool = True,
    ) -> None:
        self.notes: list[str] = []
        self._settings = settings
        self._files = files
        self._overlay = dict(overlay or {})
        self._write = write
        self._current = os.path.realpath(os.curdir)
        self._roots: dict[str, str] = {}
        self._seen: dict[tuple[str, str], str | None] = {}
        self._sightings: dict[str, list[Sighting]] = {}
        self._unparsed: set[str] = set()
        #: How many files with models were looked at.
        self.models = 0
        if self._may_report():
            self._read_projects()

    @property
    def reports(self) -> Mapping[str, Sequence[Report]]:
        """All reports, by the :class:`Places` form of the file."""
        return {place: [each.report for each in seen] for place, seen in self._sightings.items()}

    @property
    def sightings(self) -> Mapping[str, Sequence[Sighting]]:
        """All findings where they are shown, by the :class:`Places` form of the file."""
        return self._sightings

    @property
    def unparsed(self) -> frozenset[str]:
        """The files with models in the run that are no Python as they are."""
        return frozenset(self._unparsed)

    def root_of(self, place: str) -> str:
        """The root of the project that a file belongs to."""
        if self._settings.root is not None:
            return self._settings.root
        return find_root(os.path.dirname(place), self._current, self._roots)

    def _may_report(self) -> bool:
        """Whether any file of the run can have a part in a finding, going by its own text."""
        if self._files.folders or len(self._files.named) > _FEW:
            return True
        for place in self._files.named:
            data = self._overlay.get(place) or read_regular(place, MAX_SOURCE)
            if data:
                shape = outline(data)
                if shape.candidate or not all(
                    _NEVER_MAPPED.issuperset(header.bases) for header in shape.classes
                ):
                    return True
        return False

    def _read_projects(self) -> None:
        waiting = dict.fromkeys(
            [
                *(self.root_of(os.path.join(folder, "")) for folder in self._files.folders),
                *(self.root_of(place) for place in self._files.named),
            ]
        )
        done: set[str] = set()
        while waiting:
            root, _ = waiting.popitem()
            done.add(root)
            known = self._read_project(root)
            if self._settings.root is None:
                inside = (nested for nested in known.nested_roots if self._touches(nested))
                waiting.update(dict.fromkeys(root for root in inside if root not in done))

    def _touches(self, root: str) -> bool:
        """Whether the run walks over that folder."""
        return os.path.join(root, "any.py") in self._files or any(
            folder.startswith(root + os.sep) for folder in self._files.folders
        )

    def _read_project(self, root: str) -> Conclusions:
        # A run over files that map nothing does not even import what follows; it is most runs.
        from flake8_sqla_rel.project.memory import Memory

        overlay = {
            os.path.relpath(place, root).replace(os.sep, "/"): data
            for place, data in self._overlay.items()
            if self.root_of(place) == root
        }
        memory = Memory(root, self._settings, overlay)
        known = memory.recall()
        models = None if known is None else self._in_run(root, known)
        source = "findings of an earlier run, for nothing has changed"
        if known is None or (models and known.found is None):
            known = self._conclude(root, memory)
            models = self._in_run(root, known)
            source = "read anew what has changed"
        elif self._write:
            memory.refresh()
        if models and known.found is not None:
            self._unparsed.update(filter(None, (self._seen_at(root, path) for path in known.found.unparsed)))
            for finding in known.found.findings:
                self._report(root, finding, models[0] if finding.code == INTERNAL else None)
            self.models += len(models)
        count = len(known.models)
        seen = len(models or ())
        self.notes.append(f"project {root}: {count} files with models, {seen} of them in this run")
        place = memory.cache.folder
        self.notes.append("cache: none" if place is None else f"cache {place}: {source}")
        self.notes += memory.cache.notes
        return known

    def _in_run(self, root: str, known: Conclusions) -> list[str]:
        """The files with models that are in the run."""
        return [path for path in known.models if self._seen_at(root, path)]

    def _conclude(self, root: str, memory: Memory) -> Conclusions:
        """Read the project, and relate its models unless none of their files is in the run."""
        from flake8_sqla_rel.project.index import ProjectIndex
        from flake8_sqla_rel.project.memory import Conclusions

        with _collecting_later():
            listing = memory.discover()
            index = ProjectIndex(
                root,
                self._settings,
                memory.overlay,
                cache=memory.cache,
                listing=listing,
                meanwhile=_import_engine,
            )
            known = Conclusions([module.path for module in index.models()], index.nested_roots, None)
            release = memory.release()
            key, fresh = "", None
            if self._in_run(root, known):
                key = memory.key(index, release[0])
                found = memory.found(key)
                if found is None:
                    found = fresh = memory.carried(index, release[0]) or self._link(index, release[0])
                known = known._replace(found=found)
                if index.torn or any(each.code == INTERNAL for each in found.findings):
                    key, fresh = "", None
            if self._write:
                index.store()
                memory.remember(index, key, release, fresh)
        return known

    def _link(self, index: ProjectIndex, release: tuple[int, int]) -> Found:
        from flake8_sqla_rel import engine
        from flake8_sqla_rel.project.memory import Found

        rules = engine.selected_rules(self._settings)
        found = engine.findings_for_project(index, engine.options_for(self._settings, release), rules)
        findings = [finding for findings in found.values() for finding in findings]
        return Found(findings, sorted(index.unparsed))

    def _seen_at(self, root: str, path: str) -> str | None:
        """Where in this run a file of the project at ``root`` is seen, ``None`` when nowhere."""
        asked = (root, path)
        if asked not in self._seen:
            # That of a file of an installed package is absolute.
            place = os.path.join(root, path.replace("/", os.sep))
            seen = self._files.seen_at(place)
            self._seen[asked] = seen if seen is not None and self.root_of(place) == root else None
        return self._seen[asked]

    def _report(self, root: str, finding: Finding, otherwise: str | None) -> None:
        """File the finding where it is seen in this run; ``otherwise`` names the file of last resort.

        The style of an installed package is nobody's concern here.
        """
        if finding.kind is Kind.STYLE and os.path.isabs(finding.place.path):
            return
        for path, report in _sightings(finding, otherwise):
            place = self._seen_at(root, path)
            if place is not None:
                seen = self._sightings.setdefault(place, [])
                if all(each.report != report for each in seen):
                    seen.append(Sighting(root, report, finding))
                return


def _import_engine() -> None:
    """Import what will relate the models, which takes its time."""
    import flake8_sqla_rel.engine  # noqa: F401


@contextlib.contextmanager
def _collecting_later() -> Iterator[None]:
    """Keep Python from searching for reference cycles meanwhile.

    What is made of a project is kept until the end, and the search through all of it, again
    and again, was a quarter of the time that linking took.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _sightings(finding: Finding, otherwise: str | None) -> Iterator[tuple[str, Report]]:
    """Where a finding can be seen, best first."""
    code, text = finding.code, finding.message
    yield finding.place.path, Report(finding.place.line, finding.place.col, code, text)
    for related in finding.related:
        place = related.place
        yield place.path, Report(place.line, place.col, code, one_line(f"{text} (at {finding.place})"))
    if otherwise is not None:
        yield otherwise, Report(1, 0, code, text)
