"""The command ``sqla-rel``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flake8_sqla_rel import cli
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Rule

Captured = pytest.CaptureFixture[str]


def test_rules_lists_every_rule_on_a_line(capsys: Captured) -> None:
    assert cli.main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in ALL_RULES]
    assert [rule.code for rule in ALL_RULES if rule.opt_in] == [
        x.split()[0] for x in lines if " opt-in " in x
    ]
    assert all(line.endswith(rule.summary) for line, rule in zip(lines, ALL_RULES))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_explain_prints_the_documentation_by_code_and_by_name(rule: Rule, capsys: Captured) -> None:
    printed = set()
    for label in (rule.code, rule.code.lower(), rule.name, rule.name.upper()):
        assert cli.main(["explain", label]) == 0
        printed.add(capsys.readouterr().out)
    (text,) = printed
    assert text.startswith(f"{rule.code} {rule.name} (")
    assert rule.documentation.strip() in text


def test_explain_takes_several_and_prints_each_once(capsys: Captured) -> None:
    first, second = ALL_RULES[0], ALL_RULES[1]
    assert cli.main(["explain", second.code, first.name, second.name]) == 0
    text = capsys.readouterr().out
    assert text.index(f"{second.code} {second.name}") < text.index(f"{first.code} {first.name}")
    assert text.count(second.documentation.strip()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required: COMMAND"),
        (["exlpain", "SQR001"], "no command 'exlpain', did you mean 'explain'?"),
        (["zzz"], "no command 'zzz' (check, fix, graph, report, rules, explain, completion)"),
        (["explain"], "required: RULE"),
        (["explain", "asymetric-back-populate"], "did you mean 'asymmetric-back-populates'?"),
        (["explain", "SQR2002"], "did you mean 'SQR202'?"),
        (["explain", "zzz"], "no rule 'zzz' (`sqla-rel rules` lists them)"),
        (["explain", "\x1b[2J\nx"], r"\x1b[2J\nx"),
        (["rules", "--nope"], "unrecognized arguments: --nope (`sqla-rel rules --help` lists what there is)"),
        (["rules", "\x1b[2J"], r"\x1b[2J"),
        (["--nope"], "COMMAND"),
        (["--no-cache", "check"], "unrecognized arguments: --no-cache; options go behind check"),
    ],
)
def test_what_cannot_be_run_is_one_line_on_stderr(arguments: list[str], said: str, capsys: Captured) -> None:
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("sqla-rel: error: ")
    assert said in captured.err
    assert captured.err.rstrip("\n").isprintable()


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_end_with_0(option: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ending:
        cli.main([option])
    assert ending.value.code == 0
    assert "sqla-rel" in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = f"import sys; from flake8_sqla_rel.cli import main; sys.exit(main({['rules']!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
