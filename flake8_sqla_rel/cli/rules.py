"""``sqla-rel rules``: all rules, one a line."""

from __future__ import annotations

import argparse

from flake8_sqla_rel.cli.terminal import DONE, print_text
from flake8_sqla_rel.rules import ALL_RULES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(options: argparse.Namespace) -> int:
    """Print code, name, kind, whether it is on, and what it reports."""
    name_width = max(len(rule.name) for rule in ALL_RULES)
    kind_width = max(len(rule.kind.value) for rule in ALL_RULES)
    lines = (
        f"{rule.code}  {rule.name:{name_width}}  {rule.kind.value:{kind_width}}  "
        f"{'opt-in' if rule.opt_in else 'on':6}  {rule.summary}"
        for rule in ALL_RULES
    )
    print_text("\n".join(lines))
    return DONE
