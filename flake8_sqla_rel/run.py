"""What one run reports on each of the files given to it.

The files of a run may belong to several projects, and be only a few of a project's files.
A finding is reported where it sits; when that file is not in the run, at the counterpart
that is (design: seen from either side). It is reported on no file but those with models, the
packages that these are in, and those whose text says that they may make columns for others. So it
is known long before the findings are which files cannot have any.
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.errors import one_line
from flake8_sqla_rel.finding import INTERNAL, Finding, Kind
from flake8_sqla_rel.given import RunFiles
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.outline import may_make_columns, outline
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


class Outcome(NamedTuple):
    """What a run came to.

    ``sightings`` are the findings where they are shown, by the :class:`~flake8_sqla_rel.given.Places`
    form of the file, ``unparsed`` the files with models in the run that are no Python as they are, in
    the same form. ``models`` counts the files with models that were looked at. ``notes`` tell which
    projects were read and why a cache was not used.
    """

    sightings: Mapping[str, Sequence[Sighting]]
    unparsed: frozenset[str]
    models: int
    notes: Sequence[str]

    @property
    def reports(self) -> Mapping[str, Sequence[Report]]:
        """How all findings are shown, by file."""
        return {place: [each.report for each in seen] for place, seen in self.sightings.items()}


class _Project(NamedTuple):
    """A project that was looked at, with its files unless what is ``known`` is all there is to know."""

    root: str
    memory: Memory
    known: Conclusions
    files: ProjectIndex | None


class Run:
    """A run over files, of which those that lie in one project are looked at together.

    ``overlay`` gives the content of files (by their :class:`~flake8_sqla_rel.given.Places` form) that
    stands in place of what is on disk. With ``write``, what was read is stored in the projects' caches.

    Making one looks at the files of the projects. To relate the models takes about as long again, and
    :meth:`outcome` does that, once.
    """

    def __init__(
        self,
        settings: Settings,
        files: RunFiles,
        overlay: Mapping[str, bytes] | None = None,
        *,
        write: bool = True,
    ) -> None:
        self._settings = settings
        self._files = files
        self._overlay = dict(overlay or {})
        self._write = write
        self._current = os.path.realpath(os.curdir)
        self._roots: dict[str, str] = {}
        self._seen: dict[tuple[str, str], str | None] = {}
        self._places: set[str] = set()
        self._models = 0
        self._notes: list[str] = []
        self._sightings: dict[str, list[Sighting]] = {}
        self._unparsed: set[str] = set()
        #: The project of which nothing is reported so far.
        self._last: _Project | None = None
        if self._may_report():
            self._look_at_projects()

    @property
    def places(self) -> frozenset[str]:
        """The files with models in the run and their packages, in the form of the keys of ``overlay``.

        On no others is anything reported but where
        :func:`~flake8_sqla_rel.project.outline.may_make_columns` says so.
        """
        return frozenset(self._places)

    @property
    def concluded(self) -> bool:
        """Whether all is known already that :meth:`outcome` tells."""
        return self._last is None or self._last.files is None

    def outcome(self) -> Outcome:
        """What there is to report."""
        if self._last is not None:
            last, self._last = self._last, None
            self._conclude(last)
        return Outcome(self._sightings, frozenset(self._unparsed), self._models, self._notes)

    def root_of(self, place: str) -> str:
        """The root of the project that a file belongs to."""
        if self._settings.root is not None:
            return self._settings.root
        return find_root(os.path.dirname(place), self._current, self._roots)

    def _may_report(self) -> bool:
        """Whether any file of the run can have a part in a finding."""
        if self._files.folders or len(self._files.named) > _FEW:
            return True
        contents = {place: self._content(place) or b"" for place in self._files.named}
        if any((data and _is_package(place)) or _may_make_columns(data) for place, data in contents.items()):
            return True
        outlines = {place: outline(data) for place, data in contents.items()}
        if any(shape.candidate for shape in outlines.values()):
            return True
        doubtful = (
            place
            for place, shape in outlines.items()
            if not all(_NEVER_MAPPED.issuperset(header.bases) for header in shape.classes)
        )
        return any(self._may_state_model(place, contents[place]) for place in doubtful)

    def _may_state_model(self, place: str, data: bytes) -> bool:
        """Whether a class in a file may inherit from what is mapped."""
        from flake8_sqla_rel.project.unmapped import states_no_model

        return not states_no_model(place, data, self.root_of(place), self._content)

    def _content(self, place: str) -> bytes | None:
        """What a file holds, in the editor or on disk; ``None`` when it cannot be read."""
        return self._overlay[place] if place in self._overlay else read_regular(place, MAX_SOURCE)

    def _look_at_projects(self) -> None:
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
            project = self._look_at(root)
            if self._settings.root is None:
                inside = (nested for nested in project.known.nested_roots if self._touches(nested))
                waiting.update(dict.fromkeys(root for root in inside if root not in done))
            if waiting:
                # What is in memory of one project is enough.
                self._conclude(project)
            else:
                self._last = project

    def _touches(self, root: str) -> bool:
        """Whether the run walks over that folder."""
        return os.path.join(root, "any.py") in self._files or any(
            folder.startswith(root + os.sep) for folder in self._files.folders
        )

    def _look_at(self, root: str) -> _Project:
        # A run over files that map nothing does not even import what follows; it is most runs.
        from flake8_sqla_rel.project.memory import Conclusions, Memory

        overlay = {
            os.path.relpath(place, root).replace(os.sep, "/"): data
            for place, data in self._overlay.items()
            if self.root_of(place) == root
        }
        memory = Memory(root, self._settings, overlay)
        known, index = memory.recall(), None
        if known is None and not self._is_in_run(root, memory):
            # All that the folder has in this run belongs to projects inside of it, which read it themselves.
            known = Conclusions([], [], memory.discover().nested_roots, None)
        elif known is None or (known.found is None and self._concerns(root, known, memory)):
            known, index = self._indexed(root, memory)
        self._places.update(self._in_run(root, known).values())
        return _Project(root, memory, known, index)

    def _indexed(self, root: str, memory: Memory) -> tuple[Conclusions, ProjectIndex]:
        from flake8_sqla_rel.project.index import ProjectIndex
        from flake8_sqla_rel.project.memory import Conclusions, packages

        with _collecting_later():
            index = ProjectIndex(
                root,
                self._settings,
                memory.overlay,
                cache=memory.cache,
                listing=memory.discover(),
                meanwhile=_import_engine,
            )
            models = [module.path for module in index.models()]
        return Conclusions(models, packages(models, frozenset(index.paths)), index.nested_roots, None), index

    def _in_run(self, root: str, known: Conclusions) -> dict[str, str]:
        """What of the files with models, and then of their packages, is in the run, and where it is seen."""
        seen = ((path, self._seen_at(root, path)) for path in (*known.models, *known.packages))
        return {path: place for path, place in seen if place is not None}

    def _concerns(self, root: str, known: Conclusions, memory: Memory) -> bool:
        """Whether findings in a project may be reported in this run."""
        if self._in_run(root, known):
            return True
        return any(self._maker(root, path) is not None for path in _paths(memory))

    def _is_in_run(self, root: str, memory: Memory) -> bool:
        """Whether any file that belongs to this project, and to none inside of it, is in the run."""
        return any(self._seen_at(root, path) is not None for path in _paths(memory))

    def _conclude(self, project: _Project) -> None:
        """Report what there is in a project."""
        root, memory, known, index = project
        places = self._in_run(root, known)
        found, source = known.found, "findings of an earlier run, for nothing has changed"
        if index is not None:
            wanted = self._concerns(root, known, memory)
            found, source = self._found(memory, index, wanted), "read anew what has changed"
        elif self._write:
            memory.refresh()
        if found is not None:
            self._unparsed.update(filter(None, (self._seen_at(root, path) for path in found.unparsed)))
            for finding in found.findings:
                self._report(root, finding, places)
        count, seen = len(known.models), len(places.keys() & set(known.models))
        self._models += seen
        if index is None and found is None:
            self._notes.append(f"project {root}: nothing of it that could be reported on is in this run")
        else:
            self._notes.append(f"project {root}: {count} files with models, {seen} of them in this run")
            place = memory.cache.folder
            self._notes.append("cache: none" if place is None else f"cache {place}: {source}")
        self._notes += memory.cache.notes

    def _found(self, memory: Memory, index: ProjectIndex, wanted: bool) -> Found | None:
        """The findings in a project, ``None`` unless they are wanted. What was learnt is kept."""
        with _collecting_later():
            release = memory.release()
            key, found, fresh = "", None, None
            if wanted:
                key = memory.key(index, release[0])
                found = memory.found(key)
                if found is None:
                    found = fresh = memory.carried(index, release[0]) or self._link(index, release[0])
                if index.torn or any(each.code == INTERNAL for each in found.findings):
                    key, fresh = "", None
            if self._write:
                index.store()
                memory.remember(index, key, release, fresh)
        return found

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
            # Most of what a folder of projects lists belongs to one of these, which is told at once.
            self._seen[asked] = self._files.seen_at(place) if self.root_of(place) == root else None
        return self._seen[asked]

    def _report(self, root: str, finding: Finding, places: Mapping[str, str]) -> None:
        """File the finding where it is seen in this run, which is one of ``places``.

        The style of an installed package is nobody's concern here.
        """
        if finding.kind is Kind.STYLE and os.path.isabs(finding.place.path):
            return
        # What is in the run is said, if nowhere else then at the first of them.
        here = finding.code == INTERNAL or self._seen_at(root, finding.place.path) is not None
        for path, report in _sightings(finding, next(iter(places), None) if here else None):
            place = places.get(path) or self._maker(root, path)
            if place is not None:
                seen = self._sightings.setdefault(place, [])
                if all(each.report != report for each in seen):
                    seen.append(Sighting(root, report, finding))
                return

    def _maker(self, root: str, path: str) -> str | None:
        """Where a file without models is seen that may be reported on all the same, ``None`` when it may not."""
        place = self._seen_at(root, path)
        if place is None:
            return None
        return place if _may_make_columns(self._content(place) or b"") else None


def _paths(memory: Memory) -> set[str]:
    """All files that a project may consist of."""
    return {*memory.overlay, *(file.path for file in memory.discover().files)}


def _may_make_columns(data: bytes) -> bool:
    return may_make_columns(data.decode("latin-1"))


def _is_package(place: str) -> bool:
    return os.path.basename(place) == "__init__.py"


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
        at = "" if code == INTERNAL else f" (at {finding.place})"
        yield otherwise, Report(1, 0, code, one_line(f"{text}{at}"))
