"""Models that SQLAlchemy configures without a word, to be edited."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conformance.declarations import declarations
from tests.conformance.generated import random_models
from tests.marked import Case, cases_in
from tests.mutants.slips import Files

CASES = Path(__file__).parent.parent / "cases"
SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "cases"


@dataclass(frozen=True)
class Base:
    """A small project: its files by path, and functions to call once they are imported."""

    name: str
    files: Files
    calls: tuple[str, ...] = ()


def declared(release: str) -> Iterator[Base]:
    """The declarations of the conformance suite that the release takes, in every style.

    Not those of which even the unedited text does not tell everything.
    """
    for each in declarations():
        if each.unknown_ok or release not in each.versions:
            continue
        if all(map(importlib.util.find_spec, each.needs)):
            yield Base(each.name, each.files, each.calls)


def good_cases(release: str) -> Iterator[Base]:
    """The cases that nothing is to be said of."""
    for folder in (CASES, SHARED):
        for case in cases_in(folder):
            files = _files(case) if not case.codes and case.sqlalchemy == release else {}
            # Classes that wait for a database to be read get no mapper here, and no word of SQLAlchemy's.
            if files and not any("DeferredReflection" in text for text in files.values()):
                yield Base(f"{folder.parent.name}/{case.name}", files)


def _files(case: Case) -> dict[str, str]:
    root = case.path.parent if case.path.is_file() else case.path
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in case.files}


def generated(release: str, seeds: Iterable[int], ask: Callable[[Files], Sequence[str]]) -> Iterator[Base]:
    """Random models, without the relationships that SQLAlchemy does not take or warns of."""
    major, minor = map(int, release.split("."))
    for seed in seeds:
        models = random_models(Random(seed), (major, minor))
        while models.relationships:
            events = ask(models.files())
            if not events:
                yield Base(f"generated/{seed}", models.files())
                break
            models = models.without(events[0])
