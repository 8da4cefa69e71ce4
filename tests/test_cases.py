"""Every case: through ``sqla-rel check``, and with ``-m long`` through flake8."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flake8_sqla_rel.rules import ALL_RULES
from tests.marked import CHECK, FLAKE8, Case, Mark, cases_in, lint

OWN = Path(__file__).parent / "cases"
SHARED = Path(__file__).parent.parent.parent / "shared" / "cases"
BUILT = frozenset(rule.code for rule in ALL_RULES)

#: From Python 3.14 on annotations are evaluated when they are asked for (PEP 649), so that the name in
#: this shared case may be bound further down; SQLAlchemy configures it there.
LAZY = sys.version_info >= (3, 14)
FORWARD = "SQR519_unquoted_forward_reference_bad"


def relevant(case: Case) -> bool:
    """Whether the case is about a rule that is built, or is one that nothing may be said of."""
    return not case.codes or bool(case.codes & BUILT)


CASES = [case for folder in (OWN, SHARED) for case in cases_in(folder) if relevant(case)]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, dict[Mark, str]]:
    return lint(CASES, tmp_path_factory.mktemp("cases"), CHECK)


def label(case: Case) -> str:
    return f"{case.path.parent.parent.name}-{case.name}"


@pytest.mark.parametrize("case", CASES, ids=label)
def test_case(case: Case, findings: dict[Path, dict[Mark, str]]) -> None:
    """All that is expected of the rules built so far, and nothing else of their codes.

    A case that expects nothing gets nothing at all; one that does may get findings of codes
    that it is not about; the good one of a pair is about the code that it is called by.
    """
    if case.is_of_earlier_python or (LAZY and case.name == FORWARD):
        pytest.skip("annotations are not evaluated in the class body of this Python")
    expected = {mark for mark in case.expected if mark[2] in BUILT}
    named = {case.name[:6]} if case.name.removesuffix(".py").endswith("_good") else set()
    about = (case.codes | named if case.codes else BUILT) | {"SQR000"}
    got = {mark: message for mark, message in findings[case.path].items() if mark[2] in about}
    assert got.keys() == expected, "\n".join(f"{mark}: {message}" for mark, message in sorted(got.items()))


@pytest.mark.long
def test_flake8_says_the_same(findings: dict[Path, dict[Mark, str]], tmp_path: Path) -> None:
    assert lint(CASES, tmp_path, FLAKE8) == findings


def test_every_rule_has_own_cases() -> None:
    """Of each rule one that is reported; and cases of several files, for the rules reach across them."""
    own = cases_in(OWN)
    assert BUILT - {code for case in own for code in case.codes} == set()
    assert [case for case in own if len(case.files) > 1]


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside the repository")
def test_the_shared_cases_are_there() -> None:
    assert len([case for case in CASES if case.path.parent == SHARED]) > 100
