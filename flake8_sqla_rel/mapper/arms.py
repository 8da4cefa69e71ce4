"""In which arms of ``if`` and ``try`` a line stands: what is in two arms of one does not run together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from flake8_sqla_rel.mapper.program import Program
from flake8_sqla_rel.mapper.scopes import Branch, exclude_each_other
from flake8_sqla_rel.source.facts import Block, Class, Function, If, Stmt, Try


def exclusive_lines(program: Program) -> Callable[[str, int, int], bool]:
    """What tells of two lines of a module, by its path, whether they stand in different arms of one statement."""
    modules = {module.path: module for module in program.models()}

    @cache
    def arms(path: str, line: int) -> tuple[Branch, ...]:
        facts = program.facts(modules[path]) if path in modules else None
        return () if facts is None else tuple(arms_at(facts.body, line))

    return lambda path, one, other: exclude_each_other(arms(path, one), arms(path, other))


def arms_at(body: tuple[Stmt, ...], line: int) -> Iterator[Branch]:
    """The arms in which a line of a block stands, outermost first."""
    around: tuple[Stmt, ...] | None = body
    while around:
        before = [stmt for stmt in around if stmt.line <= line]
        stmt = before[-1] if before else None
        if isinstance(stmt, If):
            name, around = _arm(line, [("body", stmt.body), ("else", stmt.orelse)])
            yield (stmt.line, stmt.col, name)
        elif isinstance(stmt, Try):
            handlers = [("except", handler) for handler in stmt.handlers]
            name, around = _arm(line, [("try", stmt.body), *handlers, ("finally", stmt.final)])
            if name != "finally":
                yield (stmt.line, stmt.col, name)
        else:
            around = stmt.body if isinstance(stmt, Block | Class | Function) else None


def _arm(line: int, arms: list[tuple[str, tuple[Stmt, ...]]]) -> tuple[str, tuple[Stmt, ...]]:
    """The last of the arms that begins at or before a line."""
    begun = [arm for arm in arms if arm[1] and arm[1][0].line <= line]
    return begun[-1] if begun else arms[0]
