"""A case means the same however it is written, so the same is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.config import make_settings
from flake8_sqla_rel.engine import findings_for_project
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules.base import Options
from tests.marked import Case, cases_in
from tests.rewriting import REWRITES, Rewrite
from tests.test_cases import OWN, SHARED

CASES = [case for folder in (OWN, SHARED) for case in cases_in(folder)]


def found(case: Case, root: Path) -> set[tuple[str, str, int]]:
    """The code, path and line of what is found, opt-in rules included."""
    major, minor = map(int, case.sqlalchemy.split("."))
    index = ProjectIndex(str(root.resolve()), make_settings(cache=False))
    every = findings_for_project(index, Options(sqlalchemy=(major, minor)))
    return {(f.code, f.place.path, f.place.line) for findings in every.values() for f in findings}


def rewrite_all(root: Path, rewrite: Rewrite) -> bool:
    """Write the modules below a folder anew; whether any of them changed."""
    changed = False
    for path in root.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        try:
            new = rewrite(text)
        except SyntaxError:
            continue
        if new is not None:
            path.write_text(new, encoding="utf-8")
            changed = True
    return changed


def check(rewrite: Rewrite, cases: list[Case], root: Path) -> int:
    """How many of the cases are written anew; fails with those in which something else is found then."""
    count, differing = 0, {}
    for number, case in enumerate(cases):
        before, after = root / f"{number}a", root / f"{number}b"
        case.copy_to(before)
        case.copy_to(after)
        if rewrite_all(after, rewrite):
            count += 1
            was, now = found(case, before), found(case, after)
            if was != now:
                differing[case.name] = (sorted(was - now), sorted(now - was))
    assert differing == {}
    return count


@pytest.mark.parametrize("rewrite", REWRITES)
def test_some_cases_written_otherwise(rewrite: Rewrite, tmp_path: Path) -> None:
    assert check(rewrite, CASES[::12], tmp_path) > 10


@pytest.mark.long
@pytest.mark.parametrize("rewrite", REWRITES)
def test_every_case_written_otherwise(rewrite: Rewrite, tmp_path: Path) -> None:
    assert check(rewrite, CASES, tmp_path) > 150
