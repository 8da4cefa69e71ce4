"""What a copy, a move or a merge leaves behind, and what is written as another tool would have it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.mutants.slips import Models, Slip, assigned, options, relationships, targets
from tests.mutants.source import Edit, Source, called, string

_SPECIAL = ("__tablename__", "__mapper_args__", "__table_args__")

# Copied and moved


def stale_path(source: Source, models: Models) -> Iterator[Slip]:
    """A target by the path of a module that there is no more."""
    for call, name in relationships(source):
        for where, node in targets(source, call):
            text = string(node)
            if where == "argument" and text is not None and text.rpartition(".")[2].isidentifier():
                path = f"former.{text.rpartition('.')[2]}"
                yield Slip((Edit(source.span(node), f'"{path}"'),), f"{name} points to {path}", (name,))


def copied_relationship(source: Source, models: Models) -> Iterator[Slip]:
    """A copy under another name that still names the reverse of the first."""
    for call, name in relationships(source):
        statement = source.parents.get(call)
        named = any(g.name in ("back_populates", "backref") for g in source.arguments(call))
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and named:
            start, end = source.span(statement)
            if isinstance(source.parents.get(statement), ast.ClassDef):
                copy = f"\n{' ' * statement.col_offset}copied_{source.said((start, end))}"
                key = name.rpartition(".")[2]
                names = (name, name.replace(f".{key}", f".copied_{key}"))
                yield Slip((Edit((end, end), copy),), f"a copy of {name}", names)


def copied_class(source: Source, models: Models) -> Iterator[Slip]:
    """A model under another name and with another table, but with the relationships of the first."""
    for node in source.classes:
        tables = [each for each in node.body if assigned(each) == "__tablename__"]
        name = string(getattr(tables[0], "value", None)) if tables else None
        if node.name in models.entities and name is not None and isinstance(tables[0], ast.Assign):
            start, end = source.span(node)
            text = source.said((start, end)).replace(f"class {node.name}", f"class Copied{node.name}", 1)
            text = text.replace(source.said(source.span(tables[0].value)), f'"copied_{name}"', 1)
            sides = tuple(key for _, key in relationships(source) if key.startswith(f"{node.name}."))
            words = (node.name, f"Copied{node.name}", f"copied_{name}", *_SPECIAL)
            copies = tuple(f"Copied{side}" for side in sides)
            yield Slip(
                (_below(source, node, text),), f"{node.name} copied with all it has", sides + copies, words
            )


def same_class_twice(source: Source, models: Models) -> Iterator[Slip]:
    """A class that a merge has left twice, word for word."""
    for node in source.classes:
        if node.name in models.entities:
            edit = _below(source, node, source.said(source.span(node)))
            yield Slip((edit,), f"{node.name} is there twice", words=(node.name, *_SPECIAL))


def _below(source: Source, node: ast.ClassDef, text: str) -> Edit:
    """A text with the decorators of a class, behind it."""
    end = source.span(node)[1]
    indent = " " * node.col_offset
    marks = "".join(f"{indent}@{source.said(source.span(each))}\n" for each in node.decorator_list)
    return Edit((end, end), f"\n\n\n{marks}{indent}{text}")


def import_for_types(source: Source, models: Models) -> Iterator[Slip]:
    """A model imported for type checkers alone."""
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.col_offset == 0:
            taken = [each.name for each in node.names if each.name in models.entities]
            if taken:
                text = f"if False:\n    {source.said(source.span(node))}"
                yield Slip(
                    (Edit(source.span(node), text),), f"{taken[0]} imported for types", words=tuple(taken)
                )


# Texts

_EXPRESSIONS = ("foreign_keys", "remote_side", "primaryjoin", "secondaryjoin", "order_by")


def bare_name(source: Source, models: Models) -> Iterator[Slip]:
    """A column in a text without its class."""
    for option in _EXPRESSIONS:
        for _, name, given in options(source, option):
            text = string(given.value)
            if text and (found := re.search(r"\b[A-Z]\w*\.(\w+)", text)):
                edit = Edit(source.span(given.value), repr(text.replace(found[0], found[1], 1)))
                yield Slip((edit,), f"{name}: {found[1]} alone in {option}", (name,))


def broken_text(source: Source, models: Models) -> Iterator[Slip]:
    """A join with one equals sign, with Python's ``and``, or that does not end."""
    for option in _EXPRESSIONS:
        for _, name, given in options(source, option):
            text = string(given.value) or ""
            wrongs = (text.replace("==", "=", 1), re.sub(r"and_\((.*?),", r"(\1 and", text), f"({text}")
            for wrong in wrongs if text else ():
                if wrong != text:
                    edit = Edit(source.span(given.value), repr(wrong))
                    yield Slip((edit,), f"{name}: {wrong} in {option}", (name,))


def text_for_object(source: Source, models: Models) -> Iterator[Slip]:
    """The name of an attribute in quotes, as if it were looked up in the class."""
    for option in (*_EXPRESSIONS, "secondary"):
        for _, name, given in options(source, option):
            for node in ast.walk(given.value):
                whole = source.parents.get(node)
                if isinstance(node, ast.Name) and (
                    node is given.value or isinstance(whole, (ast.List, ast.Tuple))
                ):
                    edit = Edit(source.span(node), f'"{node.id}"')
                    yield Slip((edit,), f'{name}: "{node.id}" in {option}', (name,))


def class_for_secondary(source: Source, models: Models) -> Iterator[Slip]:
    """The name of a class for that of its table."""
    for _, name, given in options(source, "secondary"):
        text = string(given.value)
        if text is not None and text.isidentifier():
            wrong = text.title().replace("_", "")
            yield Slip((Edit(source.span(given.value), f'"{wrong}"'),), f"{name}: secondary {wrong}", (name,))


def unknown_name(source: Source, models: Models) -> Iterator[Slip]:
    """A name that no attribute has, for what stands for another attribute."""
    for call in source.calls(frozenset({"synonym", "composite", "validates"})):
        for node in call.args:
            if (text := string(node)) is not None:
                edit = Edit(source.span(node), f'"{text}_x"')
                owner, key = source.slot(call)
                yield Slip((edit,), f"{called(call)} of {text}_x", (f"{owner}.{key}",), (owner,))


# Both sides


def names_a_column(source: Source, models: Models) -> Iterator[Slip]:
    """``back_populates`` with a column, with the relationship itself, or with another one of the file."""
    keys = sorted({name.rpartition(".")[2] for _, name in relationships(source)})
    for _, name, given in options(source, "back_populates"):
        text, own = string(given.value), name.rpartition(".")[2]
        others = [key for key in keys if key not in (text, own)]
        chosen = others[sum(map(ord, name)) % len(others)] if others else own
        for wrong in sorted({"id", own, chosen} - {text}):
            edit = Edit(source.span(given.value), f'"{wrong}"')
            yield Slip((edit,), f'{name} has back_populates="{wrong}"', (name,))


def swapped_arguments(source: Source, models: Models) -> Iterator[Slip]:
    """The target where the reverse is meant, and the other way round."""
    for call, name in relationships(source):
        given = source.argument(call, "back_populates") or source.argument(call, "backref")
        first = call.args[0] if call.args else None
        if given is not None and (there := string(given.value)) and (target := string(first)) and first:
            edits = (Edit(source.span(first), f'"{there}"'), Edit(source.span(given.value), f'"{target}"'))
            yield Slip(edits, f"{name} points to {there}", (name,))


def swapped_remote_side(source: Source, models: Models) -> Iterator[Slip]:
    """``remote_side`` with what the foreign key is, or refers to, the other way round."""
    for call, name in relationships(source):
        given = source.argument(call, "remote_side")
        owner = name.rpartition(".")[0]
        if given is None:
            continue
        for node in ast.walk(given.value):
            text = string(node) or (node.id if isinstance(node, ast.Name) else "")
            key = re.search(r"(\w+)\]?$", text)
            other = next(iter(_keys_of(source, owner, key[1])), None) if key else None
            if key and other is not None:
                assert isinstance(node, ast.expr)
                wrong = repr(text[: key.start(1)] + other + text[key.end(1) :]) if string(node) else other
                yield Slip((Edit(source.span(node), wrong),), f"{name}: remote_side {other}", (name,))


def _keys_of(source: Source, owner: str, column: str) -> Iterator[str]:
    """The attributes of a class that are foreign keys if ``column`` is none, else its primary key."""
    found = {
        unit.name: "ForeignKey" in ast.unparse(unit.node)
        for unit in source.units
        if unit.owner == owner and isinstance(unit.node, (ast.Assign, ast.AnnAssign))
        if called(unit.node.value) in ("Column", "mapped_column")
    }
    if column in found:
        yield from (key for key, foreign in found.items() if foreign != found[column])
