"""Edits of what surrounds columns: options, annotations, decorators, arguments of tables and mappers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.mutants.slips import Models, Slip, assigned
from tests.mutants.source import COLUMNS, KEYS, RELATIONSHIPS, Edit, Given, Source, called

_NEEDLESS = frozenset({"info", "comment", "doc", "repr", "hash", "compare"})
_OF_DATACLASSES = ("default", "default_factory", "init", "kw_only", "insert_default")
_SPECIAL = frozenset(
    {"__abstract__", "__mapper_args__", "__allow_unmapped__", "__table_args__", "type_annotation_map"}
)


def misspelt_option(source: Source, models: Models) -> Iterator[Slip]:
    """A keyword of a column or a foreign key as another tool calls it, or with a slip in it."""
    for call in source.calls(KEYS | COLUMNS):
        for keyword in call.keywords if called(call) != "Field" else ():
            if keyword.arg and keyword.arg not in _NEEDLESS:
                start = source.span(keyword)[0]
                joined = keyword.arg.replace("_", "", 1) if "_" in keyword.arg else f"{keyword.arg}s"
                text = {"ondelete": "on_delete", "onupdate": "on_update"}.get(keyword.arg, joined)
                edit = Edit((start, start + len(keyword.arg)), text)
                yield Slip((edit,), f"{called(call)} has {text}=")


def swapped_in_column(source: Source, models: Models) -> Iterator[Slip]:
    """The name, the type or the key of a column in another order."""
    for call in source.calls(COLUMNS):
        if len(call.args) > 1:
            one, two = map(source.span, call.args[:2])
            edits = (Edit(one, source.said(two)), Edit(two, source.said(one)))
            yield Slip(edits, f"{source.said(two)} before {source.said(one)}")


def column_without_mapped(source: Source, models: Models) -> Iterator[Slip]:
    for node in source.classes:
        for statement in node.body:
            annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
            if (
                isinstance(annotation, ast.Subscript)
                and ast.unparse(annotation.value).rpartition(".")[2] == "Mapped"
                and called(getattr(statement, "value", None)) not in RELATIONSHIPS
            ):
                edit = Edit(source.span(annotation), source.said(source.span(annotation.slice)))
                what = f"{node.name}.{assigned(statement)} without Mapped"
                yield Slip((edit,), what, words=(node.name,))


def drop_dataclass_option(source: Source, models: Models) -> Iterator[Slip]:
    if "Dataclass" not in source.text and "dataclass" not in source.text:
        return
    for call in source.calls(RELATIONSHIPS | COLUMNS):
        for name in _OF_DATACLASSES:
            given = source.argument(call, name)
            if given is not None:
                yield Slip((source.without(given),), f"no {source.said(given.span)}")


def drop_special(source: Source, models: Models) -> Iterator[Slip]:
    """A class without what tells SQLAlchemy how to map it."""
    for node in source.classes:
        for statement in node.body:
            name = assigned(statement)
            if name in _SPECIAL:
                edit = Edit(source.span(statement), "pass")
                # Foreign keys may name its table, as one that is there no more or in another schema.
                tables = [
                    text
                    for each in node.body
                    if assigned(each) == "__tablename__"
                    for text in source.texts(each)
                ]
                words = (node.name, *(tables or [node.name.lower()]))
                yield Slip((edit,), f"{node.name} without {name}", words=words)


def drop_from_mapper_args(source: Source, models: Models) -> Iterator[Slip]:
    for node in source.classes:
        for statement in node.body:
            value = getattr(statement, "value", None)
            if assigned(statement) == "__mapper_args__" and isinstance(value, ast.Dict):
                for entry in source.entries(value):
                    what = f"{node.name} without {entry.name}"
                    yield Slip((source.without(entry),), what, words=(node.name,))


def drop_declared_attr(source: Source, models: Models) -> Iterator[Slip]:
    """A method that is no ``declared_attr``."""
    for node in source.classes:
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                for mark in statement.decorator_list:
                    if "declared_attr" in ast.unparse(mark):
                        start, end = source.span(mark)
                        edit = Edit((start - 1, end), "")
                        names = (f"{node.name}.{statement.name}",)
                        words = (node.name, statement.name)
                        yield Slip((edit,), f"{names[0]} is a method", names, words)


def args_as_list(source: Source, models: Models) -> Iterator[Slip]:
    """``__table_args__`` as a list, or with its options before the constraints."""
    for node in source.classes:
        for statement in node.body:
            value = getattr(statement, "value", None)
            if assigned(statement) != "__table_args__" or not isinstance(value, ast.Tuple) or not value.elts:
                continue
            parts = [source.said(source.span(each)) for each in value.elts]
            wrong = [f"[{', '.join(parts)}]"]
            if isinstance(value.elts[-1], ast.Dict) and len(parts) > 1:
                wrong.append(f"({', '.join([parts[-1], *parts[:-1]])})")
            elif not isinstance(value.elts[-1], ast.Dict):
                wrong.append(f'({{"extend_existing": False}}, {", ".join(parts)})')
            for text in wrong:
                edit = Edit(source.span(value), text)
                yield Slip((edit,), f"__table_args__ of {node.name} is {text}", words=(node.name,))


def constraint_alone(source: Source, models: Models) -> Iterator[Slip]:
    """Constraints in the class body by themselves."""
    for node in source.classes:
        for statement in node.body:
            value = getattr(statement, "value", None)
            if assigned(statement) == "__table_args__" and isinstance(value, ast.Tuple):
                calls = [each for each in value.elts if isinstance(each, ast.Call)]
                text = f"\n{' ' * statement.col_offset}".join(
                    source.said(source.span(each)) for each in calls
                )
                if text:
                    edit = Edit(source.span(statement), text)
                    yield Slip((edit,), f"{node.name} has {text}", words=(node.name,))


def no_table(source: Source, models: Models) -> Iterator[Slip]:
    """A class of SQLModel that does not say that it has a table."""
    for node in source.classes:
        given = next((each for each in node.keywords if each.arg == "table"), None)
        if given is not None:
            spans = tuple(source.span(each) for each in (*node.bases, *node.keywords))
            edit = source.without(Given("table", given.value, source.span(given), spans))
            yield Slip((edit,), f"{node.name} has no table", words=(node.name, node.name.lower()))


def list_annotation(source: Source, models: Models) -> Iterator[Slip]:
    """A column of a list, which no column type is known for."""
    for node in source.classes:
        for statement in node.body:
            annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
            inner = annotation.slice if isinstance(annotation, ast.Subscript) else None
            column = called(getattr(statement, "value", None)) in COLUMNS
            if inner is not None and column and ast.unparse(inner) in ("int", "str"):
                edit = Edit(source.span(inner), f"list[{source.said(source.span(inner))}]")
                what = f"{node.name}.{assigned(statement)} is a list"
                yield Slip((edit,), what, words=(node.name,))


def call_forgotten(source: Source, models: Models) -> Iterator[Slip]:
    """The function itself where its result is meant."""
    for node in source.classes:
        for statement in node.body:
            value = getattr(statement, "value", None)
            if isinstance(value, ast.Call) and called(value) in COLUMNS | RELATIONSHIPS and not value.args:
                edit = Edit(source.span(value), source.said(source.span(value.func)))
                name = f"{node.name}.{assigned(statement)}"
                yield Slip((edit,), f"{name} is {called(value)} itself", (name,), (node.name,))
