from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from flake8_sqla_rel.project.discover import Patterns, discover
from tests.project.trees import listed, write


def test_what_is_no_part_of_the_project(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "app/__init__.py": "",
            "app/models.py": "",
            "app/build/__init__.py": "",
            "app/build/models.py": "",  # a package of the project, whatever its name
            "build/lib/app/models.py": "",
            "dist/models.py": "",
            "backup/models.py": "",
            ".hidden/models.py": "",
            ".tox/py311/models.py": "",
            "node_modules/x/models.py": "",
            "app/__pycache__/models.py": "",
            "venv/pyvenv.cfg": "",
            "venv/lib/python3.11/site-packages/lib.py": "",
            "vendored/site-packages/lib.py": "",
            "some_cache/CACHEDIR.TAG": "",
            "some_cache/models.py": "",
            "app.egg-info/models.py": "",
            "other/.git/config": "",
            "other/models.py": "",
            "app/.models.py": "",
            "app/notes.txt": "",
            "app/stub.pyi": "",
        },
    )
    assert listed(tmp_path) == [
        "app/__init__.py",
        "app/build/__init__.py",
        "app/build/models.py",
        "app/models.py",
    ]


def test_only_regular_files(tmp_path: Path) -> None:
    root = write(tmp_path / "root", {"real.py": ""})
    write(tmp_path, {"outside/linked.py": "", "outside/folder/inner.py": ""})
    (root / "folder.py").mkdir()
    os.mkfifo(root / "fifo.py")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(os.path.relpath(root / "socket.py"))
        (root / "dangling.py").symlink_to("nowhere.py")
        (root / "loop.py").symlink_to("loop.py")
        (root / "same.py").symlink_to("real.py")
        (root / "linked.py").symlink_to(tmp_path / "outside" / "linked.py")
        (root / "circle").symlink_to(root)
        (root / "away").symlink_to(tmp_path / "outside")
        assert listed(root) == ["linked.py", "real.py"]


def test_unreadable_folder_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "locked/b.py": ""})
    (tmp_path / "locked").chmod(0)
    try:
        found = listed(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert found == ["a.py"] if os.getuid() else "a.py" in found


def test_exclude_means_what_it_means_to_flake8(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.py": "", "legacy/b.py": "", "app/legacy/c.py": "", "app/migrations/d.py": "", "app/e_pb2.py": ""},
    )
    assert listed(tmp_path, ("legacy", "*_pb2.py")) == ["a.py", "app/migrations/d.py"]
    assert listed(tmp_path, (f"{tmp_path}/legacy", f"{tmp_path}/app/mig*")) == [
        "a.py",
        "app/e_pb2.py",
        "app/legacy/c.py",
    ]
    assert listed(tmp_path, ("*/app/*",)) == ["a.py", "legacy/b.py"]


def test_packages_stay_although_their_init_is_excluded(tmp_path: Path) -> None:
    write(tmp_path, {"app/__init__.py": "", "app/a.py": ""})
    assert listed(tmp_path, ("__init__.py",)) == ["app/__init__.py", "app/a.py"]


def test_filename_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a_models.py": "", "b.py": "", "app/models.py": ""})
    monkeypatch.chdir(tmp_path)
    assert listed(tmp_path, (), ("*models.py",)) == ["a_models.py", "app/models.py"]
    assert listed(tmp_path, (), ("./app/*",)) == ["app/models.py"]


def test_copies_and_their_originals(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "app/models.py": "",
            "app/models_backup.py": "",
            "app/models copy.py": "",
            "app/models.bak.py": "",
            "app/db_backup.py": "",  # nothing that it would be the backup of
            "app_old/models.py": "",
        },
    )
    files = discover(str(tmp_path), Patterns((), ("*.py",))).files
    assert {file.path: file.original for file in files} == {
        "app/db_backup.py": "",
        "app/models copy.py": "app/models.py",
        "app/models.bak.py": "app/models.py",
        "app/models.py": "",
        "app/models_backup.py": "app/models.py",
        "app_old/models.py": "app/models.py",
    }


def test_nested_projects_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"setup.cfg": "", "a.py": "", "services/api/pyproject.toml": "", "services/api/b.py": ""})
    listing = discover(str(tmp_path), Patterns((), ("*.py",)))
    assert [file.path for file in listing.files] == ["a.py", "services/api/b.py"]
    assert listing.nested_roots == (str(tmp_path / "services" / "api"),)


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xff.py"))).touch()
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    assert listed(tmp_path) == ["m\udcff.py"]
