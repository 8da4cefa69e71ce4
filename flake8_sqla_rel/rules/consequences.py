"""One cause, one finding: what only follows from another finding is left out.

Most rules keep to this by themselves, since a relationship whose target or join is at fault has
none to go on with. Here is what they cannot know of one another: a declaration that another rule
reports as not meaning what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flake8_sqla_rel.rules.base import Finding, Kind

#: What is said of the two sides of a relationship, of which one is misdeclared.
_SIDES: Final = frozenset({"SQR002", "SQR003", "SQR008", "SQR009", "SQR010", "SQR901"})

#: What is said of the join of a relationship to the wrong class, or without one of its arguments.
_JOIN: Final = frozenset({"SQR201", "SQR202", "SQR204", "SQR206", "SQR208", "SQR216", "SQR217"})

CONSEQUENCES: Final = {
    "SQR002": frozenset({"SQR003"}),
    "SQR007": frozenset({"SQR002"}),
    # What deleting does by the foreign key of the one side that is not that of the other.
    "SQR010": frozenset({"SQR003", "SQR307", "SQR308", "SQR902", "SQR913"}),
    # One column that is written for both ends, and what that leaves empty.
    "SQR204": frozenset({"SQR003", "SQR223"}),
    "SQR501": _SIDES | _JOIN,
    "SQR507": _SIDES | _JOIN | {"SQR004", "SQR502", "SQR514"},
    "SQR511": _SIDES | _JOIN,
    "SQR512": _SIDES,
    "SQR513": frozenset({"SQR002"}),
    "SQR514": _SIDES | {"SQR511"},
    # The key that joins a class to the one above is its primary key.
    "SQR601": frozenset({"SQR203", "SQR701"}),
    "SQR603": frozenset({"SQR602"}),
    # A key to the primary key that a class lacks.
    "SQR701": frozenset({"SQR203"}),
}
"""By the code of a cause the codes of what may follow from it, for the same attribute."""


#: What is said of a table or mapper that a class with two mapped bases (SQR607) does not get.
_UNMAPPED: Final = frozenset({"SQR105", "SQR601", "SQR602", "SQR603", "SQR604", "SQR605", "SQR608"})


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, without those about an attribute that another is the cause of.

    A finding is about the attribute it is named after, and about all those together that it
    gives as the other side.
    """
    found = list(findings)
    causes = {(each.code, each.place.path, each.subject) for each in found if _is_cause(each)}
    found = [each for each in found if not _follows(each, causes)] if causes else found
    refused = [each for each in found if each.code == "SQR607"]
    return [each for each in found if not any(_is_of_class(each, cause) for cause in refused)]


def _is_of_class(finding: Finding, cause: Finding) -> bool:
    """Whether a finding is about the mapper of a class that gets none, or what it would inherit."""
    if finding.code not in _UNMAPPED:
        return False
    paths = {finding.place.path, *(other.place.path for other in finding.related)}
    of = finding.subject.partition(".")[0]
    return finding.place == cause.place or (of == cause.subject and cause.place.path in paths)


def _is_cause(finding: Finding) -> bool:
    # What SQLAlchemy only warns of is configured as it stands, with faults of its own.
    return finding.code in CONSEQUENCES and finding.kind is not Kind.WARNING


def _follows(finding: Finding, causes: set[tuple[str, str, str]]) -> bool:
    codes = [cause for cause, effects in CONSEQUENCES.items() if finding.code in effects]
    others = [(other.place.path, other.note) for other in finding.related]
    own = (finding.place.path, finding.subject)
    return any(
        (code, *own) in causes or (bool(others) and all((code, *other) in causes for other in others))
        for code in codes
    )
