"""The findings of a run as its user is shown them: where, without those that nobody wants, with fixes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.finding import Finding, Place, Shown, Spot
from flake8_sqla_rel.given import Places
from flake8_sqla_rel.noqa import Text, silences
from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.run import Sighting
from flake8_sqla_rel.selection import Wanted

if TYPE_CHECKING:
    from flake8_sqla_rel.edits import Fix


class View:
    """The files of a run as its user knows them."""

    def __init__(self, given: Sequence[str], places: Places, overlay: Mapping[str, bytes]) -> None:
        self._names = {places.place(path): path for path in given if not os.path.isdir(path)}
        folders = ((os.path.realpath(path), path) for path in given if os.path.isdir(path))
        # The innermost folder first, for a file that is in several.
        self._folders = sorted(folders, key=lambda pair: len(pair[0]), reverse=True)
        self._current = os.path.realpath(os.curdir)
        self._overlay = overlay
        self._texts: dict[str, Text] = {}

    def wanted(
        self, place: str, sightings: Sequence[Sighting], wanted: Wanted
    ) -> Iterator[tuple[Sighting, Shown]]:
        """The findings shown in the file at ``place``, without those that nobody wants to see."""
        path = self.path(place)
        selection = wanted.in_file(path)
        chosen = [each for each in sightings if selection.wants(each.report.code)]
        if not chosen:
            return
        text = self._text(place)
        silenced = text.silenced(each.report.code for each in chosen) if wanted.noqa else ()
        for sighting in chosen:
            report = sighting.report
            if any(report.line in lines and silences(named, report.code) for lines, named in silenced):
                continue
            spot = Spot(path, report.line, text.column(report.line, report.col))
            finding = sighting.finding
            related = tuple(
                (other, note)
                for other, note in ((self._spot(sighting.root, at), note) for at, note in _places(finding))
                if other != spot
            )
            shown = Shown(spot, report.code, report.text, finding.subject, finding.kind, related)
            yield sighting, shown

    def with_fixes(self, seen: Sequence[tuple[Sighting, Shown]], settings: Settings) -> list[Shown]:
        """The findings with their fixes, for which the static model is needed once more."""
        from flake8_sqla_rel.fix.fixers import FIXERS

        roots = dict.fromkeys(each.root for each, _ in seen if each.finding.code in FIXERS)
        fixes = {
            root: self._fixes(root, [each for each, _ in seen if each.root == root], settings)
            for root in roots
        }
        return [shown._replace(fix=fixes.get(each.root, {}).get(each.finding)) for each, shown in seen]

    def _fixes(self, root: str, sightings: Sequence[Sighting], settings: Settings) -> Mapping[Finding, Fix]:
        from flake8_sqla_rel.engine import LOG, rule_options
        from flake8_sqla_rel.fix.fixers import fixes_for
        from flake8_sqla_rel.mapper.link import link
        from flake8_sqla_rel.project.index import ProjectIndex

        def place(path: str) -> str:
            return os.path.join(root, *path.split("/"))

        def load(path: str) -> bytes | None:
            data = self._overlay.get(place(path))
            return read_regular(place(path), MAX_SOURCE) if data is None else data

        inside = {
            os.path.relpath(each, root).replace(os.sep, "/"): data
            for each, data in self._overlay.items()
            if each.startswith(root.rstrip(os.sep) + os.sep)
        }
        options = rule_options(root, settings)
        try:
            index = ProjectIndex(root, settings, inside)
            model = link(index, options.sqlalchemy)
            found = fixes_for(model, options, [each.finding for each in sightings], load, index.paths)
        except Exception as error:  # noqa: BLE001 - a finding is worth showing without its fix
            LOG.debug("no fixes in %s", root, exc_info=error)
            return {}
        return {finding: self._shown_fix(fix, place) for finding, fix in found.items()}

    def _shown_fix(self, fix: Fix, place: Callable[[str], str]) -> Fix:
        from dataclasses import replace

        edits = tuple(replace(edit, path=self.path(place(edit.path))) for edit in fix.edits)
        return replace(fix, edits=edits)

    def path(self, place: str) -> str:
        """The path to show: as it was given, or from the working directory, or absolute."""
        if place in self._names:
            return os.path.normpath(self._names[place])
        for folder, given in (*self._folders, (self._current, os.curdir)):
            if place.startswith(folder.rstrip(os.sep) + os.sep):
                return os.path.normpath(os.path.join(given, os.path.relpath(place, folder)))
        return place

    def _spot(self, root: str, at: Place) -> Spot:
        # That of a file of an installed package is absolute.
        place = os.path.join(root, at.path.replace("/", os.sep))
        return Spot(self.path(place), at.line, self._text(place).column(at.line, at.col))

    def _text(self, place: str) -> Text:
        if place not in self._texts:
            data = self._overlay.get(place)
            self._texts[place] = Text(read_regular(place, MAX_SOURCE) or b"" if data is None else data)
        return self._texts[place]


def _places(finding: Finding) -> Iterator[tuple[Place, str]]:
    """All places that a finding is about, what has to change first."""
    yield finding.place, "what has to change"
    for related in finding.related:
        yield related.place, related.note
