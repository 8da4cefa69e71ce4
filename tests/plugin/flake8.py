"""The real flake8, in a process of its own, on small projects."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

DRIVER = """
import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    from flake8.main.cli import main
    raise SystemExit(main(sys.argv[2:]))
"""

LINE = re.compile(r"(.*?):(\d+):(\d+): ([A-Z]+\d+) (.*)")


class Shown(NamedTuple):
    """A line of flake8's output."""

    path: str
    line: int
    col: int
    code: str
    text: str


class Outcome(NamedTuple):
    """What a run gave; ``shown`` are the lines of findings, ``rest`` all other output."""

    status: int
    shown: list[Shown]
    rest: str

    @property
    def places(self) -> list[tuple[str, int, str]]:
        """Path, line and code of each finding."""
        return [(s.path, s.line, s.code) for s in self.shown]


def flake8(
    root: Path,
    *arguments: str,
    stdin: str | None = None,
    method: str | None = None,
    environment: Mapping[str, str] | None = None,
    select: str | None = "SQR,E9,F",
) -> Outcome:
    """Run flake8 in ``root``; ``method`` is how its workers are made (default: the platform's)."""
    command = [sys.executable, "-m", "flake8"]
    if method is not None:
        driver = root.parent / "driver.py"
        driver.write_text(DRIVER)
        command = [sys.executable, str(driver), method]
    if select is not None:
        command.append(f"--select={select}")
    run = subprocess.run(
        [*command, *arguments],
        cwd=root,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
    )
    shown, rest = [], []
    for line in (run.stdout + run.stderr).splitlines():
        match = LINE.fullmatch(line)
        if match:
            path, number, col, code, text = match.groups()
            shown.append(Shown(os.path.normpath(path), int(number), int(col), code, text))
        else:
            rest.append(line)
    return Outcome(run.returncode, shown, "\n".join(rest))
