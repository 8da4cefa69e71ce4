"""flake8 with several workers, however they are made."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from flake8_sqla_rel import plugin
from flake8_sqla_rel.run import Report
from tests.plugin.flake8 import flake8
from tests.project.trees import write

METHODS = multiprocessing.get_all_start_methods()


@pytest.fixture
def wide(project: Path) -> Path:
    """The project with enough files that all workers have some."""
    return write(project, {f"app/part{number}.py": "x = 1\n" for number in range(12)})


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("cache", ["--sqla-rel-no-cache", "--sqla-rel-cache-dir=.kept"])
def test_same_findings(wide: Path, method: str, cache: str) -> None:
    serial = flake8(wide, "-j1", cache, ".")
    assert serial.places == [("app/user.py", 9, "SQR002")]
    assert flake8(wide, "-j2", cache, ".", method=method) == serial
    assert flake8(wide, "-j2", cache, ".", method=method) == serial
    either = flake8(wide, "-j1", cache, "app/booking.py", "app/base.py")
    assert flake8(wide, "-j2", cache, "app/booking.py", "app/base.py", method=method) == either


@pytest.mark.parametrize("method", METHODS)
def test_project_is_read_once(wide: Path, method: str) -> None:
    """Workers link nothing: a fault in the linker shows once, and only the parent meets it."""
    log = wide.parent / "log"
    hook = wide.parent / "hook"
    write(
        hook,
        {
            "sitecustomize.py": f"""
                import importlib.abc, os, sys
                class Log(importlib.abc.MetaPathFinder):
                    def find_spec(self, name, path, target=None):
                        if name == "flake8_sqla_rel.mapper.link":
                            with open({str(log)!r}, "a") as stream:
                                stream.write(f"{{os.getpid()}}\\n")
                sys.meta_path.insert(0, Log())
            """
        },
    )
    environment = {"PYTHONPATH": str(hook)}
    outcome = flake8(wide, "-j2", "--sqla-rel-no-cache", ".", method=method, environment=environment)
    assert outcome.places == [("app/user.py", 9, "SQR002")]
    assert len(log.read_text().splitlines()) == 1


@pytest.mark.skipif("spawn" not in METHODS, reason="no such workers here")
def test_more_than_the_environment_holds(wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = write(
        wide.parent / "hook", {"sitecustomize.py": "import flake8_sqla_rel.plugin as p\np._MOST = 10\n"}
    )
    environment = {"PYTHONPATH": str(hook)}
    for cache in ("--sqla-rel-no-cache", "--sqla-rel-cache-dir=.kept"):
        outcome = flake8(wide, "-j2", cache, ".", method="spawn", environment=environment)
        assert outcome.places == [("app/user.py", 9, "SQR002")]


def test_handover() -> None:
    reports = {"/a/m\udcff.py": [Report(1, 0, "SQR002", "é"), Report(2, 5, "SQR101", "x")], "/b": []}
    text = plugin._hand_over(reports, "token")
    assert text.isascii()
    assert plugin._receive(text, "token") == reports
    assert plugin._receive(text, "other") is None
    assert plugin._receive("token", "token") is None
    assert plugin._receive("token:!!!", "token") is None
    assert plugin._receive("token:" + text.partition(":")[2][:-8], "token") is None
    long = plugin._hand_over(
        {"/a": [Report(n, 0, "SQR002", os.urandom(40).hex()) for n in range(2000)]}, "token"
    )
    assert long == "token"
