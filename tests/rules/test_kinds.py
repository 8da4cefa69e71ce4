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
    """What the judge saw of each bad case is in the manifest: E it raises, W it warns, B and S neither."""
    claimed: dict[str, set[Kind | None]] = {}
    for number, entry in enumerate(manifest()):
        path = entry.case("bad")
        if path is not None:
            release = (2, 0) if "2.0" in entry.versions else (2, 1) if "2.1" in entry.versions else (1, 4)
            claimed[entry.stem] = kinds(entry, path, release, tmp_path / str(number))
    by_stem = {entry.stem: entry for entry in manifest()}
    assert [
        stem for stem, found in claimed.items() if Kind.ERROR in found and by_stem[stem].kind != "E"
    ] == []
    errors = [stem for stem, found in claimed.items() if Kind.ERROR in found]
    assert len(errors) > 80
