"""``sqla-rel explain``: the documentation of rules."""

from __future__ import annotations

import argparse

from flake8_sqla_rel.cli.terminal import DONE, print_text
from flake8_sqla_rel.errors import UsageError, suggestion
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("rule", nargs="+", metavar="RULE", help="a code (SQR002) or a name")


def run(options: argparse.Namespace) -> int:
    """Print what is documented about each rule named, each once."""
    chosen = dict.fromkeys(_find(text) for text in options.rule)
    print_text("\n\n\n".join(_documentation(rule) for rule in chosen))
    return DONE


def _find(text: str) -> Rule:
    """The rule of a code or a name, however capitalised; :class:`UsageError` when there is none."""
    by_label = {label: rule for rule in ALL_RULES for label in (rule.code.lower(), rule.name)}
    rule = by_label.get(text.strip().lower())
    if rule is None:
        raise UsageError(
            f"no rule {text!r}{suggestion(text.lower(), by_label, '`sqla-rel rules` lists them')}"
        )
    return rule


def _documentation(rule: Rule) -> str:
    when = "opt-in" if rule.opt_in else "on by default"
    head = f"{rule.code} {rule.name} ({rule.kind.value}, {when}, since {rule.since})"
    return f"{head}\n\n{rule.documentation.strip()}"
