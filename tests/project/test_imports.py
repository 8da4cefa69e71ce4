"""What a text imports, read off its bytes."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.source.imports import Imported, Mentioned


def test_imports_of_a_module() -> None:
    text = b"""
import os, app.models as m
from app import (
    a,  # (not b)
    c as d,
)
from . import e
from ..f import g
load("app.h:make")
"""
    assert Imported(lambda: text).imports == (
        (0, "os", ""),
        (0, "app.models", ""),
        (0, "app", ""),
        (0, "app", "a"),
        (0, "app", "c"),
        (1, "", ""),
        (1, "", "e"),
        (2, "f", ""),
        (2, "f", "g"),
        (0, "app.h", ""),
    )


def test_dotted_names_of_a_configuration() -> None:
    text = b"run = app.main:start\ncall = app.other.make(1)\nrest = app.late..(\n"
    assert Mentioned(lambda: text).imports == ((0, "app.main", ""),)


@pytest.mark.parametrize("kind", [Imported, Mentioned])
@pytest.mark.parametrize(
    "text",
    [
        b"from a import (\n" * 200_000,
        b"from a import (#\n" * 200_000,
        b"from " + b"." * 2_000_000,
        b"a." * 1_000_000 + b"b(",
        b"'" + b"a." * 1_000_000,
        b"__name__" + b" " * 2_000_000,
    ],
)
def test_hostile_text_takes_bounded_time(kind: type[Imported], text: bytes) -> None:
    read = kind(lambda: text)
    assert isinstance(read.imports, tuple)
    assert not read.script
