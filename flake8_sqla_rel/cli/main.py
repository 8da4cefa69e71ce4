"""The command line: which command, its options, its exit status.

Exit status: 0 done, 1 findings (of commands that look for some), 2 could not run. What went
wrong is one line on stderr; the answer, and nothing else, is on stdout.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Collection, Sequence
from typing import Any, NoReturn, Protocol, cast

from flake8_sqla_rel.cli.terminal import COULD_NOT_RUN, DONE, print_text
from flake8_sqla_rel.errors import UsageError, one_line, suggestion

#: The commands, each a module of this package, with what they do in a line.
COMMANDS = {
    "check": "find faults in the models of a project",
    "fix": "repair what is certain to be repaired by it, over several files",
    "graph": "print the static model of a project, or a picture of it",
    "report": "write up all models, relationships and what is wrong with them",
    "rules": "list all rules",
    "explain": "print what a rule means",
    "completion": "print a script that lets a shell complete this command",
}


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options of the command."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit status; :class:`UsageError` when it cannot be done."""


class _Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal, which argparse would import much to find out at every option."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns - 2
        except OSError:
            width = 78
        super().__init__(prog, width=width)


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises :class:`UsageError` where argparse prints its usage."""

    def __init__(self, **how: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **how)

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


class _Version(argparse.Action):
    """Prints what runs here and ends; to find that out in every run would take longer than the rest."""

    def __call__(self, parser: argparse.ArgumentParser, *given: Any) -> NoReturn:
        import platform

        from flake8_sqla_rel import __version__

        print_text(f"sqla-rel {__version__} (Python {platform.python_version()})")
        raise SystemExit(DONE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: that of the process) and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        name = _command_in(given)
        options, rest = make_parser([name]).parse_known_args(given)
        if rest:
            raise UsageError(f"unrecognized arguments: {' '.join(rest)}{_meant(name, rest[0])}")
        return _load(name).run(options)
    except UsageError as error:
        print(f"sqla-rel: error: {one_line(str(error))}", file=sys.stderr)
        return COULD_NOT_RUN


def _load(name: str) -> Command:
    return cast("Command", importlib.import_module(f"flake8_sqla_rel.cli.{name}"))


def make_parser(wanted: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the whole command line; only the wanted commands' options are declared."""
    parser = _Parser(
        prog="sqla-rel",
        description="Faults in SQLAlchemy relationships, found in the source of a whole project.",
        epilog="exit status: 0 done, 1 findings, 2 could not run",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        inner = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name in wanted:
            _load(name).add_arguments(inner)
    return parser


def _meant(name: str, given: str) -> str:
    """The option of a command that was probably meant; flake8 has some of them by longer names."""
    parser = _Parser(add_help=False)
    _load(name).add_arguments(parser)
    known = set(re.findall(r"--[\w-]+", parser.format_usage()))
    option = given.partition("=")[0]
    if option in known:
        return f"; options go behind {name}"
    return suggestion(
        option.replace("--sqla-rel-", "--"), known, f"`sqla-rel {name} --help` lists what there is"
    )


def _command_in(given: Sequence[str]) -> str:
    """The command, empty when none is given; :class:`UsageError` for one that there is not."""
    command = next((argument for argument in given if not argument.startswith("-")), "")
    if command and command not in COMMANDS:
        raise UsageError(f"no command {command!r}{suggestion(command, COMMANDS, ', '.join(COMMANDS))}")
    return command
