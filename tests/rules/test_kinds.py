"""What a finding says of SQLAlchemy: an error is claimed only where it raises."""

from __future__ import annotations

from pathlib import Path

from flake8_sqla_rel.config import make_settings
from flake8_sqla_rel.engine import findings_for_project
from flake8_sqla_rel.finding import Kind
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Options
from tests.marked import Case
from tests.rules.test_judge import Entry, manifest


def kinds(entry: Entry, path: Path, release: tuple[int, int], root: Path) -> set[Kind | None]:
    """The kinds of the findings that a case is about."""
    Case(path).copy_to(root)
    index = ProjectIndex(str(root.resolve()), make_settings(cache=False))
    found = findings_for_project(index, Options(sqlalchemy=release), ALL_RULES)
    return {f.kind for findings in found.values() for f in findings if f.code == entry.stem[:6]}


def test_an_error_is_one_for_sqlalchemy(tmp_path: Path) -> None:
    """What the judge saw of each bad case under each release is in the manifest."""
    claimed = {
        (entry.stem, version): kinds(entry, path, release(version), tmp_path / f"{number}-{version}")
        for number, entry in enumerate(manifest())
        if (path := entry.case("bad")) is not None
        for version in entry.versions
    }
    seen = {
        (entry.stem, version): entry.triggers[version] or ""
        for entry in manifest()
        for version in entry.versions
    }
    errors = {case for case, found in claimed.items() if Kind.ERROR in found}
    warnings = {case for case, found in claimed.items() if Kind.WARNING in found}
    assert {case: seen[case] for case in errors if not seen[case].startswith("error/")} == {}
    assert {case: seen[case] for case in warnings if not seen[case].startswith(("error/", "warn/"))} == {}
    assert len(errors) > 250
    assert len(warnings) > 30


def release(version: str) -> tuple[int, int]:
    major, minor = map(int, version.split("."))
    return major, minor
