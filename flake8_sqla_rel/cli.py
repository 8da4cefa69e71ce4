"""The command ``sqla-rel``: the static model of a project, the rules and what each one means.

Exit status: 0 done, 1 findings (of commands that look for some), 2 could not run. What went
wrong is one line on stderr; the answer, and nothing else, is on stdout.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from flake8_sqla_rel import __version__
from flake8_sqla_rel.config import make_settings
from flake8_sqla_rel.engine import internal_error, rule_options
from flake8_sqla_rel.errors import UsageError, one_line
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.output.graph import graph
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.project.root import find_root
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule

DONE = 0
COULD_NOT_RUN = 2

COMMANDS = ("graph", "rules", "explain")


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises :class:`UsageError` where argparse prints its usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: that of the process) and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _require_known_command(given)
        options = _make_parser().parse_args(given)
        text = _answer(options)
    except UsageError as error:
        print(f"sqla-rel: error: {one_line(str(error))}", file=sys.stderr)
        return COULD_NOT_RUN
    _print(text)
    return DONE


def _answer(options: argparse.Namespace) -> str:
    """What a command prints."""
    if options.command == "rules":
        return _rules()
    return _graph(options) if options.command == "graph" else _explain(options.rule)


def _graph(options: argparse.Namespace) -> str:
    """The static model of the project that a path belongs to."""
    path = os.path.realpath(options.path)
    if not os.path.exists(path):
        raise UsageError(f"no such file or folder: {options.path!r}")
    settings = make_settings(
        root=options.root,
        exclude=options.exclude or (),
        cache_dir=options.cache_dir,
        cache=not options.no_cache,
        sqlalchemy=options.sqlalchemy,
    )
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    root = settings.root or find_root(folder, os.path.realpath(os.getcwd()))
    index = ProjectIndex(root, settings)
    try:
        model = link(index, rule_options(root, settings).sqlalchemy)
    except Exception as error:  # noqa: BLE001 - one line, as for every other failure
        raise UsageError(internal_error(root, "while relating the models", error).message) from None
    index.store()
    return json.dumps(graph(model, root), indent=2, ensure_ascii=False)


def _make_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="sqla-rel",
        description="Faults in SQLAlchemy relationships, found in the source of a whole project.",
        epilog="exit status: 0 done, 1 findings, 2 could not run",
        allow_abbrev=False,
    )
    version = f"sqla-rel {__version__} (Python {platform.python_version()})"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("rules", help="list all rules", description="List all rules, one a line.")
    drawn = commands.add_parser(
        "graph",
        help="print the static model of a project",
        description="Print the mappers that SQLAlchemy would configure, as far as the text tells.",
    )
    drawn.add_argument("path", nargs="?", default=".", help="a file or folder of the project (default: .)")
    drawn.add_argument("--format", choices=("json",), default="json", help="the form (default: json)")
    drawn.add_argument("--root", metavar="DIR", help="the project's root (default: found upwards)")
    drawn.add_argument("--exclude", action="append", metavar="PATTERN", help="files to leave out")
    drawn.add_argument("--cache-dir", metavar="DIR", help="where the cache is kept")
    drawn.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    drawn.add_argument(
        "--sqlalchemy", default="auto", metavar="RELEASE", help="auto, 1.4, 2.0 or 2.1 (default: auto)"
    )
    explain = commands.add_parser(
        "explain", help="print what a rule means", description="Print the documentation of rules."
    )
    explain.add_argument("rule", nargs="+", metavar="RULE", help="a code (SQR002) or a name")
    return parser


def _require_known_command(given: Sequence[str]) -> None:
    """Raise :class:`UsageError` for a misspelt command, with the one that was probably meant."""
    command = next((argument for argument in given if not argument.startswith("-")), None)
    if command is not None and command not in COMMANDS:
        raise UsageError(f"no command {command!r}{_suggestion(command, COMMANDS, ', '.join(COMMANDS))}")


def _rules() -> str:
    name_width = max(len(rule.name) for rule in ALL_RULES)
    kind_width = max(len(rule.kind.value) for rule in ALL_RULES)
    return "\n".join(
        f"{rule.code}  {rule.name:{name_width}}  {rule.kind.value:{kind_width}}  "
        f"{'opt-in' if rule.opt_in else 'on':6}  {rule.summary}"
        for rule in ALL_RULES
    )


def _explain(wanted: Iterable[str]) -> str:
    chosen = dict.fromkeys(_find(text) for text in wanted)
    return "\n\n\n".join(_documentation(rule) for rule in chosen)


def _find(text: str) -> Rule:
    """The rule of a code or a name, however capitalised; :class:`UsageError` when there is none."""
    by_label = {label: rule for rule in ALL_RULES for label in (rule.code.lower(), rule.name)}
    rule = by_label.get(text.strip().lower())
    if rule is None:
        suggestion = _suggestion(text.lower(), by_label, "`sqla-rel rules` lists them")
        raise UsageError(f"no rule {text!r}{suggestion}")
    return rule


def _documentation(rule: Rule) -> str:
    when = "opt-in" if rule.opt_in else "on by default"
    head = f"{rule.code} {rule.name} ({rule.kind.value}, {when}, since {rule.since})"
    return f"{head}\n\n{rule.documentation.strip()}"


def _suggestion(text: str, possible: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(text, list(possible), n=1)
    if not near:
        return f" ({otherwise})"
    label = near[0].upper() if near[0].startswith("sqr") else near[0]
    return f", did you mean {label!r}?"


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (``head``, a pager) has seen enough. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
