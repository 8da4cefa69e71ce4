"""The repository keeps its own rules: types, style, layers, and the linter on itself."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flake8_sqla_rel.rules import ALL_RULES

ROOT = Path(__file__).parent.parent
OURS = ["flake8_sqla_rel", "tests", "scripts", "noxfile.py"]


def run(*command: str) -> str:
    """The output of a Python module run in the repository; fails unless it ends with 0."""
    environment = {**os.environ, "PYTHONPATH": "", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.long
def test_types_are_strict() -> None:
    pytest.importorskip("mypy")
    run("mypy", "--no-error-summary")


def test_ruff_is_content() -> None:
    pytest.importorskip("ruff")
    run("ruff", "check", "--no-cache", *OURS)


def test_layers_hold() -> None:
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[1-9]\d* kept, 0 broken", done.stdout), done.stdout


def test_the_linter_is_run_on_itself() -> None:
    run("flake8", *OURS)


def test_the_linter_is_installed_as_a_flake8_plugin() -> None:
    assert "flake8-sqla-rel" in run("flake8", "--version")


def test_the_version_has_one_source() -> None:
    """pyproject.toml states it, the installed metadata and the command repeat it."""
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    stated = re.findall(r'^version = "(.*)"$', metadata, re.MULTILINE)
    assert stated == [importlib.metadata.version("flake8-sqla-rel")]
    assert run("flake8_sqla_rel", "--version").startswith(f"sqla-rel {stated[0]} ")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(stated[0])}\b", changelog, re.MULTILINE)


def test_setup_cfg_is_flake8s_own_configuration_only() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    assert parser.sections() == ["flake8"]


def test_nothing_but_flake8_and_astroid_is_needed_at_run_time() -> None:
    required = importlib.metadata.requires("flake8-sqla-rel") or []
    always = [line for line in required if "extra ==" not in line]
    names = {re.split(r"[<>=;\s\[]", line)[0]: line.partition(";")[2].strip() for line in always}
    # Python reads TOML by itself from 3.11 on.
    assert names == {"flake8": "", "astroid": "", "tomli": "python_version < '3.11'"}


def test_sqlalchemy_is_never_imported() -> None:
    """Nor is astroid before something needs it: it costs half of what flake8 itself costs."""
    program = (
        "import sys, flake8_sqla_rel.plugin, flake8_sqla_rel.cli;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'sqlalchemy', 'astroid'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_readme_lists_the_rules_that_there_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(SQR\d)` \|.*\| (.+) \|$", text, re.MULTILINE)
    listed = [(block, *rule) for block, row in rows for rule in re.findall(r"(\d{3}) ([a-z0-9-]+)", row)]
    assert listed == [(rule.code[:4], rule.code[3:], rule.name) for rule in ALL_RULES]


def test_the_readme_lists_the_options_that_there_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(--sqla-rel-[a-z-]+)", text, re.MULTILINE)
    assert listed == re.findall(r"^ +(--sqla-rel-[a-z-]+)", run("flake8", "--help"), re.MULTILINE)


DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md")),
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_inside_the_repository_lead_somewhere(document: str) -> None:
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_shown_to_be_copied_can_be_read(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    readers = {"json": json.loads, "yaml": yaml.safe_load, "python": ast.parse}
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if language in readers:
            assert readers[language](block) is not None
