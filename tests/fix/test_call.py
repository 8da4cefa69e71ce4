"""Changing keyword arguments leaves everything else of a call as it is."""

from __future__ import annotations

import ast

import pytest

from flake8_sqla_rel.fix.call import keyword_of, remove_keyword, set_keyword
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText, apply, read


def parsed(text: str) -> tuple[SourceText, ast.Call]:
    source = read("a.py", text.encode())
    return source, next(node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f()", "f(k=1)"),
        ("f('x')", "f('x', k=1)"),
        ("f('x',)", "f('x', k=1,)"),
        ("f('x', a=2)  # why", "f('x', a=2, k=1)  # why"),
        ("f(('x'))", "f(('x'), k=1)"),
        ("f('x', a=(('b' 'c')))", "f('x', a=(('b' 'c')), k=1)"),
        ("f('x', a=2, k=0)", "f('x', a=2, k=1)"),
        ("f(k = (0), a=2)", "f(k=1, a=2)"),
        ("f(\n    'x',\n    a=2,  # two\n)", "f(\n    'x',\n    a=2,\n    k=1,  # two\n)"),
        ("f(\n    'x',\n    a=2  # two )\n)", "f(\n    'x',\n    a=2,\n    k=1  # two )\n)"),
        ("f('x',\r\n\ta=2\r\n)", "f('x',\r\n\ta=2,\r\n\tk=1\r\n)"),
        ("x = 'é'; f('é', a=2)", "x = 'é'; f('é', a=2, k=1)"),
        ("f(*x)", "f(*x, k=1)"),
    ],
)
def test_a_keyword_is_set(before: str, after: str) -> None:
    source, call = parsed(before)
    assert apply(source, [set_keyword(source, call, "k", "1")]).decode() == after


def test_what_may_be_there_already_is_not_set() -> None:
    source, call = parsed("f('x', **options)")
    with pytest.raises(Refused, match="may say k already"):
        set_keyword(source, call, "k", "1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(k=1)", "f()"),
        ("f(k=1,)", "f()"),
        ("f('x', k=1)", "f('x')"),
        ("f('x', k=1,)", "f('x', )"),
        ("f('x', k=(1), a=2)", "f('x', a=2)"),
        ("f(\n    'x',\n    k=1,\n    a=2,\n)", "f(\n    'x',\n    a=2,\n)"),
        ("f(\n    'x',\n    k=1\n)", "f(\n    'x'\n)"),
        ("f(\n    'x',  # the x\n    k=1\n)", "f(\n    'x',  # the x\n    \n)"),
        ("f(\n    'x',\n    k=1,  # one\n)", "f(\n    'x',\n    # one\n)"),
    ],
)
def test_a_keyword_is_taken_out(before: str, after: str) -> None:
    source, call = parsed(before)
    keyword = keyword_of(call, "k")
    assert keyword is not None
    assert apply(source, [remove_keyword(source, call, keyword)]).decode() == after
    ast.parse(after)
