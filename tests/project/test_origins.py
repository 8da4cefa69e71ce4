"""Where the bases of classes come from, read off the bytes of a file."""

from __future__ import annotations

import pytest

from flake8_sqla_rel.project.origins import Sources, read_sources
from flake8_sqla_rel.source.imports import Import


def test_sources() -> None:
    text = b"""
import os, app.models as m, app.other
from . import a
from ..b import (c as d,  # not e
    f)
from .g import *
class A(m.B, d, Generic[T, m.E[d]], metaclass=Meta): ...
@made
class F(f): ...
"""
    read = read_sources(text)
    assert read.bound == {
        "os": [Import(0, "os", "", "")],
        "m": [Import(0, "app.models", "", "m")],
        "app": [Import(0, "app", "", "")],
        "a": [Import(1, "", "a", "")],
        "d": [Import(2, "b", "c", "d")],
        "f": [Import(2, "b", "f", "")],
        "*": [Import(1, "g", "*", "")],
    }
    assert read.renamed == {"c": [Import(2, "b", "c", "d")]}
    assert read.prefixes == {"B": ("m.",), "d": ("",), "Generic": ("",), "Meta": ("",), "f": ("",)}
    assert read.decorated == {"F"}


@pytest.mark.parametrize(
    "text",
    [
        b"from a import (" * 200_000,
        b"from a import (\n" * 200_000,
        b"from a import b, \\\n" * 200_000,
        b"import a;" * 200_000,
        b";" * 2_000_000,
        b"from " * 400_000,
        b"from ." + b"." * 2_000_000,
        b"class A(" + b"x" * 500_000 + b"=1): pass",
        b"import " + b"a." * 1_000_000,
        b"import a" + b" " * 2_000_000 + b"as",
        b"class A(" + b"a." * 1_000_000 + b"):",
        b"class A(" + b",".join(b"a%d.B" % number for number in range(100_000)) + b"):",
        b"class A(" + b"[" * 500_000 + b"]" * 500_000 + b"):",
        b"\nclass A:" * 200_000,
    ],
)
def test_hostile_text_takes_bounded_time(text: bytes) -> None:
    assert isinstance(read_sources(text), Sources)
