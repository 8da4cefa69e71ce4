"""Adding an import to a module."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.names import is_type_checking
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import SourceText


def add_import(source: SourceText, module: str, name: str) -> Edit:
    """The edit that imports a name from a module at run time."""
    found = [
        each
        for each in source.tree.body
        if isinstance(each, ast.ImportFrom) and each.level == 0 and each.module == module
    ]
    if found and found[-1].names[0].name != "*":
        last = found[-1].names[-1]
        at = source.offset(last.end_lineno or last.lineno, last.end_col_offset or 0)
        begins = source.offset(last.lineno, last.col_offset)
        indent = source.indent_at(begins)
        own_line = len(found[-1].names) > 1 and source.text[:begins].endswith(source.newline + indent)
        parenthesised = source.text[at : source.end(found[-1])].rstrip().endswith(")")
        return source.edit(
            at, at, f",{source.newline}{indent}{name}" if own_line and parenthesised else f", {name}"
        )
    at = after_imports(source, module.split(".")[0])
    return source.edit(at, at, f"{source.newline}from {module} import {name}")


def add_typing_import(source: SourceText, module: str, name: str) -> tuple[Edit, ...]:
    """The edits that import a name for type checkers only."""
    line = f"from {module} import {name}"
    for statement in source.tree.body:
        if isinstance(statement, ast.If) and is_type_checking(statement.test):
            last = statement.body[-1]
            first = statement.body[0]
            if first.lineno == statement.lineno:
                raise Refused(f"{source.path} has if TYPE_CHECKING on one line")
            at = source.line_end(source.end(last))
            return (source.edit(at, at, f"{source.newline}{source.indent_at(source.start(first))}{line}"),)
    at = after_imports(source, "")
    block = f"{source.newline * 2}if TYPE_CHECKING:{source.newline}    {line}"
    have = any(
        isinstance(each, ast.ImportFrom) and each.module == "typing" and _has(each, "TYPE_CHECKING")
        for each in source.tree.body
    )
    return (*(() if have else (add_import(source, "typing", "TYPE_CHECKING"),)), source.edit(at, at, block))


def after_imports(source: SourceText, package: str) -> int:
    """Where a new import goes: after the last one of the package, else after the last of all."""
    last: ast.stmt | None = None
    near: ast.stmt | None = None
    for statement in _leading(source.tree):
        last = statement
        if package and package in _packages(statement):
            near = statement
    chosen = near or last
    if chosen is None:
        raise Refused(f"{source.path} has no import beside which another could stand")
    end = source.end(chosen)
    rest = source.text[end : source.line_end(end)].strip()
    if rest and not rest.startswith("#"):
        raise Refused(f"{source.path} has an import that shares its line")
    return source.line_end(end)


def _leading(tree: ast.Module) -> Iterator[ast.stmt]:
    """The docstring and the imports at the top level, up to the first class or function."""
    for number, statement in enumerate(tree.body):
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            return
        docstring = (
            number == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        )
        if docstring or isinstance(statement, ast.Import | ast.ImportFrom):
            yield statement


def _packages(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.Import):
        return {alias.name.split(".")[0] for alias in statement.names}
    if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        return {statement.module.split(".")[0]}
    return set()


def _has(statement: ast.ImportFrom, name: str) -> bool:
    return any(alias.name == name and alias.asname is None for alias in statement.names)
