"""``sqla-rel completion``: a script that lets a shell complete the command."""

from __future__ import annotations

import argparse
import importlib

from flake8_sqla_rel.cli.terminal import DONE, print_text
from flake8_sqla_rel.errors import UsageError, suggestion

SHELLS = ("bash", "zsh", "fish")

#: What an argument is called whose value is a file or a folder.
_FILES = ("FILE", "PATH", "path")
_FOLDERS = ("DIR",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("shell", metavar="SHELL", help=", ".join(SHELLS))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    shell = options.shell
    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell!r}{suggestion(shell, SHELLS, ', '.join(SHELLS))}")
    try:
        shtab = importlib.import_module("shtab")
    except ModuleNotFoundError:
        raise UsageError("completion needs shtab: pip install 'flake8-sqla-rel[completion]'") from None
    if shell not in shtab.SUPPORTED_SHELLS:
        raise UsageError(f"this shtab knows no {shell}: pip install --upgrade shtab")
    print_text(shtab.complete(_parser(shtab.FILE, shtab.DIRECTORY), shell=shell))
    return DONE


def _parser(file: object, folder: object) -> argparse.ArgumentParser:
    """The parser of all commands, with marks at the arguments whose value is a file or a folder."""
    from flake8_sqla_rel.cli.main import make_parser

    parser = make_parser()
    pending = [parser]
    while pending:
        for action in pending.pop()._actions:
            if isinstance(action, argparse._SubParsersAction):
                pending += action.choices.values()
                continue
            name = action.metavar or action.dest
            if name in (*_FILES, *_FOLDERS):
                action.complete = file if name in _FILES else folder  # type: ignore[attr-defined]
    return parser
