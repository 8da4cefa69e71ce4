"""How reports get from the process that works them out to those that show them.

Workers made otherwise than by ``fork`` get them through the environment. Others have what their
parent has, and that may be what a copy of it is still at work on.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flake8_sqla_rel.project.outline import may_make_columns
from flake8_sqla_rel.project.sharing import Aside, aside
from flake8_sqla_rel.run import Report

Reports = Mapping[str, Sequence[Report]]

#: What the parent hands to workers that do not inherit its memory.
_VARIABLE: Final = "FLAKE8_SQLA_REL_HANDOVER"

# An environment variable may hold 32,767 characters on Windows, and four times that on Linux.
_MOST: Final = 30_000


def hand_over(reports: Reports, token: str) -> None:
    """Leave the reports of the run that ``token`` tells from others in the environment, if they fit in."""
    text = f"{token}:{base64.b64encode(zlib.compress(_packed(reports))).decode('ascii')}"
    os.environ[_VARIABLE] = text if len(text) <= _MOST else token


def is_handed_over() -> bool:
    """Whether a parent left something."""
    return _VARIABLE in os.environ


def handed_over(token: str) -> Reports | None:
    """What the parent left for this run; ``None`` when there is nothing that can be used."""
    head, _, packed = os.environ.get(_VARIABLE, "").partition(":")
    if head != token or not packed:
        return None
    try:
        return _unpacked(zlib.decompress(base64.b64decode(packed)))
    except (ValueError, TypeError, AttributeError, zlib.error):
        return None


class Known:
    """Reports that are worked out."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def at(self, place: str, lines: Sequence[str]) -> Sequence[Report]:
        """What there is to report on a file, by its :class:`~flake8_sqla_rel.given.Places` form."""
        return self._reports.get(place, ())

    def end(self) -> None:
        """Nothing, for nobody is at work."""


class Awaited:
    """Reports that a copy of this process works out.

    There may be some on ``places``, and on others of which :func:`may_make_columns` says so.
    ``otherwise`` gives them should the copy not finish.
    """

    def __init__(self, places: frozenset[str], copy: Aside, otherwise: Callable[[], Reports]) -> None:
        self._places = places
        self._copy: Aside | None = copy
        self._otherwise = otherwise
        self._reports: Reports = {}

    def at(self, place: str, lines: Sequence[str]) -> Sequence[Report]:
        """What there is to report on a file with these lines; waits for it if it may be anything."""
        if self._copy is not None:
            if place not in self._places and not may_make_columns("".join(lines)):
                return ()
            data, self._copy = self._copy.outcome(), None
            self._reports = self._otherwise() if data is None else _unpacked(data)
        return self._reports.get(place, ())

    def end(self) -> None:
        """Have no one work on it any more."""
        if self._copy is not None:
            self._copy.end()
            self._copy = None


def awaited(
    places: frozenset[str], work: Callable[[], Reports], otherwise: Callable[[], Reports]
) -> Awaited | None:
    """Have a copy of this process work out the reports on ``places``; ``None`` where there is to be none."""
    copy = aside(lambda: _packed(work()))
    return None if copy is None else Awaited(places, copy, otherwise)


def _packed(reports: Reports) -> bytes:
    return json.dumps(reports).encode("ascii")


def _unpacked(data: bytes) -> Reports:
    """The reports in :func:`_packed` bytes; ``ValueError`` and the like when there are none."""
    found: dict[str, list[Any]] = json.loads(data)
    return {place: [Report(*report) for report in reports] for place, reports in found.items()}
