"""A file of models, its calls that declare something located, and its text edited at their places.

All offsets are in bytes of UTF-8, as those of :mod:`ast` are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

RELATIONSHIPS = frozenset({"relationship", "Relationship", "relation", "dynamic_loader"})
COLUMNS = frozenset({"Column", "mapped_column", "Field"})
KEYS = frozenset({"ForeignKey", "ForeignKeyConstraint"})
DECLARING = RELATIONSHIPS | COLUMNS | KEYS

#: Keywords of SQLModel's ``Relationship``; any other goes into ``sa_relationship_kwargs``.
OF_SQLMODEL = frozenset({"back_populates", "cascade_delete", "passive_deletes", "link_model"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """The bytes of a span replaced by others."""

    span: Span
    text: str


@dataclass(frozen=True)
class Given:
    """An argument or entry: its name if it has one, its value, and where it stands in which list."""

    name: str | None
    value: ast.expr
    span: Span
    siblings: tuple[Span, ...]


@dataclass(frozen=True)
class Unit:
    """A statement of a class body, or a call in a table or a dictionary: what a finding is placed on."""

    owner: str
    name: str
    first: int
    last: int
    node: ast.AST


class Source:
    """One parsed file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.tree = _with_own_names(ast.parse(text))
        self._data = text.encode()
        starts = [0]
        for line in self._data.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def span(self, node: ast.AST) -> Span:
        """Where a node stands."""
        assert isinstance(node, (ast.expr, ast.stmt, ast.keyword))
        assert node.end_lineno is not None and node.end_col_offset is not None
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def said(self, span: Span) -> str:
        """The text of a span."""
        return self._data[span[0] : span[1]].decode()

    def find(self, text: str, start: int) -> int:
        """Where the text begins, from ``start`` on."""
        return self._data.index(text.encode(), start)

    def line(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return self._data.count(b"\n", 0, offset) + 1

    def edited(self, *edits: Edit) -> str:
        """The text with the edits made, which must not overlap."""
        data = self._data
        for each in sorted(edits, key=lambda edit: edit.span, reverse=True):
            data = data[: each.span[0]] + each.text.encode() + data[each.span[1] :]
        return data.decode()

    # What is declared

    @cached_property
    def classes(self) -> list[ast.ClassDef]:
        """The classes, in the order of the text."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]

    def calls(self, names: frozenset[str]) -> Iterator[ast.Call]:
        """The calls of functions that have one of these names, whatever stands before it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and called(node) in names:
                yield node

    def arguments(self, call: ast.Call) -> list[Given]:
        """The arguments of a call, and the entries of its ``sa_relationship_kwargs``."""
        nodes: list[tuple[str | None, ast.expr, Span]] = []
        for each in call.args:
            nodes.append((None, each, self.span(each)))
        for keyword in call.keywords:
            nodes.append((keyword.arg, keyword.value, self.span(keyword)))
        spans = tuple(sorted(span for _, _, span in nodes))
        found = [Given(name, value, span, spans) for name, value, span in nodes]
        for given in list(found):
            if given.name == "sa_relationship_kwargs" and isinstance(given.value, ast.Dict):
                found += self.entries(given.value)
        return found

    def entries(self, display: ast.Dict) -> list[Given]:
        """The entries of a dictionary whose keys are strings."""
        pairs = [(key, value) for key, value in zip(display.keys, display.values) if key is not None]
        spans = tuple((self.span(key)[0], self.span(value)[1]) for key, value in pairs)
        return [Given(string(key), value, span, spans) for (key, value), span in zip(pairs, spans)]

    def argument(self, call: ast.Call, name: str) -> Given | None:
        """The keyword of that name."""
        return next((given for given in self.arguments(call) if given.name == name), None)

    # Edits

    def without(self, given: Given) -> Edit:
        """Take an argument or entry out, with the comma that goes with it."""
        place = given.siblings.index(given.span)
        if place + 1 < len(given.siblings):
            return Edit((given.span[0], given.siblings[place + 1][0]), "")
        if place:
            return Edit((given.siblings[place - 1][1], given.span[1]), "")
        return Edit(given.span, "")

    def given(self, call: ast.Call, name: str, value: str) -> Edit:
        """Give a keyword to a call of ``relationship()``, in place of the one that it has, if any."""
        old = self.argument(call, name)
        if old is not None:
            return Edit(self.span(old.value), value)
        if called(call) == "Relationship" and name not in OF_SQLMODEL:
            options = self.argument(call, "sa_relationship_kwargs")
            if options is None:
                return self._appended(call, f'sa_relationship_kwargs={{"{name}": {value}}}')
            start = self.span(options.value)[0] + 1
            rest = "" if isinstance(options.value, ast.Dict) and not options.value.keys else ", "
            return Edit((start, start), f'"{name}": {value}{rest}')
        return self._appended(call, f"{name}={value}")

    def _appended(self, call: ast.Call, text: str) -> Edit:
        spans = [given.span for given in self.arguments(call) if given.span[1] < self.span(call)[1]]
        own = [self.span(each) for each in (*call.args, *call.keywords)]
        if spans and own:
            end = max(own)[1]
            return Edit((end, end), f", {text}")
        end = self.span(call)[1] - 1
        return Edit((end, end), text)

    # Units

    @cached_property
    def units(self) -> list[Unit]:
        """Every statement, and every declaring call that is no statement's value."""
        found: list[Unit] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef):
                found.append(Unit(node.name, "", _first(node), node.body[0].lineno - 1 or 1, node))
            elif isinstance(node, ast.FunctionDef) and self._owner(node):
                found.append(Unit(self._owner(node), node.name, _first(node), _last(node), node))
            elif isinstance(node, ast.stmt) and not hasattr(node, "body"):
                found.append(Unit(self._owner(node), _target(node), node.lineno, _last(node), node))
            elif isinstance(node, ast.Call) and called(node) in DECLARING:
                owner, name = self.slot(node)
                found.append(Unit(owner, name, node.lineno, _last(node), node))
        return found

    def unit(self, line: int) -> Unit | None:
        """The unit that a line belongs to: the outermost declaring call, else the statement."""
        holding = [each for each in self.units if each.first <= line <= each.last]
        whole = [each for each in holding if isinstance(each.node, ast.stmt)]
        calls = [each for each in holding if isinstance(each.node, ast.Call)]
        inner = [each for each in whole if isinstance(each.node, ast.FunctionDef)]
        if inner:
            return inner[0]
        statement = min(whole, key=lambda each: each.last - each.first, default=None)
        if statement is not None and called(getattr(statement.node, "value", None)) in DECLARING:
            return statement
        return max(calls, key=lambda each: each.last - each.first, default=statement)

    def _owner(self, node: ast.AST) -> str:
        parent = self.parents.get(node)
        return parent.name if isinstance(parent, ast.ClassDef) else ""

    def texts(self, node: ast.AST) -> Iterator[str]:
        """All strings in a node, also by the names of constants of the module, and its annotation."""
        if isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.annotation)
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield ast.unparse(node.returns)
        for each in ast.walk(node):
            if isinstance(each, ast.Name):
                yield from self._constants.get(each.id, ())
            elif (text := string(each)) is not None:
                yield text

    @cached_property
    def _constants(self) -> dict[str, list[str]]:
        return {
            _target(node): [str(each.value) for each in strings(node.value)]
            for node in self.tree.body
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
        }

    def slot(self, call: ast.Call) -> tuple[str, str]:
        """The class and the attribute that a call is assigned to, as far as the text tells."""
        node: ast.AST = call
        name = ""
        while True:
            parent = self.parents.get(node)
            if parent is None:
                return "", name
            if isinstance(parent, ast.Dict) and not name:
                name = next((string(k) or "" for k, v in zip(parent.keys, parent.values) if v is node), "")
                # The metadata of a dataclass field.
                name = "" if name == "sa" else name
            elif isinstance(parent, ast.keyword) and called(self.parents.get(parent)) == "dict" and not name:
                name = parent.arg or ""
            elif isinstance(parent, ast.Call) and called(parent) in MAPPING and parent.args:
                return ast.unparse(parent.args[0]), name
            elif isinstance(parent, (ast.Assign, ast.AnnAssign)) and not name:
                name = _target(parent)
                if "." in name:
                    owner, _, name = name.rpartition(".")
                    return owner, name
            elif isinstance(parent, ast.FunctionDef) and self._owner(parent):
                name = parent.name
            elif isinstance(parent, ast.ClassDef):
                return parent.name, name
            node = parent


MAPPING = frozenset({"map_imperatively", "mapper"})


def _with_own_names(tree: ast.Module) -> ast.Module:
    """The tree with the functions that it calls called as their own modules call them."""
    aliases = {
        name.asname: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.asname is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            node.func.id = aliases.get(node.func.id, node.func.id)
    return tree


def called(node: ast.AST | None) -> str:
    """The last name of the function that a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def string(node: ast.AST | None) -> str | None:
    """The value of a string."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    """All strings in a node."""
    for each in ast.walk(node):
        if string(each) is not None:
            assert isinstance(each, ast.Constant)
            yield each


def _first(node: ast.ClassDef | ast.FunctionDef) -> int:
    return min([node.lineno, *(each.lineno for each in node.decorator_list)])


def _last(node: ast.stmt | ast.expr) -> int:
    assert node.end_lineno is not None
    return node.end_lineno


def _target(node: ast.AST) -> str:
    targets: Sequence[ast.expr] = ()
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return ast.unparse(targets[0]) if targets else ""
