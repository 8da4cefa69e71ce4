"""Findings of an earlier state of the project that hold for the present one.

They rest on the facts of some files, on a few answers about the text of others, and on which
modules there are. Where all of that is as it was, there is nothing to relate anew; what moved in
its file is only to be found elsewhere. So a comment, the body of a method, or any edit of a file
that maps nothing costs no more than reading that file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.finding import MAX_MESSAGE, Finding, Place, Related, in_order
from flake8_sqla_rel.project.rests import Rests, digest_of, digest_of_given, digest_of_makers
from flake8_sqla_rel.source.moves import Moves, moves

if TYPE_CHECKING:
    from flake8_sqla_rel.project.index import ProjectIndex

#: What stands before a place in a message, if anything does.
_BEFORE_PLACES: Final = ("", " ", "(")
_IN_QUOTES: Final = ("'", '"', "`")


def moved_since(index: ProjectIndex, rests: Rests) -> dict[str, Moves] | None:
    """What moved in the files that findings rest on, by path; ``None`` when any of them says something else."""
    changed = {path for path, stand in rests.stands.items() if index.stand(path) != stand}
    if not changed.isdisjoint(rests.texts) or any(len(path.split()) != 1 for path in index.paths):
        # With spaces in their names, one path may look like the end of another.
        return None
    if any(
        digest_of(index.bindings_now(path)) != rests.bindings[path]
        for path in changed & rests.bindings.keys()
    ):
        return None
    if any(
        index.mentions_now(path, name) != there for path, name, there in rests.mentions if path in changed
    ):
        return None
    if rests.makers is not None and any(
        digest_of_makers(index.makers_now(path)) != rests.makers.get(path, "") for path in changed
    ):
        return None
    if rests.given is not None and any(
        digest_of_given(index.given_now(path)) != rests.given.get(path, "") for path in changed
    ):
        return None
    found: dict[str, Moves] = {}
    for path in changed.intersection(rests.facts):
        before, after = index.facts_at(rests.stands[path]), index.facts(index.module(path))
        moved = None if before is None or after is None else moves(before, after)
        if moved is None:
            return None
        found[path] = moved
    return found


def carried(findings: Sequence[Finding], moved: Mapping[str, Moves]) -> list[Finding] | None:
    """The findings as they are once what is in these files moved so; ``None`` when that cannot be told.

    ``moved`` is by path. A message names places as ``path:line``.
    """
    shifted = {
        path: went
        for path, went in moved.items()
        if any(one != other for place in went for one, other in place.items())
    }
    try:
        # Among those of one place the text decides, and so how many digits a line has.
        return sorted((_carried(finding, shifted) for finding in findings), key=in_order)
    except LookupError:
        # It is about a place that is no part of the facts.
        return None


def _carried(finding: Finding, moved: Mapping[str, Moves]) -> Finding:
    related = tuple(Related(_place(each.place, moved), _said(each.note, moved)) for each in finding.related)
    message = _said(finding.message, moved)
    if len(message) > MAX_MESSAGE and message != finding.message:
        raise LookupError("it is too long now")
    return finding._replace(
        place=_place(finding.place, moved),
        message=message,
        subject=_said(finding.subject, moved),
        related=related,
    )


def _place(place: Place, moved: Mapping[str, Moves]) -> Place:
    went = moved.get(place.path)
    return place if went is None else Place(place.path, *went.positions[place.line, place.col])


def _said(text: str, moved: Mapping[str, Moves]) -> str:
    for path, went in moved.items():
        if path not in text:
            continue
        if not path.isprintable() or text.endswith("..."):
            raise LookupError("its places are not to be told")
        text = re.sub(rf"(^|.){re.escape(path)}:(\d+)", partial(_moved, path, went.lines), text)
    return text


def _moved(path: str, lines: Mapping[int, int], found: re.Match[str]) -> str:
    """A place in a message once it has moved; ``found`` has what stands before it, and its line."""
    before, line = found.groups()
    if before not in _BEFORE_PLACES:
        if before in _IN_QUOTES:
            raise LookupError("it may be a text of the project")
        # It is the end of a longer path.
        return found[0]
    return f"{before}{path}:{lines[int(line)]}"
