"""``sqla-rel rules``: all rules, one a line."""

from __future__ import annotations

import argparse

from flake8_sqla_rel.cli.terminal import DONE, print_text
from flake8_sqla_rel.fix.fixers import FIXERS, UNSAFE
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(options: argparse.Namespace) -> int:
    """Print code, name, kind, whether it is on and can be mended, and what it reports."""
    name_width = max(len(rule.name) for rule in ALL_RULES)
    kind_width = max(len(rule.kind.value) for rule in ALL_RULES)
    lines = (
        f"{rule.code}  {rule.name:{name_width}}  {rule.kind.value:{kind_width}}  "
        f"{'opt-in' if rule.opt_in else 'on':6}  {_fix(rule):6}  {rule.summary}"
        for rule in ALL_RULES
    )
    print_text("\n".join(lines))
    return DONE


def _fix(rule: Rule) -> str:
    """Whether ``sqla-rel fix`` can mend it."""
    if rule.code not in FIXERS:
        return ""
    return "unsafe" if rule.code in UNSAFE else "fix"
