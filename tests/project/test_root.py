from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.project.root import MARKERS, find_root


@pytest.mark.parametrize("marker", MARKERS)
def test_nearest_marker_upwards(tmp_path: Path, marker: str) -> None:
    inner = tmp_path / "services" / "api" / "app"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert find_root(str(inner), "/") == str(tmp_path)
    (tmp_path / "services" / marker).touch()
    assert find_root(str(inner), "/") == str(tmp_path / "services")


def test_without_marker_the_current_folder(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    known: dict[str, str] = {}
    assert find_root(str(inner), str(tmp_path / "a"), known) == str(tmp_path / "a")
    assert find_root(str(tmp_path / "a"), str(tmp_path / "a"), known) == str(tmp_path / "a")
    # The answer for one folder is not the answer for its neighbours.
    (tmp_path / "c").mkdir()
    assert find_root(str(tmp_path / "c"), str(tmp_path / "a"), known) == str(tmp_path / "c")


def test_home_and_top_are_never_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tools" / "app" / "models"
    package.mkdir(parents=True)
    (tmp_path / "tools" / "app" / "__init__.py").touch()
    (package / "__init__.py").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_root(str(package), str(tmp_path)) == str(tmp_path / "tools")
    assert find_root(str(package), "/") == str(tmp_path / "tools")


def test_answers_are_remembered(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").touch()
    (tmp_path / "a").mkdir()
    known: dict[str, str] = {}
    assert find_root(str(tmp_path / "a"), "/", known) == str(tmp_path)
    assert known == {str(tmp_path / "a"): str(tmp_path), str(tmp_path): str(tmp_path)}
