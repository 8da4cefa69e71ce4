"""Edits of relationships: their sides, their targets, their arguments and annotations."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.mutants.slips import (
    Editor,
    Models,
    Slip,
    annotation_of,
    options,
    relationships,
    table_names,
    targets,
)
from tests.mutants.source import Edit, Given, Source, called, string

# Both sides


def rename_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for _, name, given in options(source, "back_populates"):
        if (text := string(given.value)) is not None:
            yield Slip((Edit(source.span(given.value), f'"{text}_x"'),), f"{name} names {text}_x", (name,))


def drop_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for _, name, given in options(source, "back_populates"):
        yield Slip((source.without(given),), f"{name} names no reverse", (name,))


def drop_side(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        unit = source.unit(call.lineno)
        if unit is None:
            continue
        if isinstance(unit.node, ast.FunctionDef):
            start = source.span(unit.node.decorator_list[0])[0] - 1 if unit.node.decorator_list else None
            span = source.span(unit.node)
            edit = Edit((span[0] if start is None else start, span[1]), "pass")
        elif isinstance(unit.node, ast.stmt):
            edit = Edit(source.span(unit.node), "pass")
        else:
            given = next((g for g in _entries(source) if g.value is call), None)
            if given is None:
                continue
            edit = source.without(given)
        yield Slip((edit,), f"{name} is gone", (name,), gone=True)


def _entries(source: Source) -> Iterator[Given]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Dict):
            yield from source.entries(node)


def rename_side(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        statement, key = source.parents.get(call), name.rpartition(".")[2]
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            span = source.span(statement.targets[0])
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            span = source.span(statement.target)
        else:
            unit = source.unit(call.lineno)
            if unit is None or not isinstance(unit.node, ast.FunctionDef) or unit.name != key:
                continue
            start = source.find(f"def {key}", source.span(unit.node)[0]) + 4
            span = (start, start + len(key.encode()))
        yield Slip((Edit(span, f"{key}_x"),), f"{name} is now {key}_x", (name,))


def backref_for_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for call, name, given in options(source, "back_populates"):
        if called(call) == "Relationship":
            continue
        start = given.span[0]
        text = source.said(given.span)
        if text.startswith("back_populates"):
            edit = Edit((start, start + len("back_populates")), "backref")
            yield Slip((edit,), f"{name} makes its reverse", (name,))


def backref_beside_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for call, name, given in options(source, "back_populates"):
        if string(given.value) is not None:
            value = f'"{string(given.value)}"'
            yield Slip((source.given(call, "backref", value),), f"{name} has both", (name,))


def backref_name_taken(source: Source, models: Models) -> Iterator[Slip]:
    """A backref called like a column that every table has."""
    for call, name in relationships(source):
        given = source.argument(call, "backref")
        if given is not None and string(given.value) is not None:
            yield Slip((Edit(source.span(given.value), '"id"'),), f"the backref of {name} is id", (name,))


# Targets


def rename_target(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        for where, node in targets(source, call):
            if (text := string(node)) is not None and text.rpartition(".")[2].isidentifier():
                edit = Edit(source.span(node), f'"{text}x"')
                yield Slip((edit,), f"{name} points to {text}x ({where})", (name,))


def swap_target(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        for where, node in targets(source, call):
            text = string(node)
            if text is None:
                continue
            own = text.rpartition(".")[2]
            others = [each for each in models.entities if each != own]
            if own not in models.entities or not others:
                continue
            # A different one for each relationship, and each time the same.
            other = others[sum(map(ord, name)) % len(others)]
            edit = Edit(source.span(node), f'"{other}"')
            yield Slip((edit,), f"{name} points to {other} ({where})", (name,))


def table_for_target(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        for where, node in targets(source, call):
            if where == "argument" and (text := string(node)) is not None:
                edit = Edit(source.span(node), f'"{text.lower()}"')
                yield Slip((edit,), f"{name} points to {text.lower()}", (name,))


# Arguments


def dropping(*names: str) -> Editor:
    def drop(source: Source, models: Models) -> Iterator[Slip]:
        for option in names:
            for _, name, given in options(source, option):
                yield Slip((source.without(given),), f"{name} without {option}", (name,))

    return drop


def setting(option: str, *values: str) -> Editor:
    def give(source: Source, models: Models) -> Iterator[Slip]:
        for call, name in relationships(source):
            for value in values:
                yield Slip((source.given(call, option, value),), f"{name} has {option}={value}", (name,))

    return give


def misspelt_cascade(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        given = source.argument(call, "cascade")
        text = None if given is None else string(given.value)
        for value in ("all, delete_orphan",) if not text else (f"{text}s", text.replace("-", "_")):
            edit = source.given(call, "cascade", f'"{value}"')
            yield Slip((edit,), f'{name} has cascade="{value}"', (name,))


def misspelt_keyword(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in relationships(source):
        for keyword in call.keywords:
            if keyword.arg and called(call) != "Relationship":
                start = source.span(keyword)[0]
                text = keyword.arg.replace("_", "", 1) if "_" in keyword.arg else f"{keyword.arg}s"
                edit = Edit((start, start + len(keyword.arg)), text)
                yield Slip((edit,), f"{name} has {text}=", (name,))


def swap_columns(source: Source, models: Models) -> Iterator[Slip]:
    """Another column of the class in ``foreign_keys``, ``remote_side`` or a join."""
    for option in ("foreign_keys", "remote_side", "primaryjoin"):
        for _, name, given in options(source, option):
            for node in ast.walk(given.value):
                text = string(node)
                assert isinstance(node, ast.expr) or text is None
                if text is not None and (found := re.search(r"\.(\w+)\b", text)):
                    other = "id" if found[1] != "id" else "id_x"
                    edit = Edit(source.span(node), repr(text.replace(f".{found[1]}", f".{other}", 1)))
                    yield Slip((edit,), f"{name}: {other} for {found[1]} in {option}", (name,))
                elif isinstance(node, ast.Name) and isinstance(source.parents.get(node), ast.List):
                    other = "id" if node.id != "id" else "id_x"
                    edit = Edit(source.span(node), other)
                    yield Slip((edit,), f"{name}: {other} for {node.id} in {option}", (name,))


def unknown_class_in_join(source: Source, models: Models) -> Iterator[Slip]:
    for option in ("foreign_keys", "remote_side", "primaryjoin", "secondaryjoin", "order_by", "secondary"):
        for _, name, given in options(source, option):
            text = string(given.value)
            if text and (found := re.search(r"\w+", text)):
                edit = Edit(source.span(given.value), repr(text.replace(found[0], f"{found[0]}_x")))
                yield Slip((edit,), f"{name}: {found[0]}_x in {option}", (name,))


def unknown_attribute_in_join(source: Source, models: Models) -> Iterator[Slip]:
    for option in ("foreign_keys", "remote_side", "primaryjoin", "secondaryjoin", "order_by"):
        for _, name, given in options(source, option):
            text = string(given.value)
            if text and (found := re.search(r"\b[A-Z]\w*\.(\w+)", text)):
                wrong = text.replace(found[0], f"{found[0]}_x", 1)
                edit = Edit(source.span(given.value), repr(wrong))
                yield Slip((edit,), f"{name}: {found[0]}_x in {option}", (name,))


# Annotations


def no_mapped(source: Source, models: Models) -> Iterator[Slip]:
    """An annotation without ``Mapped``."""
    for call, name in relationships(source):
        annotation = annotation_of(source, call)
        if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Mapped":
            edit = Edit(source.span(annotation), source.said(source.span(annotation.slice)))
            yield Slip((edit,), f"{name} without Mapped", (name,))


def other_number(source: Source, models: Models) -> Iterator[Slip]:
    """A list annotated as one object, and the other way round."""
    for call, name in relationships(source):
        annotation = annotation_of(source, call)
        if not isinstance(annotation, ast.Subscript) or ast.unparse(annotation.value) != "Mapped":
            continue
        inner = annotation.slice
        if isinstance(inner, ast.Subscript):
            text = source.said(source.span(inner.slice))
            if ast.unparse(inner.value) not in ("list", "List", "set", "Set"):
                continue
        else:
            text = f"list[{source.said(source.span(inner))}]"
        yield Slip((Edit(source.span(inner), text),), f"{name}: Mapped[{text}]", (name,))


def other_container(source: Source, models: Models) -> Iterator[Slip]:
    """A collection annotated with what cannot be one."""
    for call, name in relationships(source):
        annotation = annotation_of(source, call)
        inner = annotation.slice if isinstance(annotation, ast.Subscript) else None
        if isinstance(inner, ast.Subscript) and ast.unparse(inner.value) in ("list", "List"):
            text = f"tuple[{source.said(source.span(inner.slice))}]"
            yield Slip((Edit(source.span(inner), text),), f"{name} is a {text}", (name,))


def quoted_container(source: Source, models: Models) -> Iterator[Slip]:
    """The argument written as an annotation is."""
    for call, name in relationships(source):
        for where, node in targets(source, call):
            if where == "argument" and (text := string(node)) is not None:
                yield Slip((Edit(source.span(node), f'"List[{text}]"'),), f"{name} of List[{text}]", (name,))


# Statements


def _statements(source: Source) -> Iterator[tuple[ast.Call, str, ast.Assign | ast.AnnAssign]]:
    """The relationships that are assigned in the body of a class, with the statements that do it."""
    for call, name in relationships(source):
        statement = source.parents.get(call)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(
            source.parents.get(statement), ast.ClassDef
        ):
            yield call, name, statement


def second_relationship(source: Source, models: Models) -> Iterator[Slip]:
    """A copy under another name, which names no reverse."""
    for call, name, statement in _statements(source):
        start, end = source.span(statement)
        text = source.said((start, end))
        reverse = [g for g in source.arguments(call) if g.name in ("back_populates", "backref")]
        if len(reverse) > 1:
            continue
        for given in reverse:
            edit = source.without(given)
            text = source.said((start, edit.span[0])) + source.said((edit.span[1], end))
        copy = f"\n{' ' * statement.col_offset}second_{text}"
        yield Slip((Edit((end, end), copy),), f"a second {name}", (name,))


def move_relationship(source: Source, models: Models) -> Iterator[Slip]:
    """A relationship in another class of the file than was meant."""
    for _, name, statement in _statements(source):
        owner = source.parents[statement]
        others = [each for each in source.classes if each is not owner and each.name in models.entities]
        if not others:
            continue
        other = others[sum(map(ord, name)) % len(others)]
        last = other.body[-1]
        text = source.said(source.span(statement))
        end = source.span(last)[1]
        copy = f"\n{' ' * last.col_offset}{text}"
        key = name.rpartition(".")[2]
        edits = (Edit(source.span(statement), "pass"), Edit((end, end), copy))
        yield Slip(edits, f"{name} is in {other.name}", (name, f"{other.name}.{key}"))


def trailing_comma(source: Source, models: Models) -> Iterator[Slip]:
    for _, name, statement in _statements(source):
        end = source.span(statement)[1]
        yield Slip((Edit((end, end), ","),), f"{name} is a tuple", (name,))


def column_for_relationship(source: Source, models: Models) -> Iterator[Slip]:
    for call, name, statement in _statements(source):
        if (
            isinstance(statement, ast.AnnAssign)
            and called(call) == "relationship"
            and "mapped_column" in source.text
        ):
            yield Slip((Edit(source.span(call), "mapped_column()"),), f"{name} is a column", (name,))


def no_target(source: Source, models: Models) -> Iterator[Slip]:
    """Neither an argument nor an annotation."""
    for call, name, statement in _statements(source):
        edits = [source.without(g) for g in source.arguments(call)[: len(call.args)]]
        if isinstance(statement, ast.AnnAssign):
            edits.append(Edit((source.span(statement.target)[1], source.span(statement.annotation)[1]), ""))
        if len(edits) == 1 and called(call) == "relationship":
            yield Slip(tuple(edits), f"{name} points nowhere", (name,))


def other_secondary(source: Source, models: Models) -> Iterator[Slip]:
    """A ``secondary`` that is not the one between the two tables."""
    tables = table_names(models)
    for call, name in relationships(source):
        if tables and called(call) == "relationship":
            text = tables[sum(map(ord, name)) % len(tables)]
            edit = source.given(call, "secondary", f'"{text}"')
            yield Slip((edit,), f"{name} has secondary={text}", (name,))


def strings_in_list(source: Source, models: Models) -> Iterator[Slip]:
    """The text of a list as a list of texts."""
    for option in ("foreign_keys", "remote_side"):
        for _, name, given in options(source, option):
            text = string(given.value)
            if text is not None:
                parts = ", ".join(f'"{part.strip()}"' for part in text.strip("[]").split(","))
                yield Slip((Edit(source.span(given.value), f"[{parts}]"),), f"{name}: [{parts}]", (name,))
