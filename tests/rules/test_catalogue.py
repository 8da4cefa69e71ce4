"""What SQLAlchemy can say of a declaration, entry by entry: a case that makes it, and the finding.

``catalogue.json`` maps entries of the catalogue of SQLAlchemy's exceptions and warnings to cases.
Of an entry it tells the ``message`` (a pattern; null where SQLAlchemy says nothing and the models
misbehave), the ``case``, the ``code`` that reports it and the ``versions`` in which it shows.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.judge import judge
from tests.marked import Case
from tests.rules.findings import of_folder
from tests.rules.test_judge import CASES, RELEASE, manifest

WHOLE = Path(__file__).parent.parent.parent.parent / "shared" / "design" / "catalogue.json"


@dataclass(frozen=True)
class Mapped:
    """An entry of the catalogue and the case that shows it."""

    entry: str
    message: str | None
    case: str
    code: str
    versions: tuple[str, ...]

    @property
    def path(self) -> Path:
        (path,) = (path for path in CASES.glob(f"{self.case}_bad*") if path.stem == f"{self.case}_bad")
        return path


@cache
def mapping() -> tuple[Mapped, ...]:
    rows: list[dict[str, Any]] = json.loads(
        Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8")
    )
    return tuple(Mapped(**{**row, "versions": tuple(row["versions"])}) for row in rows)


@pytest.mark.parametrize("mapped", mapping(), ids=lambda mapped: mapped.entry)
def test_sqlalchemy_says_so(mapped: Mapped) -> None:
    """The case raises or warns as the entry says; where it says nothing, the models configure."""
    if RELEASE not in mapped.versions:
        pytest.skip(f"for SQLAlchemy {' and '.join(mapped.versions)}, this is {RELEASE}")
    (probe,) = (entry.probe for entry in manifest() if entry.stem == mapped.case)
    verdict = judge(mapped.path, probe)
    if verdict.missing:
        pytest.skip(f"not installed: {', '.join(verdict.missing)}")
    if mapped.message is None:
        assert [event for event in verdict.errors if not event.startswith("error/probe")] == []
    else:
        assert any(re.search(mapped.message, event, re.DOTALL) for event in verdict.events), verdict.events


@pytest.mark.parametrize("mapped", mapping(), ids=lambda mapped: mapped.entry)
def test_the_rule_says_so(mapped: Mapped, tmp_path: Path) -> None:
    """The rule of the entry speaks on the lines that the case marks, in the releases of the entry."""
    case = Case(mapped.path)
    case.copy_to(tmp_path / "case")
    marked = {(path, line) for path, line, code in case.expected if code == mapped.code}
    assert marked
    release = case.sqlalchemy if case.sqlalchemy in mapped.versions else mapped.versions[-1]
    found = of_folder(tmp_path / "case", release)
    said = {(each.place.path, each.place.line) for each in found if each.code == mapped.code}
    assert said == marked, found


@pytest.mark.skipif(not WHOLE.is_file(), reason="no ../shared beside the repository")
def test_the_catalogue_is_covered() -> None:
    """Of what can be decided from the source and has a rule, 95 % are reported by their rule."""
    entries = [
        entry
        for entry in json.loads(WHOLE.read_text(encoding="utf-8"))
        if entry["statically_decidable"].startswith("yes") and entry["rules"]
    ]
    codes = {mapped.entry: mapped.code for mapped in mapping()}
    missing = [entry["id"] for entry in entries if codes.get(entry["id"]) not in entry["rules"]]
    share = 1 - len(missing) / len(entries)
    print(f"{share:.1%} of {len(entries)} entries, not {', '.join(missing)}")
    assert len(entries) > 100 and share >= 0.95, missing
