"""Cases: small projects with ``# expect: SQR123`` on the lines that must be reported.

A case is a ``.py`` file or a folder of them, directly in a folder of cases. A
``manifest.json`` beside them may tell for which SQLAlchemy release a case shows itself, and before
which Python.

``python -m tests.marked FOLDER NEW`` copies the cases of a folder that are all about rules that
are built into a new folder, for a tool that runs whatever it finds.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeAlias

from flake8_sqla_rel.rules import ALL_RULES

EXPECT = re.compile(r"#\s*expect:\s*(SQR\d{3}(?:\s*,\s*SQR\d{3})*)")
REPORT = re.compile(r"^(.*?):(\d+):(\d+): (SQR\d{3}) (.*)$")
ON_BY_DEFAULT = ",".join(["SQR000", *(rule.code for rule in ALL_RULES if not rule.opt_in)])

Mark: TypeAlias = tuple[str, int, str]  # path inside the case, line, code

#: The ways in that print a line for each finding, as arguments of the interpreter.
FLAKE8 = ("-m", "flake8", "--isolated", "--sqla-rel-sqlalchemy")
CHECK = ("-m", "flake8_sqla_rel", "check", "--isolated", "--sqlalchemy")
#: What the second one says after the last finding.
SUMMARY = re.compile(r"^Found \d+ findings? ")


@dataclass(frozen=True)
class Case:
    """One case: where it is and what it expects."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def files(self) -> list[Path]:
        return [self.path] if self.path.is_file() else sorted(self.path.rglob("*.py"))

    @cached_property
    def expected(self) -> frozenset[Mark]:
        base = self.path.parent if self.path.is_file() else self.path
        return frozenset(
            (path.relative_to(base).as_posix(), number, code)
            for path in self.files
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            for marks in EXPECT.findall(line)
            for code in re.split(r"\s*,\s*", marks)
        )

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for _, _, code in self.expected)

    @property
    def opt_in(self) -> frozenset[str]:
        """The opt-in codes that it is about, also when it must not be reported."""
        return frozenset(c for c in {*self.codes, self.name[:6]} if c.startswith("SQR9"))

    @cached_property
    def sqlalchemy(self) -> str:
        """The release (``2.0``) that the case is about."""
        row = self._row
        inclined = [v for v in ("2.0", "2.1", "1.4") if v in row.get("versions", ())]
        shown = [v for v in inclined if row.get("per", {}).get(v, row.get("trigger")) is not None]
        return str((shown or inclined or ["2.0"])[0])

    @property
    def is_of_earlier_python(self) -> bool:
        """Whether it shows itself only on Pythons before this one."""
        return is_of_earlier_python(self._row.get("needs", ()))

    @property
    def _row(self) -> dict[str, Any]:
        """What the manifest beside it says of it; empty when there is none."""
        stem = re.sub(r"_(bad|good)$", "", self.name)
        return _manifest(self.path.parent / "manifest.json").get(stem, {})

    def copy_to(self, root: Path) -> None:
        """Make ``root`` a project of its own that holds the case."""
        if self.path.is_file():
            root.mkdir(parents=True)
            shutil.copy(self.path, root)
        else:
            shutil.copytree(self.path, root)
        (root / "pyproject.toml").write_text("[project]\nname = 'case'\nversion = '0'\n", encoding="utf-8")


def is_of_earlier_python(needs: Iterable[str]) -> bool:
    """Whether one of the things a case needs is a Python before this one: ``python<3.14``."""
    below = [need.removeprefix("python<") for need in needs if need.startswith("python<")]
    return any(sys.version_info[:2] >= tuple(map(int, version.split("."))) for version in below)


@cache
def _manifest(path: Path) -> dict[str, dict[str, Any]]:
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return {row["stem"]: row for row in rows}


def cases_in(folder: Path) -> list[Case]:
    """The cases directly in ``folder``, by name; none when it is not there."""
    if not folder.is_dir():
        return []
    return [
        Case(path)
        for path in sorted(folder.iterdir())
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith(("_", "."))
    ]


def lint(cases: Iterable[Case], scratch: Path, door: tuple[str, ...]) -> dict[Path, dict[Mark, str]]:
    """The findings of each case, by the path of the case: where, and what is said.

    ``door`` is :data:`FLAKE8` or :data:`CHECK`. One process does all cases of one SQLAlchemy
    release that are about opt-in codes or are not; in it each case is its own project, of which
    the opt-in findings that it is not about are left out. Raises :class:`AssertionError` when
    anything else than findings is printed.
    """
    batches: dict[tuple[str, bool], list[Case]] = defaultdict(list)
    found: dict[Path, dict[Mark, str]] = {}
    for case in cases:
        batches[case.sqlalchemy, bool(case.opt_in)].append(case)
    for number, ((release, opted), batch) in enumerate(batches.items()):
        root = scratch / str(number)
        for index, case in enumerate(batch):
            case.copy_to(root / str(index))
            found[case.path] = {}
        codes = {code for case in batch for code in case.opt_in} if opted else set()
        for index, mark, message in _findings(root, door, release, codes):
            if mark[2] not in codes or mark[2] in batch[index].opt_in:
                found[batch[index].path][mark] = message
    return found


def _findings(
    root: Path, door: tuple[str, ...], release: str, opt_in: Iterable[str]
) -> Iterator[tuple[int, Mark, str]]:
    select = ",".join([ON_BY_DEFAULT, *sorted(opt_in)])
    run = subprocess.run(
        [sys.executable, *door, release, f"--select={select}", "."],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not run.stderr, run.stderr
    lines = run.stdout.splitlines()
    if lines and SUMMARY.match(lines[-1]):
        lines.pop()
    for line in lines:
        report = REPORT.match(line)
        assert report, line
        index, _, path = Path(report[1]).as_posix().partition("/")
        yield int(index), (path, int(report[2]), report[4]), report[5]


def main(source: Path, target: Path) -> None:
    """Copy the cases in ``source`` that expect nothing but rules that are built, and their manifest."""
    built = {rule.code for rule in ALL_RULES}
    target.mkdir(parents=True)
    for path in [case.path for case in cases_in(source) if case.codes <= built]:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, target / path.name)
    if (source / "manifest.json").is_file():
        shutil.copy(source / "manifest.json", target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
