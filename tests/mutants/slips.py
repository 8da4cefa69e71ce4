"""What all kinds of edits are made of: a slip in one file, and what the files declare."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.mutants.source import COLUMNS, KEYS, RELATIONSHIPS, Edit, Given, Source, called, string, strings

Files = Mapping[str, str]


@dataclass(frozen=True)
class Slip:
    """An edit of one file: what it replaces, which relationships it touches, which words it takes away."""

    edits: tuple[Edit, ...]
    what: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    gone: bool = False


Editor = Callable[[Source, "Models"], Iterator[Slip]]


class Models:
    """The parsed files of a base."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.sources = [Source(path, text) for path, text in sorted(files.items()) if path.endswith(".py")]
        named = {
            name
            for source in self.sources
            for call in source.calls(RELATIONSHIPS)
            for name in _targets_named(source, call)
        }
        self.classes = {node.name for source in self.sources for node in source.classes}
        mapped = {node.name for source in self.sources for node in source.classes if _has_table(source, node)}
        #: The classes that relationships point to, or that have a table.
        self.entities = sorted((named & self.classes) | mapped)


def _has_table(source: Source, node: ast.ClassDef) -> bool:
    names = {unit.name for unit in source.units if unit.owner == node.name}
    return bool(names & {"__tablename__", "__table__"}) or any(word.arg == "table" for word in node.keywords)


def _targets_named(source: Source, call: ast.Call) -> Iterator[str]:
    for _, node in targets(source, call):
        text = string(node)
        yield text.rpartition(".")[2] if text is not None else ast.unparse(node)


def targets(source: Source, call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Where a relationship names its target: the argument, and the names in its annotation."""
    given = call.args[0] if call.args else None
    named = source.argument(call, "argument")
    if named is not None:
        given = named.value
    if given is not None and called(call) != "Relationship":
        yield "argument", given
    statement = source.parents.get(call)
    if isinstance(statement, ast.AnnAssign):
        for node in ast.walk(statement.annotation):
            text = string(node)
            if text is not None and text.isidentifier():
                assert isinstance(node, ast.Constant)
                yield "annotation", node


def relationships(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """The calls of ``relationship()`` with their names, ``Class.key``."""
    for call in source.calls(RELATIONSHIPS):
        owner, key = source.slot(call)
        if owner and key:
            yield call, f"{owner}.{key}"


def options(source: Source, name: str) -> Iterator[tuple[ast.Call, str, Given]]:
    """The relationships, and calls of ``backref()``, that are given a keyword."""
    for call, relationship in relationships(source):
        for inner in [call, *(each for each in ast.walk(call) if called(each) == "backref")]:
            assert isinstance(inner, ast.Call)
            given = source.argument(inner, name)
            if given is not None:
                yield call, relationship, given


def annotation_of(source: Source, call: ast.Call) -> ast.expr | None:
    statement = source.parents.get(call)
    return statement.annotation if isinstance(statement, ast.AnnAssign) else None


def assigned(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    return ast.unparse(statement.target) if isinstance(statement, ast.AnnAssign) else ""


def tablenames(source: Source) -> Iterator[tuple[ast.Assign, str]]:
    """The statements that name tables, and the names."""
    for node in source.classes:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and assigned(statement) == "__tablename__":
                name = string(statement.value)
                if name is not None:
                    yield statement, name


def table_names(models: Models) -> list[str]:
    return [name for source in models.sources for _, name in tablenames(source)]


def keys(source: Source) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Each foreign key as text: the call that has it, and what it says."""
    for call in source.calls(KEYS | COLUMNS):
        if called(call) == "Field":
            given = source.argument(call, "foreign_key")
            if given is not None and string(given.value) is not None:
                yield call, given.value
        elif called(call) == "ForeignKey" and call.args and string(call.args[0]) is not None:
            yield call, call.args[0]
        elif called(call) == "ForeignKeyConstraint" and len(call.args) > 1:
            yield from ((call, each) for each in strings(call.args[1]))
