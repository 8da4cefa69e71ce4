"""What is found, and where: what the rules say and all that shows it understands.

Nothing else is imported here, so that a run whose findings are known already stays light.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from flake8_sqla_rel.edits import Fix

INTERNAL: Final = "SQR000"
"""The code of what stands for a fault in this program."""

MAX_MESSAGE: Final = 2_000
"""How long a message is at most: names may have any length in the source, what is shown of them has not."""


class Place(NamedTuple):
    """A position: path relative to the root, line from 1, column from 0 (UTF-8 bytes)."""

    path: str
    line: int
    col: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Kind(enum.Enum):
    """What SQLAlchemy makes of the fault."""

    ERROR = "error"
    WARNING = "warning"
    BUG = "bug"
    STYLE = "style"


class Related(NamedTuple):
    """The other side of a finding: where it is and what it is."""

    place: Place
    note: str


class Finding(NamedTuple):
    """One fault.

    ``place`` is what must change; the file of ``place`` is linted or, when it is not in the
    run, that of the first of ``related`` that is (design: seen from either side).
    ``subject`` names the mapped thing (``Booking.chef``), for reports and baselines.
    ``message`` is one line: what is wrong, both sides by name with ``path:line`` of the
    other, and the cure. ``kind`` is that of the rule, unless the rule says otherwise of
    this one: whoever asks the rule fills it in. It stays ``None`` for a fault of this program.
    """

    code: str
    place: Place
    message: str
    subject: str
    related: tuple[Related, ...] = ()
    kind: Kind | None = None


def in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """What findings are sorted by."""
    place = finding.place
    return (place.path, place.line, place.col, finding.code, finding.message)


class Spot(NamedTuple):
    """A place as a reader finds it: the path to open, line and column from 1, in characters."""

    path: str
    line: int
    column: int


class Shown(NamedTuple):
    """A finding as a run shows it.

    ``spot`` is where: at what must change or, when that is not among the files looked at, at the
    other side. ``related`` are the other places that it is about, each with a word on what is there.
    ``fix`` repairs it, its paths as those of the spots; it is looked for only on request.
    """

    spot: Spot
    code: str
    message: str
    subject: str
    kind: Kind | None
    related: tuple[tuple[Spot, str], ...] = ()
    fix: Fix | None = None
