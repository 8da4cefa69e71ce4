"""Findings as JUnit's XML, for servers that know no other report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from flake8_sqla_rel.errors import one_line
from flake8_sqla_rel.finding import Shown
from flake8_sqla_rel.output.marks import name_of
from flake8_sqla_rel.output.markup import escaped


def render(findings: Sequence[Shown]) -> str:
    """A suite for each file, a failed test for each finding; one that passed when there is none."""
    suites = [
        _suite(path, list(found)) for path, found in groupby(findings, key=lambda shown: shown.spot.path)
    ]
    if not suites:
        suites = [_element("testsuite", ['<testcase name="check" classname="sqla-rel"/>'], _counts(1, 0))]
    total = len(findings) or 1
    return '<?xml version="1.0" encoding="utf-8"?>\n' + _element(
        "testsuites", suites, _counts(total, len(findings))
    )


def _counts(tests: int, failures: int) -> str:
    return f'name="sqla-rel" tests="{tests}" failures="{failures}" errors="0"'


def _suite(path: str, found: Sequence[Shown]) -> str:
    number = len(found)
    attributes = f'name="{_text(path)}" tests="{number}" failures="{number}" errors="0" skipped="0"'
    return _element("testsuite", map(_case, found), attributes)


def _case(shown: Shown) -> str:
    path, line, column = shown.spot
    place = f"{one_line(path)}:{line}:{column}"
    kind = "internal error" if shown.kind is None else shown.kind.value
    failure = (
        f'<failure type="{kind}" message="{_text(shown.message)}">'
        f"{_text(f'{place}: {shown.code} {shown.message}')}</failure>"
    )
    name = f"{shown.code} {name_of(shown.code)}: {shown.subject} ({line}:{column})"
    return _element("testcase", [failure], f'name="{_text(name)}" classname="{_text(path)}"')


def _element(tag: str, inner: Iterable[str], attributes: str) -> str:
    lines = [f"  {line}" for each in inner for line in each.splitlines()]
    return "\n".join([f"<{tag} {attributes}>", *lines, f"</{tag}>"])


def _text(text: str) -> str:
    # Pure ASCII is the same in whatever encoding a server takes it for.
    return escaped(text).encode("ascii", "xmlcharrefreplace").decode("ascii")
