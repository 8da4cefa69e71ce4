"""What is folded of constants."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.values import Constant, Items, Value


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["A.x == '", UNKNOWN, "'"], "A.x == '?'"),
        (["A.x == 'it\"s ", UNKNOWN, "', A.y == \"", 3, '"'], 'A.x == \'it"s ?\', A.y == "3"'),
        (["A.x == ", UNKNOWN], None),
        (["A.x == '1', A.y == ", UNKNOWN], None),
        (["A.x == '\\'", UNKNOWN, "'"], None),
        ([UNKNOWN, ".x == '1'"], None),
    ],
)
def test_any_text_stands_for_what_is_unknown_in_quotes(parts: list[object], text: str | None) -> None:
    values: list[Value] = [part if part is UNKNOWN else Constant(part) for part in parts]  # type: ignore[misc,arg-type]
    assert folding.joined_around_quotes(values) == (UNKNOWN if text is None else Constant(text))


@pytest.mark.parametrize(
    ("pattern", "text", "result"),
    [
        ("[A-Z]", "ChefId", "chefid"),
        ("o", "chef", "chef"),
        ("x*", "ab", "ab"),
        ("(", "ab", None),
        ("(a+)+$", "aaaaab", None),
        ("a", "a" * 300, None),
    ],
)
def test_a_function_says_what_stands_for_each_match(pattern: str, text: str, result: str | None) -> None:
    made = folding.substituted(Constant(pattern), _lowered, Constant(text))
    assert made == (UNKNOWN if result is None else Constant(result))


def test_what_a_function_gives_for_a_match_may_be_unknown() -> None:
    assert folding.substituted(Constant("a"), lambda _: UNKNOWN, Constant("a")) is UNKNOWN
    assert folding.substituted(Constant("a"), lambda _: Constant(None), Constant("a")) is UNKNOWN
    assert folding.substituted(UNKNOWN, _lowered, Constant("a")) is UNKNOWN
    assert folding.substituted(Constant("a"), _lowered, UNKNOWN) is UNKNOWN


def test_groups_of_a_match_are_told_by_number() -> None:
    match = Items(folding.MATCH, (Constant("ab"), Constant("a"), Constant(None)))
    assert folding.method(match, "group", [], {}) == Constant("ab")
    assert folding.method(match, "group", [Constant(1)], {}) == Constant("a")
    assert folding.method(match, "groups", [], {}) == Items("tuple", (Constant("a"), Constant(None)))
    assert folding.method(match, "group", [Constant(3)], {}) is UNKNOWN
    assert folding.method(match, "group", [Constant("word")], {}) is UNKNOWN
    assert folding.method(match, "start", [], {}) is None


def _lowered(match: Items) -> Value:
    return folding.method(match.items[0], "lower", [], {}) or UNKNOWN
