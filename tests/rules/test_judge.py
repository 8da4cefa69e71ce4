"""SQLAlchemy is the judge: each case does what the rule that it is about says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from tests.judge import judge
from tests.marked import is_of_earlier_python

CASES = Path(__file__).parent.parent / "cases"
FIELDS = {"stem", "kind", "trigger", "stage", "versions", "per", "needs", "probe", "note"}
RELEASE = ".".join(sqlalchemy.__version__.split(".")[:2])


@dataclass(frozen=True)
class Entry:
    """A pair of cases in the manifest; ``triggers`` are what the bad one shows, by release."""

    stem: str
    kind: str
    triggers: Mapping[str, str | None]
    versions: tuple[str, ...]
    needs: tuple[str, ...]
    probe: str | None

    @property
    def trigger(self) -> str | None:
        """What the bad one shows under this release."""
        return self.triggers.get(RELEASE)

    def case(self, suffix: str) -> Path | None:
        paths = (CASES / f"{self.stem}_{suffix}", CASES / f"{self.stem}_{suffix}.py")
        return next((path for path in paths if path.exists()), None)


@cache
def manifest() -> tuple[Entry, ...]:
    rows: list[dict[str, Any]] = json.loads((CASES / "manifest.json").read_text(encoding="utf-8"))
    assert all(row.keys() == FIELDS for row in rows)
    return tuple(
        Entry(
            row["stem"],
            row["kind"],
            {version: row["per"].get(version, row["trigger"]) for version in row["versions"]},
            tuple(row["versions"]),
            tuple(row["needs"]),
            row["probe"],
        )
        for row in rows
    )


def judged(entry: Entry, suffix: str) -> tuple[str, ...]:
    if RELEASE not in entry.versions:
        pytest.skip(f"for SQLAlchemy {' and '.join(entry.versions)}, this is {RELEASE}")
    if is_of_earlier_python(entry.needs):
        pytest.skip(f"needs {' '.join(entry.needs)}")
    case = entry.case(suffix)
    assert case is not None
    verdict = judge(case, entry.probe)
    if verdict.missing:
        pytest.skip(f"not installed: {', '.join(verdict.missing)}")
    assert verdict.release == sqlalchemy.__version__
    return verdict.events


@pytest.mark.parametrize("entry", [e for e in manifest() if e.case("bad")], ids=lambda entry: entry.stem)
def test_bad(entry: Entry) -> None:
    """Raises or warns as the manifest says; one of kind style does neither."""
    events = judged(entry, "bad")
    if entry.trigger is None:
        assert events == ()
    else:
        assert any(re.search(entry.trigger, event, flags=re.DOTALL) for event in events), events


@pytest.mark.parametrize("entry", [e for e in manifest() if e.case("good")], ids=lambda entry: entry.stem)
def test_good(entry: Entry) -> None:
    """SQLAlchemy has nothing to say about it."""
    assert judged(entry, "good") == ()


def test_every_case_is_in_the_manifest() -> None:
    stems = {
        re.sub(r"_(bad|good)$", "", path.stem) for path in CASES.iterdir() if path.name.startswith("SQR")
    }
    assert stems == {entry.stem for entry in manifest()}


def test_errors_and_warnings_have_a_trigger() -> None:
    """A bad case without one is about a rule of style."""
    for entry in manifest():
        shown = any(trigger is not None for trigger in entry.triggers.values())
        assert shown or entry.kind == "S" or entry.case("bad") is None, entry.stem
