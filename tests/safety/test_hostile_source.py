"""Source that is made to hurt: bounded time and memory, clean output, no internal error."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.linting import faults, findings

pytest.importorskip("resource", reason="no limits for processes here")
PROGRAMS = importlib.import_module("tests.safety.hostile").PROGRAMS

LARGE = {
    "union",
    "Union",
    "union in text",
    "bases",
    "arguments",
    "keywords",
    "constraints",
    "entries",
    "name",
}
SMALL = [name for name in PROGRAMS if name not in LARGE and not name.startswith("long ")]


def lint(folder: Path, names: list[str], seconds: int, megabytes: int) -> None:
    """Each program is linted within the limits, twice, and what is reported of it can be shown."""
    limits = [str(folder), str(seconds), str(megabytes)]
    command = [sys.executable, "-m", "tests.safety.hostile", *limits, *names]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [name for name, _, _ in answers] == names, run.stderr
    assert [(name, status) for name, status, texts in answers if status or texts is None] == [], run.stderr
    for name, _, texts in answers:
        for text in texts:
            assert not text.startswith("SQR000"), (name, text)
            assert text.isprintable(), name
            assert len(text) < 3_000, name


def test_small_but_nasty(tmp_path: Path) -> None:
    lint(tmp_path, SMALL, seconds=20, megabytes=1_000)


@pytest.mark.long
def test_large(tmp_path: Path) -> None:
    lint(tmp_path, [name for name in PROGRAMS if name not in SMALL], seconds=60, megabytes=2_000)


def chain(number: int, link: str) -> dict[str, bytes]:
    """Modules of which each imports from the next, the last from the first."""
    head = "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship\n"
    return {
        f"p/m{at}.py": (head + link.replace("#", str(at)).replace("~", str((at + 1) % number))).encode()
        for at in range(number)
    }


@pytest.mark.parametrize(
    "link",
    [
        "from p.m~ import Base\nclass C#(Base):\n    __tablename__ = 'c#'\n    x: Mapped['C~'] = relationship()\n",
        "from p.m~ import *\nclass C#(Base):\n    __tablename__ = 'c#'\n",
        "from p import m~\nBase = m~.Base\nclass C#(m~.C~):\n    x = m~.C~.x\n",
        "from p.m~ import C~\nclass C#(C~):\n    __tablename__ = C~.__tablename__\n",
        "from p.m~ import f~\ndef f#(): return f~()\nclass C#(DeclarativeBase):\n    __tablename__ = f#()\n",
    ],
)
def test_circles_of_many_modules(tmp_path: Path, link: str) -> None:
    """Python's own stack is a thousand calls deep."""
    with faults() as tracebacks:
        findings(tmp_path, chain(300, link))
    assert tracebacks == []
