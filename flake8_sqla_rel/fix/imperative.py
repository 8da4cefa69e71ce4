"""Adding a relationship to ``map_imperatively(Class, table, properties={...})``."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.body import line_limit
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText


def insert_property(
    source: SourceText, call: ast.Call, name: str, func: str, arguments: Sequence[str], quote: str
) -> Edit:
    """The edit that gives a mapping one more property, at the end of those that it has."""
    if any("\n" in argument or "\r" in argument for argument in arguments):
        raise Refused("an argument of the new side stands on several lines")
    given = next((each.value for each in call.keywords if each.arg == "properties"), None)
    if any(each.arg is None for each in call.keywords) or len(call.args) > 2:
        raise Refused("the mapping takes arguments that the text does not show")
    indent = source.indent_at(source.start(call))
    if given is None:
        last = max((*call.args, *(each.value for each in call.keywords)), key=source.end)
        at = source.end(last)
        unit = _unit(indent)
        entry = _entry(source, indent + unit, name, func, arguments, quote)
        nl = source.newline
        return source.edit(at, at, f", properties={{{nl}{entry},{nl}{indent}}}")
    if not isinstance(given, ast.Dict) or None in given.keys:
        raise Refused("the properties of the mapping are not written out")
    if not given.values:
        at = source.start(given) + 1
        return source.edit(at, at, _entry(source, "", name, func, arguments, quote))
    first, last = given.keys[0], given.values[-1]
    assert first is not None
    at = source.end(last)
    begins = source.start(first)
    inner = source.indent_at(begins)
    if not source.text[:begins].endswith(source.newline + inner):
        # All in one line, or the first beside the brace: the new one goes under it.
        column = " " * (begins - source.starts[first.lineno - 1])
        return source.edit(at, at, f",{source.newline}{_entry(source, column, name, func, arguments, quote)}")
    return source.edit(at, at, f",{source.newline}{_entry(source, inner, name, func, arguments, quote)}")


def _entry(
    source: SourceText, indent: str, name: str, func: str, arguments: Sequence[str], quote: str
) -> str:
    """The property with its key, on one line where it fits."""
    head = f"{indent}{quote}{name}{quote}: {func}("
    flat = f"{head}{', '.join(arguments)})"
    if len(flat) <= line_limit(source) or not indent:
        return flat
    inner = indent + _unit(indent)
    return source.newline.join([head, *(f"{inner}{each}," for each in arguments), f"{indent})"])


def _unit(indent: str) -> str:
    return "\t" if "\t" in indent else "    "
