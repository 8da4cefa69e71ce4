"""What the documentation tells people to type can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from flake8_sqla_rel.cli.main import make_parser

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"^(?:\S*\$ |\s*- (?:run: )?)sqla-rel ([^<>|\n]+)", re.MULTILINE)

COMMANDS = [
    (path.relative_to(ROOT).as_posix(), line)
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    for line in SHOWN.findall(path.read_text(encoding="utf-8"))
]


def test_commands_are_found() -> None:
    assert {path for path, _ in COMMANDS} >= {"README.md", "docs/ci.md"}


@pytest.mark.parametrize(("path", "line"), COMMANDS)
def test_a_command_that_is_shown_is_understood(path: str, line: str) -> None:
    command = re.split(r" [|>] ", line)[0]
    arguments = shlex.split(command, comments=True)
    # Raises where a command or an option is not there.
    options = make_parser().parse_args(arguments)
    assert options.command == arguments[0]
