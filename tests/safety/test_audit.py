"""The linter reads what it lints, and does nothing else in the world: shown with an audit hook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.beside import SOURCES

REPOSITORY = Path(__file__).parent.parent.parent
CASES = REPOSITORY / "tests" / "cases"

#: What tells on itself when it is imported or run.
TRAP = """
import pathlib
pathlib.Path(__file__).with_name("sprung").touch()
from sqlalchemy.orm import DeclarativeBase
class Base(DeclarativeBase):
    pathlib.Path(__file__).with_name("sprung").touch()
class A(Base):
    __tablename__ = "a"
    id = pathlib.Path(__file__).with_name("sprung").touch()
    b = relationship(eval("print('sprung')"), primaryjoin="__import__('pathlib').Path('sprung').touch()")
"""


def told(cache: Path, folders: list[Path]) -> list[str]:
    """What the linter did that it is not to do, and how much it reported."""
    command = [sys.executable, "-m", "tests.safety.audited", str(cache), *map(str, folders)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=900)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.splitlines()


def assert_nothing_but_reports(lines: list[str]) -> None:
    assert lines[:-1] == []
    assert int(lines[-1].removesuffix(" reports")) > 0


def packages() -> list[Path]:
    return sorted(path for path in CASES.iterdir() if path.is_dir())


def test_nothing_is_run(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for case in packages()[::8]:
        shutil.copytree(case, root / "cases" / case.name)
    (root / "conftest.py").write_text(TRAP)
    (root / "setup.py").write_text(TRAP)
    assert_nothing_but_reports(told(tmp_path / "cache", [root, *packages()[::20]]))
    assert not list(tmp_path.rglob("sprung"))
    assert not list(root.rglob("__pycache__"))


@pytest.mark.long
def test_nothing_is_run_of_any_case(tmp_path: Path) -> None:
    assert_nothing_but_reports(told(tmp_path / "cache", packages()))


@pytest.mark.long
def test_nothing_is_run_of_real_projects(tmp_path: Path) -> None:
    trees = sorted(SOURCES.glob("*/src"))
    if not trees:
        pytest.skip("the sources of real projects are not here (../shared/tools/corpus.py get)")
    assert_nothing_but_reports(told(tmp_path / "cache", trees))


def test_the_hook_sees_what_is_not_to_be(tmp_path: Path) -> None:
    program = f"""
import socket, subprocess, sys
sys.path.insert(0, {str(tmp_path)!r})
from pathlib import Path
from tests.safety import audited, linting
def misbehave(*given, **named):
    open({str(tmp_path / "outside")!r}, "w").close()
    import linted
    subprocess.run([sys.executable, "--version"], stdout=subprocess.DEVNULL)
    socket.socket().close()
    compile("x = 1", "x", "exec")
    return before(*given, **named)
before, linting.reports = linting.reports, misbehave
audited.main(Path({str(tmp_path / "cache")!r}), [{str(packages()[0])!r}])
"""
    (tmp_path / "linted.py").write_text("x = 1\n")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    told = run.stdout.splitlines()[:-1]
    for event in (f"open ('{tmp_path}/outside'", "exec", "subprocess.Popen", "socket.", "compile ('x',)"):
        assert [line for line in told if line.startswith(event)], (event, told)
