"""The form of every rule: its name, its documentation, the page made of it."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from flake8_sqla_rel import docs
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule
from tests.rules.findings import of_folder

HEADINGS = [
    "What it does",
    "Why is this bad?",
    "Versions",
    "Example",
    "Use instead",
    "Fix safety",
    "What it does not see",
    "References",
]
PAGE = Path(__file__).parent.parent.parent / "docs" / "rules.md"

each_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)


def snippets(text: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def section(rule: Rule, heading: str) -> str:
    return rule.documentation.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_rules_come_in_the_order_of_their_codes_and_once() -> None:
    codes = [rule.code for rule in ALL_RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in ALL_RULES}) == len(codes)


@each_rule
def test_names(rule: Rule) -> None:
    assert re.fullmatch(r"SQR\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary == rule.summary.strip().rstrip(".")
    assert "\n" not in rule.summary


@each_rule
def test_the_module_is_named_after_the_rule_and_its_docstring_is_the_documentation(rule: Rule) -> None:
    name = f"flake8_sqla_rel.rules.{rule.code.lower()}_{rule.name.replace('-', '_')}"
    module = importlib.import_module(name)
    assert module.RULE is rule
    assert rule.documentation == module.__doc__


@each_rule
def test_headings(rule: Rule) -> None:
    outside = re.sub(r"^```.*?^```$", "", rule.documentation, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"^## (.*)$", outside, flags=re.MULTILINE) == HEADINGS
    assert not re.findall(r"^#(?!# )", outside, flags=re.MULTILINE)
    for heading in HEADINGS:
        assert section(rule, heading).strip(), heading


@each_rule
def test_snippets_parse_and_differ(rule: Rule) -> None:
    for snippet in snippets(rule.documentation):
        ast.parse(snippet)
    (example,), (instead,) = snippets(section(rule, "Example")), snippets(section(rule, "Use instead"))
    assert example != instead


#: Rules whose fault lies between files, so that one snippet does not show it.
BETWEEN_FILES = {"SQR102", "SQR104", "SQR106", "SQR910"}


@each_rule
def test_the_example_is_reported_and_what_to_use_instead_is_not(rule: Rule, tmp_path: Path) -> None:
    for heading, count in (("Example", 1), ("Use instead", 0)):
        if count and rule.code in BETWEEN_FILES:
            continue
        (snippet,) = snippets(section(rule, heading))
        (tmp_path / "models.py").write_text(snippet, encoding="utf-8")
        assert bool(of_folder(tmp_path, "2.0", [rule])) == bool(count), heading


@each_rule
def test_says_what_sqlalchemy_says(rule: Rule) -> None:
    why = section(rule, "Why is this bad?")
    assert "sqlalche.me" in why
    assert "https://docs.sqlalchemy.org/" in section(rule, "References")


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == docs.rules_page(), (
        "python -m flake8_sqla_rel.docs > docs/rules.md"
    )


@each_rule
def test_the_page_has_an_anchor_for_each_rule(rule: Rule) -> None:
    page = docs.rules_page()
    assert page.count(f'<a id="{rule.code.lower()}"></a>') == 1
    assert f"[{rule.code}](#{rule.code.lower()})" in page


def test_comments_in_code_are_no_headings() -> None:
    rule = ALL_RULES[0]
    made = Rule(
        rule.code,
        rule.name,
        rule.kind,
        rule.summary,
        "One.\n\n## Two\n\n```python\n## three\n```\n",
        rule.check,
    )
    page = docs.rules_page([made])
    assert "\n### Two\n" in page
    assert "\n## three\n" in page
