"""What other programs may call: typed functions that print nothing and keep nothing.

>>> from flake8_sqla_rel.api import check
>>> for found in check(["app"]).findings:
...     print(found.spot.path, found.spot.line, found.code, found.message)
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.finding import Kind, Shown, Spot
from flake8_sqla_rel.given import Places, RunFiles
from flake8_sqla_rel.run import Run
from flake8_sqla_rel.selection import FileIgnores, Selection, Wanted
from flake8_sqla_rel.view import View

__all__ = [
    "Checked",
    "FileIgnores",
    "Kind",
    "Selection",
    "Settings",
    "Shown",
    "Spot",
    "UsageError",
    "Wanted",
    "check",
    "concerning",
]


class Checked(NamedTuple):
    """What a check gave.

    ``findings`` are those wanted, sorted by path and position; ``models`` is how many files with
    models were looked at. ``unparsed`` are those among them that are no Python as they are, in which
    nothing is found, as flake8 finds nothing there. ``notes`` tell, a line each, which projects were
    read and why a cache was not used.
    """

    findings: tuple[Shown, ...]
    models: int
    unparsed: tuple[str, ...]
    notes: tuple[str, ...]


def check(
    paths: Sequence[str],
    settings: Settings | None = None,
    wanted: Wanted | None = None,
    *,
    buffers: Mapping[str, bytes] | None = None,
    fixes: bool = False,
) -> Checked:
    """Check files and folders, with the whole of the projects that they belong to in view.

    ``settings`` say which projects these are, ``wanted`` which findings count. ``buffers`` gives by
    path the content of files that stands in place of what is on disk; such a path need not exist.
    With ``fixes``, what would repair a finding is looked for as well.
    Raises :class:`UsageError` for a path that there is not.
    """
    settings, wanted = settings or Settings(), wanted or Wanted()
    places = Places()
    overlay = {places.place(path): data for path, data in (buffers or {}).items()}
    for path in paths:
        if not os.path.exists(path) and places.place(path) not in overlay:
            raise UsageError(f"no such file or folder: {path!r}")
    settings = settings._replace(select=wanted.selection.named)
    run = Run(settings, RunFiles(paths, settings.exclude, settings.filename, places), overlay).outcome()
    view = View(paths, places, overlay)
    seen = [
        pair
        for place, sightings in run.sightings.items()
        # What is known of such a file is of an earlier content of it: other files are told, it is not.
        if place not in run.unparsed
        for pair in view.wanted(place, sightings, wanted)
    ]
    found = view.with_fixes(seen, settings) if fixes else [shown for _, shown in seen]
    return Checked(
        tuple(sorted(found, key=_order)),
        run.models,
        tuple(sorted(map(view.path, run.unparsed))),
        tuple(run.notes),
    )


def _order(shown: Shown) -> tuple[Spot, str, str]:
    return (shown.spot, shown.code, shown.message)


def concerning(findings: Sequence[Shown], paths: Sequence[str]) -> tuple[Shown, ...]:
    """The findings that are in one of the files, or whose other side is. A path need not exist."""
    places = Places()
    wanted = {places.place(path) for path in paths}
    return tuple(
        shown
        for shown in findings
        if any(places.place(spot.path) in wanted for spot in (shown.spot, *(at for at, _ in shown.related)))
    )
