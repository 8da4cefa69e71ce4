"""What is folded of constants."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.mapper import folding
from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.values import Constant, Value


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
