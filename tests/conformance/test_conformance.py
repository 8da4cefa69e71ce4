"""Every declaration: the static model is the one that SQLAlchemy configures."""

from __future__ import annotations

import importlib.util
import os
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conformance.declarations import RELEASES, Declaration, declarations
from tests.conformance.project import (
    Oracle,
    difference,
    module_names,
    release_of,
    static_model,
    write,
)

ALL = list(declarations())
INSTALLED = ".".join(version("SQLAlchemy").split(".")[:2])

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the oracle forks for each declaration")


def test_there_are_enough() -> None:
    assert len({each.name for each in ALL}) == len(ALL)
    for release in RELEASES:
        assert sum(release in each.versions for each in ALL) >= 100
    assert len(ALL) >= 150


@needs_fork
@pytest.mark.parametrize("declaration", ALL, ids=lambda each: each.name)
def test_agrees_with_sqlalchemy(declaration: Declaration, oracle: Oracle, tmp_path: Path) -> None:
    if INSTALLED not in declaration.versions:
        pytest.skip(f"a declaration for SQLAlchemy {', '.join(declaration.versions)}")
    for package in declaration.needs:
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    write(tmp_path, declaration.files)
    answer = oracle.ask(tmp_path, list(module_names(tmp_path)), declaration.calls)
    assert answer["error"] is None, answer.get("traceback", answer["error"])
    assert answer["relationships"], "SQLAlchemy configured no relationship"
    found = difference(static_model(tmp_path, release_of(answer)), answer)
    assert found.wrong == []
    # Both ways: a reason for what is known by now has to go.
    assert sorted(found.unknown) == sorted(declaration.unknown_ok)
