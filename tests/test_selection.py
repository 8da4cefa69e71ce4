"""Which codes are shown in which file: as flake8 decides it."""

from __future__ import annotations

import argparse
import os

import pytest
from flake8 import exceptions, utils
from flake8.style_guide import Decision, DecisionEngine
from hypothesis import given
from hypothesis import strategies as st

from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.selection import (
    FileIgnores,
    Selection,
    Wanted,
    check_codes,
    codes_in,
    file_ignores,
)

CODES = ("SQR000", "SQR001", "SQR002", "SQR101", "SQR901")
PREFIXES = st.lists(
    st.sampled_from(["S", "SQ", "SQR", "SQR0", "SQR00", "SQR002", "SQR9", "SQR1", "E", "E501", "SQR0021"]),
    max_size=3,
)


@given(st.none() | PREFIXES, st.none() | PREFIXES, st.none() | PREFIXES, st.none() | PREFIXES)
def test_codes_are_chosen_as_flake8_chooses_them(
    select: list[str] | None,
    ignore: list[str] | None,
    extend_select: list[str] | None,
    extend_ignore: list[str] | None,
) -> None:
    engine = DecisionEngine(
        argparse.Namespace(
            select=select,
            ignore=ignore,
            extend_select=extend_select,
            extend_ignore=extend_ignore,
            extended_default_select=["C90", "E", "F", "SQR", "W"],
            extended_default_ignore=[],
        )
    )
    selection = Selection(
        None if select is None else tuple(select),
        None if ignore is None else tuple(ignore),
        tuple(extend_select or ()),
        tuple(extend_ignore or ()),
    )
    for code in CODES:
        assert selection.wants(code) == (engine.decision_for(code) is Decision.Selected)


PARTS = st.lists(
    st.sampled_from(
        ["a.py", "app/*.py", "E501", "SQR0", "README", ":", ",", " ", "\n", " : ", "tests/*", "x"]
    ),
    max_size=12,
).map("".join)


@given(PARTS)
def test_ignores_by_file_are_read_as_flake8_reads_them(text: str) -> None:
    try:
        expected = [
            FileIgnores(utils.normalize_path(pattern), tuple(codes))
            for pattern, codes in utils.parse_files_to_codes_mapping(text)
        ]
    except exceptions.ExecutionError:
        with pytest.raises(UsageError, match=r"^per-file-ignores: "):
            file_ignores(text, "per-file-ignores")
    else:
        assert list(file_ignores(text, "per-file-ignores")) == expected


def test_the_longest_pattern_alone_counts() -> None:
    short = FileIgnores("*.py", ("SQR0",))
    long = FileIgnores(os.path.abspath("app/user.py"), ("SQR1",))
    wanted = Wanted(per_file=(short, long))
    assert [code for code in CODES if wanted.in_file("app/user.py").wants(code)] == [
        "SQR000",
        "SQR001",
        "SQR002",
        "SQR901",
    ]
    assert [code for code in CODES if wanted.in_file("app/x.py").wants(code)] == ["SQR101", "SQR901"]
    assert wanted.in_file("app/x.txt") is wanted.selection


def test_codes_of_a_list_and_what_is_none() -> None:
    assert codes_in("SQR001, SQR002\n\tE5,,") == ("SQR001", "SQR002", "E5")
    check_codes(["SQR", "E501", "ABC123"], "x")
    for wrong in ("sqr001", "SQRX1", "SQR1234", "#", "SQR001\n"):
        with pytest.raises(UsageError, match=r"^--select: .* is no code$"):
            check_codes(["SQR", wrong], "--select")
