"""Changing the keyword arguments of a call."""

from __future__ import annotations

import ast

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText


def keyword_of(call: ast.Call, name: str) -> ast.keyword | None:
    """The keyword argument of that name."""
    return next((each for each in call.keywords if each.arg == name), None)


def set_keyword(source: SourceText, call: ast.Call, name: str, value: str) -> Edit:
    """The edit that gives a keyword argument a value, behind the others where it is not there yet."""
    keyword = keyword_of(call, name)
    if keyword is not None:
        return source.edit(source.start(keyword), source.end(keyword), f"{name}={value}")
    if any(each.arg is None for each in call.keywords):
        raise Refused(f"the call takes further arguments by **, which may say {name} already")
    parts: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if not parts:
        at = source.end(call) - 1
        return source.edit(at, at, f"{name}={value}")
    last = max(parts, key=source.end)
    at = _behind(source, source.end(last), source.end(call))
    start = source.start(last)
    indent = source.indent_at(start)
    own_line = source.text[:start].endswith(source.newline + indent)
    if own_line:
        return source.edit(at, at, f",{source.newline}{indent}{name}={value}")
    return source.edit(at, at, f", {name}={value}")


def rename_keyword(source: SourceText, keyword: ast.keyword, name: str) -> Edit:
    """The edit that gives a keyword argument another name."""
    assert keyword.arg is not None
    start = source.start(keyword)
    if source.text[start : start + len(keyword.arg)] != keyword.arg:
        raise Refused(f"{keyword.arg} is not written as a keyword argument")
    return source.edit(start, start + len(keyword.arg), name)


def remove_keyword(source: SourceText, call: ast.Call, keyword: ast.keyword) -> Edit:
    """The edit that takes a keyword argument out, its comma and its line with it."""
    start, end = source.start(keyword), source.end(keyword)
    text = source.text
    after = end
    while text[after] in " \t":
        after += 1
    if text[after] == ",":
        after += 1
        line_start = start - len(source.indent_at(start))
        rest = text[after : source.line_end(after)].strip()
        if text[:line_start].endswith(source.newline) and text[line_start:start].strip() == "" and not rest:
            return source.edit(line_start - len(source.newline), source.line_end(after), "")
        while text[after] in " \t":
            after += 1
        return source.edit(start, after, "")
    before = start
    while text[before - 1] in " \t\r\n":
        before -= 1
    if text[before - 1] == "," and not source.comments(source.start(call), start):
        return source.edit(before - 1, end, "")
    return source.edit(start, end, "")


def _behind(source: SourceText, at: int, end: int) -> int:
    """Behind the parentheses that an argument may stand in; ``end`` is that of the call."""
    closing = []
    here = at
    while here < end and source.text[here] != ",":
        if source.text[here] == "#":
            here = source.line_end(here)
        if source.text[here] == ")":
            closing.append(here + 1)
        here += 1
    inner = [each for each in closing if each < end]
    return inner[-1] if inner else at
