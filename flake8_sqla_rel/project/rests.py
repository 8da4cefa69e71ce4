"""What of a project's files an answer of the mapper rests on, and what tells one state of it from others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flake8_sqla_rel.project.cache import digest
from flake8_sqla_rel.project.givers import Given
from flake8_sqla_rel.source.bindings import Bindings
from flake8_sqla_rel.source.makers import Maker


class Stand(NamedTuple):
    """A content of a file by its digest, and that of its last good one if it is no Python itself."""

    content: str
    good: str


class Rests(NamedTuple):
    """What of a project's own files findings rest on.

    ``stands`` are the files of which anything was asked, by path; ``facts`` those whose facts were
    asked for, ``texts`` those of which everything counts. ``bindings`` has digests of the names that
    files bind, ``mentions`` the words that were looked for in one and whether they are there.
    ``makers`` has digests of what may make tables in each file that has any, ``None`` where nobody
    asked, ``given`` likewise of what each may give classes. ``installed`` are the contents of installed modules.
    """

    stands: Mapping[str, Stand]
    facts: Sequence[str]
    texts: Sequence[str]
    bindings: Mapping[str, str]
    mentions: Sequence[tuple[str, str, bool]]
    makers: Mapping[str, str] | None
    given: Mapping[str, str] | None
    installed: Sequence[str]


def digest_of_makers(makers: Sequence[Maker]) -> str:
    """What tells these makers from others, wherever they stand in their module; empty of none."""
    if not makers:
        return ""
    said = [maker._replace(line=0, col=0) for maker in makers]
    return digest(repr(said).encode("utf-8", "surrogatepass"))


def digest_of_given(given: Given) -> str:
    """What tells what a file may give classes from what another may; empty of nothing."""
    return digest(repr(given).encode("utf-8", "surrogatepass")) if any(given) else ""


def digest_of(bindings: Bindings | None) -> str:
    """What tells these names from others."""
    if bindings is None:
        return ""
    return digest(repr((sorted(bindings.names), *bindings[1:])).encode("utf-8", "surrogatepass"))


def rests_out_of(kept: Any) -> Rests:
    """What findings rest on, out of what was read; ``TypeError`` and the like when it is no such thing."""
    stands, facts, texts, bindings, mentions, makers, given, installed = kept
    return Rests(
        {path: Stand(*map(_text, stand)) for path, stand in stands.items()},
        list(map(_text, facts)),
        list(map(_text, texts)),
        dict(bindings.items()),
        [(_text(path), _text(name), there) for path, name, there in mentions],
        None if makers is None else dict(makers.items()),
        None if given is None else dict(given.items()),
        list(map(_text, installed)),
    )


def _text(kept: Any) -> str:
    if type(kept) is not str:
        raise TypeError("no text")
    return kept
