"""flake8 with several workers, however they are made."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_sqla_rel import handover
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


@pytest.mark.skipif(not hasattr(gc, "freeze"), reason="no such thing here")
def test_workers_do_not_search_what_they_inherit(project: Path) -> None:
    """Nor is what an earlier run in the same process left kept out of the search while there is a new one."""
    hook = write(
        project.parent / "hook",
        {
            "sitecustomize.py": """
                import gc
                import flake8_sqla_rel.plugin as p
                real = p._found
                def found(*given):
                    print("during", gc.get_freeze_count())
                    return real(*given)
                p._found = found
            """,
            "twice.py": """
                import gc
                from flake8.api import legacy
                for _ in range(2):
                    legacy.get_style_guide(select=["SQR"])
                    print("after", gc.get_freeze_count() > 10_000)
            """,
        },
    )
    run = subprocess.run(
        [sys.executable, str(hook / "twice.py")],
        cwd=project,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(hook)},
    )
    assert run.stdout.split("\n")[:4] == ["during 0", "after True"] * 2, run.stderr


@pytest.mark.skipif("spawn" not in METHODS, reason="no such workers here")
def test_more_than_the_environment_holds(wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = write(
        wide.parent / "hook", {"sitecustomize.py": "import flake8_sqla_rel.handover as h\nh._MOST = 10\n"}
    )
    environment = {"PYTHONPATH": str(hook)}
    for cache in ("--sqla-rel-no-cache", "--sqla-rel-cache-dir=.kept"):
        outcome = flake8(wide, "-j2", cache, ".", method="spawn", environment=environment)
        assert outcome.places == [("app/user.py", 9, "SQR002")]


HOOKS = {
    "copied": "",
    "killed": "h.aside = lambda work: real(lambda: os.kill(os.getpid(), 9))",
    "failed": "h.aside = lambda work: real(lambda: 1 / 0)",
    "none": "h.aside = lambda work: None",
}


@pytest.mark.skipif("fork" not in METHODS, reason="no such workers here")
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
@pytest.mark.parametrize("hook", HOOKS)
def test_same_findings_whatever_becomes_of_the_copy(wide: Path, jobs: str, hook: str) -> None:
    """What is worked out while workers lint is worked out by them if nothing comes of it."""
    begun = wide.parent / "begun"
    program = f"""
        import os
        import flake8_sqla_rel.handover as h
        import flake8_sqla_rel.project.sharing as s
        s.processors = lambda: 2
        def real(work, aside=h.aside):
            open({str(begun)!r}, "w").close()
            return aside(work)
        h.aside = real
        {HOOKS[hook]}
    """
    environment = {"PYTHONPATH": str(write(wide.parent / "hook", {"sitecustomize.py": program}))}
    outcome = flake8(wide, jobs, "--sqla-rel-no-cache", ".", method="fork", environment=environment)
    assert outcome.places == [("app/user.py", 9, "SQR002")]
    assert outcome.rest == ""
    assert begun.exists() == (hook != "none")


@pytest.mark.skipif("fork" not in METHODS, reason="no such workers here")
def test_fault_after_the_copy_failed(wide: Path) -> None:
    """A fault shows as the one line that it is, wherever the models are related."""
    program = """
        import flake8_sqla_rel.run as r
        import flake8_sqla_rel.project.sharing as s
        s.processors = lambda: 2
        def outcome(self):
            raise ValueError("nothing came of it")
        r.Run.outcome = outcome
    """
    environment = {"PYTHONPATH": str(write(wide.parent / "hook", {"sitecustomize.py": program}))}
    outcome = flake8(wide, "-j2", ".", method="fork", environment=environment)
    assert outcome.places == [("app/__init__.py", 1, "SQR000")]
    assert "ValueError: nothing came of it" in outcome.shown[0].text


def test_handover(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = {"/a/m\udcff.py": [Report(1, 0, "SQR002", "é"), Report(2, 5, "SQR101", "x")], "/b": []}
    # Set once by hand, so that it is put back in the end.
    monkeypatch.setenv("FLAKE8_SQLA_REL_HANDOVER", "")
    assert handover.handed_over("token") is None
    handover.hand_over(reports, "token")
    text = os.environ["FLAKE8_SQLA_REL_HANDOVER"]
    assert text.isascii()
    assert handover.handed_over("token") == reports
    assert handover.handed_over("other") is None
    for damaged in ("token", "token:!!!", "token:" + text.partition(":")[2][:-8]):
        monkeypatch.setenv("FLAKE8_SQLA_REL_HANDOVER", damaged)
        assert handover.handed_over("token") is None
    many = {"/a": [Report(n, 0, "SQR002", os.urandom(40).hex()) for n in range(2000)]}
    handover.hand_over(many, "token")
    assert os.environ["FLAKE8_SQLA_REL_HANDOVER"] == "token"
