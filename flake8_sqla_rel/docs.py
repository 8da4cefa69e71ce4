"""The page ``docs/rules.md``, made from the docstrings of the rules.

``python -m flake8_sqla_rel.docs`` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flake8_sqla_rel.fix.fixers import FIXERS, UNSAFE
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule

INTRODUCTION = """\
# Rules

<!-- Made by `python -m flake8_sqla_rel.docs` from the docstrings of the rules: change those. -->

Kinds: **error**, SQLAlchemy raises; **warning**, SQLAlchemy warns; **bug**, it configures and
then misbehaves; **style**, it works and there is a better way. Rules of the block `SQR9` are
opt-in: they speak only when that block is selected (`--extend-select=SQR9`, or one code of it).
*Mended* tells what `sqla-rel fix` can repair: everything that is certain, or only with
`--unsafe-fixes`.
"""


def rules_page(rules: Iterable[Rule] = ALL_RULES) -> str:
    """The whole page as Markdown, with an anchor ``#sqr001`` for each rule."""
    rules = tuple(rules)
    table = ["| code | name | kind | reports |", "|---|---|---|---|"]
    table += [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {_kind(rule)} | {rule.summary} |"
        for rule in rules
    ]
    return "\n".join([INTRODUCTION, *table, "", *map(_section, rules)])


def _section(rule: Rule) -> str:
    # The anchor stands by itself: a heading's own would change with the rule's name.
    head = f'<a id="{rule.code.lower()}"></a>\n\n## {rule.code} {rule.name}\n'
    facts = f"*{_kind(rule)}, since {rule.since}{_mended(rule)}*\n"
    return "\n".join([head, facts, _demoted(rule.documentation.strip()), ""])


def _mended(rule: Rule) -> str:
    if rule.code not in FIXERS:
        return ""
    return ", mended with `--unsafe-fixes`" if rule.code in UNSAFE else ", mended"


def _kind(rule: Rule) -> str:
    return f"{rule.kind.value}, opt-in" if rule.opt_in else rule.kind.value


def _demoted(text: str) -> str:
    """Headings one level deeper, those in code blocks (comments) left as they are."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(
        part if part.startswith("```") else re.sub(r"^##", "###", part, flags=re.MULTILINE) for part in parts
    )


if __name__ == "__main__":
    print(rules_page(), end="")
