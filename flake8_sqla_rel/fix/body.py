"""Where in a class body a new attribute goes, and how it is laid out."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.files import FunctionNode
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText

_SHORTEST, _LONGEST = 79, 120


def insert(
    source: SourceText,
    cls: ast.ClassDef,
    head: str,
    arguments: Sequence[str],
    comments: Sequence[str],
    calls: Collection[tuple[int, int]],
) -> Edit:
    """The edit that puts ``head(arguments)`` into a class, after its last relationship.

    ``head`` is all up to the parenthesis, ``calls`` are the places of relationship calls in the
    file, ``comments`` go above the new statement.
    """
    flat = f"{head}({', '.join(arguments)})"
    if cls.body[0].lineno == _header_end(source, cls):
        return _on_one_line(source, cls, flat, arguments, comments)
    chosen = _described(cls, _after(cls, calls))
    at = _line_end(source, cls, chosen)
    first = source.start(_decorated(cls.body[0]))
    indent = source.indent_at(first)
    statement = _laid_out(source, indent, head, arguments)
    lines = [*(f"{indent}{comment}" for comment in comments), statement]
    blank = source.newline if isinstance(chosen, FunctionNode) or _is_docstring(cls, chosen) else ""
    text = blank + "".join(source.newline + line for line in lines)
    if isinstance(chosen, ast.Pass) or _is_ellipsis(chosen):
        start = source.start(chosen)
        if source.text[source.end(chosen) : at].strip() == "" and source.text[:start].endswith(indent):
            inner = source.newline.join(lines)[len(indent) :]
            return source.edit(start, source.end(chosen), inner)
    return source.edit(at, at, text)


def _header_end(source: SourceText, cls: ast.ClassDef) -> int:
    """The line of the colon that ends the header: only a body on one line begins there."""
    begin = source.start(_decorated(cls.body[0]))
    before = source.text[:begin].rstrip(" \t\f")
    return cls.body[0].lineno if before.endswith(":") else -1


def _on_one_line(
    source: SourceText, cls: ast.ClassDef, flat: str, arguments: Sequence[str], comments: Sequence[str]
) -> Edit:
    if comments or any("\n" in argument or "\r" in argument for argument in arguments):
        raise Refused(f"{cls.name} has its body on the line of its header")
    last = cls.body[-1]
    if isinstance(last, ast.Pass) or _is_ellipsis(last):
        return source.edit(source.start(last), source.end(last), flat)
    at = source.end(last)
    return source.edit(at, at, f"; {flat}")


def _after(cls: ast.ClassDef, calls: Collection[tuple[int, int]]) -> ast.stmt:
    """The statement after which the new one goes: the last relationship, else the last attribute."""
    for statement in reversed(cls.body):
        if isinstance(statement, ast.ClassDef):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and (node.lineno, node.col_offset) in calls:
                return statement
    for statement in reversed(cls.body):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and not _is_dunder(statement):
            return statement
    for statement in reversed(cls.body):
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            return statement
    first = cls.body[0]
    if _is_docstring(cls, first) and len(cls.body) > 1 and isinstance(cls.body[1], ast.Pass):
        return cls.body[1]
    if _is_docstring(cls, first) or isinstance(first, ast.Pass) or _is_ellipsis(first):
        return first
    return cls.body[-1]


def _described(cls: ast.ClassDef, attribute: ast.stmt) -> ast.stmt:
    """The text below an attribute that describes it, else the attribute."""
    below = cls.body[cls.body.index(attribute) + 1 :][:1]
    return next((statement for statement in below if _is_text(statement)), attribute)


def _line_end(source: SourceText, cls: ast.ClassDef, chosen: ast.stmt) -> int:
    """The end of the line on which the statement ends, or the last of those that share it."""
    for statement in cls.body[cls.body.index(chosen) + 1 :]:
        if statement.lineno != chosen.end_lineno:
            break
        chosen = statement
    at = source.line_end(source.end(chosen))
    if source.text[source.end(chosen) : at].rstrip().endswith("\\"):
        raise Refused(f"{cls.name} has a statement that ends in a backslash")
    return at


def _laid_out(source: SourceText, indent: str, head: str, arguments: Sequence[str]) -> str:
    """The statement on one line where it fits, its arguments on one, or an argument a line."""
    flat = f"{indent}{head}({', '.join(arguments)})"
    several = any("\n" in argument or "\r" in argument for argument in arguments)
    if not several and len(flat) <= line_limit(source):
        return flat
    unit = "\t" if "\t" in indent else "    "
    inner = indent + unit
    together = f"{inner}{', '.join(arguments)}"
    if not several and len(together) <= line_limit(source):
        return source.newline.join([f"{indent}{head}(", together, f"{indent})"])
    lines = [f"{indent}{head}("]
    lines += [f"{inner}{_indented(argument, inner, unit, source.newline)}," for argument in arguments]
    return source.newline.join([*lines, f"{indent})"])


def _indented(argument: str, inner: str, unit: str, newline: str) -> str:
    lines = argument.splitlines()
    return newline.join([lines[0], *(f"{inner}{unit}{line.strip()}" for line in lines[1:])])


def line_limit(source: SourceText) -> int:
    """How long the lines of a file may be, going by those that it has."""
    return min(max(source.longest_line, _SHORTEST), _LONGEST)


def _decorated(statement: ast.stmt) -> ast.expr | ast.stmt:
    """Where a statement begins, its decorators counted."""
    decorators = getattr(statement, "decorator_list", [])
    return decorators[0] if decorators else statement


def _is_docstring(cls: ast.ClassDef, statement: ast.stmt) -> bool:
    return statement is cls.body[0] and _is_text(statement)


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _is_ellipsis(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value is Ellipsis
    )


def _is_dunder(statement: ast.Assign | ast.AnnAssign) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return all(isinstance(each, ast.Name) and each.id.startswith("__") for each in targets)
