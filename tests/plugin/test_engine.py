"""Faults of the linter itself cost nobody's findings."""

from __future__ import annotations

import argparse
import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_sqla_rel import engine, run
from flake8_sqla_rel.config import Settings, make_settings
from flake8_sqla_rel.errors import UsageError, one_line
from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.plugin import Plugin, encode_buffer, is_selected
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Finding, Options, Related
from tests.plugin.flake8 import flake8
from tests.project.trees import index_of, write


def broken(rule_code: str):  # type: ignore[no-untyped-def]
    def check(model: Model, options: Options) -> Iterator[Finding]:
        yield Finding("SQR001", Place("app/user.py", 3, 0), "before\x1b\nit broke", "User")
        raise RuntimeError("a\nb")

    return [dataclasses.replace(rule, check=check) if rule.code == rule_code else rule for rule in ALL_RULES]


def test_rule_that_fails_loses_only_its_own(project: Path) -> None:
    found = engine.findings_for_project(index_of(project), Options(), broken("SQR001"))
    on_by_default = [f for f in found["app/user.py"] if not f.code.startswith("SQR9")]
    assert [(f.code, f.place.line) for f in on_by_default] == [("SQR001", 3), ("SQR002", 9)]
    assert found["app/user.py"][0].message == "before\\x1b\\nit broke"
    (fault,) = found["app/base.py"]
    assert fault.code == "SQR000"
    assert fault.message == (
        "internal error in app/base.py in rule SQR001: RuntimeError: a\\nb; please report it with this file"
    )


def test_linker_that_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(program: object) -> Model:
        raise RecursionError

    monkeypatch.setattr(engine, "link", link)
    found = engine.findings_for_project(index_of(project), Options())
    assert {path: [f.code for f in findings] for path, findings in found.items()} == {
        "app/base.py": ["SQR000"]
    }


HOOK = """
    import importlib.abc, importlib.util, sys

    class Break(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path, target=None):
            if name == {module!r}:
                sys.meta_path.remove(self)
                spec = importlib.util.find_spec(name)
                execute = spec.loader.exec_module
                def broken(module):
                    execute(module)
                    def fail(*args, **kwargs):
                        raise TypeError("broken")
                    setattr(module, {function!r}, fail)
                spec.loader.exec_module = broken
                return spec

    sys.meta_path.insert(0, Break())
"""


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("flake8_sqla_rel.mapper.link", "link"),
        ("flake8_sqla_rel.source.reader", "read"),
        ("flake8_sqla_rel.project.discover", "discover"),
        ("flake8_sqla_rel.project.root", "find_root"),
    ],
)
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_every_other_plugin_keeps_its_findings(project: Path, module: str, function: str, jobs: str) -> None:
    write(project, {"app/zed.py": "import os\n"})
    hook = write(project.parent / "hook", {"sitecustomize.py": HOOK.format(module=module, function=function)})
    outcome = flake8(project, jobs, ".", environment={"PYTHONPATH": str(hook)}, select=None)
    codes = [shown.code for shown in outcome.shown]
    assert "F401" in codes
    assert "SQR000" in codes
    assert outcome.rest == ""
    if function != "read":
        assert codes.count("SQR000") == 1
    for shown in outcome.shown:
        if shown.code == "SQR000":
            assert shown.line == 1
            assert shown.path in shown.text
            assert "TypeError: broken" in shown.text


def test_fault_shows_in_a_file_that_is_linted(project: Path) -> None:
    finding = engine.internal_error("app/base.py", "in rule SQR001", ValueError("x"))
    assert [path for path, _ in run._sightings(finding, "app/user.py")] == ["app/base.py", "app/user.py"]


def test_sightings_in_order() -> None:
    others = (Related(Place("b.py", 7, 3), "the other side"), Related(Place("c.py", 1, 0), ""))
    finding = Finding("SQR002", Place("a.py", 5, 4), "wrong", "A.b", others)
    assert list(run._sightings(finding, None)) == [
        ("a.py", run.Report(5, 4, "SQR002", "wrong")),
        ("b.py", run.Report(7, 3, "SQR002", "wrong (at a.py:5)")),
        ("c.py", run.Report(1, 0, "SQR002", "wrong (at a.py:5)")),
    ]


def test_one_finding_is_reported_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding("SQR002", Place("app/user.py", 5, 4), "wrong", "A.b")
    rule = dataclasses.replace(ALL_RULES[0], check=lambda model, options: iter([finding, finding]))
    once = finding._replace(kind=rule.kind)
    assert engine.findings_for_project(index_of(project), Options(), [rule]) == {"app/user.py": [once]}


def namespace(**values: object) -> argparse.Namespace:
    names = dict.fromkeys(("select", "extend_select", "ignore", "extend_ignore"))
    return argparse.Namespace(**{**names, **values})


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, True),
        ({"select": ["E"]}, False),
        ({"select": ["S"]}, True),
        ({"select": ["SQR9"]}, True),
        ({"select": ["E"], "extend_select": ["SQR"]}, True),
        ({"ignore": ["SQR"]}, False),
        ({"extend_ignore": ["S"]}, False),
        ({"ignore": ["SQR0"]}, True),
        ({"ignore": ["SQR"], "extend_select": ["SQR002"]}, True),
        ({"extend_select": ["B950"]}, True),
    ],
)
def test_no_work_for_what_is_not_shown(values: dict[str, list[str]], wanted: bool) -> None:
    assert is_selected(namespace(**values)) is wanted


def test_opt_in() -> None:
    assert Settings(select=("SQR9",)).opted_in("SQR901")
    assert Settings(select=("E", "SQR901")).opted_in("SQR901")
    assert not Settings(select=("SQR902",)).opted_in("SQR901")
    assert not Settings(select=("SQR", "S", "")).opted_in("SQR901")
    codes = [rule.code for rule in engine.selected_rules(Settings(select=("SQR",)))]
    assert codes == [rule.code for rule in ALL_RULES if not rule.code.startswith("SQR9")]


def test_release_of_the_linted_project(tmp_path: Path) -> None:
    write(tmp_path, {"requirements.txt": "sqlalchemy==1.4.2\n"})
    assert engine.rule_options(str(tmp_path), Settings()).sqlalchemy == (1, 4)
    assert engine.rule_options(str(tmp_path), Settings(sqlalchemy="2.1")).sqlalchemy == (2, 1)


def test_names_that_say_nothing(tmp_path: Path) -> None:
    options = engine.rule_options(str(tmp_path), Settings(generic_names=("_Guests", "chef")))
    assert options.generic_names == ("guests", "chef")
    assert "items" in engine.rule_options(str(tmp_path), Settings()).generic_names


def test_settings_are_checked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--sqla-rel-sqlalchemy: '3' is none of auto, 1\.4, 2\.0, 2\.1"):
        make_settings(sqlalchemy="3", label="--sqla-rel-{}".format)
    with pytest.raises(UsageError, match=r"root: '.*\\x1b' is not a folder"):
        make_settings(root=str(tmp_path / "\x1b"))
    assert make_settings(root=str(tmp_path)).root == str(tmp_path)


def test_buffer_as_it_would_be_saved() -> None:
    assert encode_buffer("x = 'é'\n") == "x = 'é'\n".encode()
    assert encode_buffer("# coding: latin-1\nx = 'é'\n") == b"# coding: latin-1\nx = '\xe9'\n"
    assert encode_buffer("# coding: ascii\nx = 'é'\n") == "# coding: ascii\nx = 'é'\n".encode()
    assert encode_buffer("# coding: nonsense\n") == b"# coding: nonsense\n"
    assert encode_buffer("") == b""


def test_one_line() -> None:
    assert one_line("plain é text") == "plain é text"
    assert one_line("a\x1b[31m\r\n\u202e\udcff\u2028b") == "a\\x1b[31m\\r\\n\\u202e\\udcff\\u2028b"


def test_plugin_without_options_is_silent() -> None:
    assert list(Plugin(ast.parse(""), "x.py", []).run()) == []
