"""Edits of classes, tables, columns and foreign keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.mutants.slips import Models, Slip, assigned, keys, table_names, tablenames
from tests.mutants.source import COLUMNS, KEYS, Edit, Given, Source, Span, called, string

# Classes and tables


def rename_class(source: Source, models: Models) -> Iterator[Slip]:
    for node in source.classes:
        if node.name in models.entities:
            start = source.find(f"class {node.name}", source.span(node)[0]) + len("class ")
            edit = Edit((start, start + len(node.name.encode())), f"{node.name}X")
            # Flask-SQLAlchemy and SQLModel name a table after its class.
            words = (node.name, node.name.lower(), re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
            yield Slip((edit,), f"{node.name} is now {node.name}X", words=words)


def second_class(source: Source, models: Models) -> Iterator[Slip]:
    """A class of a name that there is, with a table of its own, at the end of each file."""
    base = next((each for each in source.classes if each.name in models.entities and each.bases), None)
    if base is None:
        return
    for node in (each for other in models.sources for each in other.classes):
        if node.name not in models.entities:
            continue
        copy = _copy(source, base, node.name, f"again_{node.name.lower()}")
        if copy is not None:
            end = len(source.text.encode())
            yield Slip(
                (Edit((end, end), f"\n\n{copy}\n"),), f"{node.name} is there twice", words=(node.name,)
            )


def _copy(source: Source, model: ast.ClassDef, name: str, table: str) -> str | None:
    """A class like the model, with that name, that table and only its primary key."""
    body = []
    for statement in model.body:
        target = assigned(statement)
        if target == "__tablename__":
            body.append(f'__tablename__ = "{table}"')
        elif "primary_key=True" in source.said(source.span(statement)) and target and "\n" not in target:
            body.append(source.said(source.span(statement)))
    if len(body) < 2 or any("ForeignKey" in line or "foreign_key" in line for line in body):
        return None
    bases = ", ".join(source.said(source.span(each)) for each in (*model.bases, *model.keywords))
    return f"class {name}({bases}):\n" + "\n".join(f"    {line}" for line in body)


def table_twice(source: Source, models: Models) -> Iterator[Slip]:
    tables = table_names(models)
    for statement, name in tablenames(source):
        other = next((each for each in tables if each != name), None)
        if other is not None:
            edit = Edit(source.span(statement.value), f'"{other}"')
            yield Slip((edit,), f"a second table {other}", words=(name, other))


def drop_primary_key(source: Source, models: Models) -> Iterator[Slip]:
    for call in source.calls(COLUMNS):
        given = source.argument(call, "primary_key")
        if given is not None:
            yield Slip((source.without(given),), f"no primary key: {source.said(source.span(call))}")


def drop_tablename(source: Source, models: Models) -> Iterator[Slip]:
    for statement, name in tablenames(source):
        edit = Edit(source.span(statement), "pass")
        owner = source.parents[statement]
        words = (name, getattr(owner, "name", ""), "__table_args__")
        yield Slip((edit,), f"no table name {name}", words=words, gone=True)


def rename_table(source: Source, models: Models) -> Iterator[Slip]:
    for statement, name in tablenames(source):
        edit = Edit(source.span(statement.value), f'"{name}_x"')
        yield Slip((edit,), f"the table {name} is now {name}_x", words=(name,))


def drop_base(source: Source, models: Models) -> Iterator[Slip]:
    for node, base, spans in _bases(source, models):
        edit = source.without(Given(None, base, source.span(base), spans))
        yield Slip((edit,), f"{node.name} does not derive from {ast.unparse(base)}", words=(node.name,))


def other_base(source: Source, models: Models) -> Iterator[Slip]:
    """A class derived from another model of the file."""
    for node, base, _ in _bases(source, models):
        above = [
            each for each in source.classes if each.lineno < node.lineno and each.name in models.entities
        ]
        if above and ast.unparse(base) != above[-1].name:
            edit = Edit(source.span(base), above[-1].name)
            words = (node.name, above[-1].name)
            yield Slip((edit,), f"{node.name} derives from {above[-1].name}", words=words)


def _bases(source: Source, models: Models) -> Iterator[tuple[ast.ClassDef, ast.expr, tuple[Span, ...]]]:
    """The models with each of their bases, and where all bases and keywords stand."""
    for node in source.classes:
        if node.name in models.entities:
            spans = tuple(source.span(each) for each in (*node.bases, *node.keywords))
            yield from ((node, base, spans) for base in node.bases)


def args_without_comma(source: Source, models: Models) -> Iterator[Slip]:
    """``__table_args__`` of one constraint that is no tuple."""
    for node, statement in _assignments(source):
        value = statement.value
        if assigned(statement) == "__table_args__" and isinstance(value, ast.Tuple) and len(value.elts) == 1:
            edit = Edit(source.span(value), f"({source.said(source.span(value.elts[0]))})")
            yield Slip((edit,), f"__table_args__ of {node.name} is no tuple", words=(node.name,))


def unknown_in_constraint(source: Source, models: Models) -> Iterator[Slip]:
    for call in source.calls(frozenset({"UniqueConstraint", "PrimaryKeyConstraint", "Index"})):
        names = [each for each in call.args if string(each) is not None]
        # The first one is the name of an index.
        for each in names[called(call) == "Index" :]:
            text = f"{string(each)}_x"
            yield Slip((Edit(source.span(each), f'"{text}"'),), f"{called(call)} over {text}")


def other_identity(source: Source, models: Models) -> Iterator[Slip]:
    """A ``polymorphic_identity`` that another class has."""
    given = [
        value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values)
        if string(key) == "polymorphic_identity" and string(value) is not None
    ]
    for value in given:
        other = next((each for each in given if string(each) != string(value)), None)
        if other is not None:
            yield Slip((Edit(source.span(value), f'"{string(other)}"'),), f"identity {string(other)} twice")


def unknown_discriminator(source: Source, models: Models) -> Iterator[Slip]:
    for node in ast.walk(source.tree):
        for key, value in zip(node.keys, node.values) if isinstance(node, ast.Dict) else ():
            if string(key) == "polymorphic_on" and string(value) is not None:
                edit = Edit(source.span(value), f'"{string(value)}_x"')
                yield Slip((edit,), f"polymorphic_on {string(value)}_x")


# Columns


def _assignments(source: Source) -> Iterator[tuple[ast.ClassDef, ast.Assign | ast.AnnAssign]]:
    for node in source.classes:
        for statement in node.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                yield node, statement


def _columns(source: Source) -> Iterator[tuple[ast.ClassDef, ast.Assign | ast.AnnAssign, ast.Call]]:
    """The columns that are assigned in the body of a class."""
    for node, statement in _assignments(source):
        if isinstance(statement.value, ast.Call) and called(statement.value) in COLUMNS:
            yield node, statement, statement.value


def rename_column(source: Source, models: Models) -> Iterator[Slip]:
    for node, statement, _ in _columns(source):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        name = assigned(statement)
        edit = Edit(source.span(target), f"{name}_x")
        yield Slip((edit,), f"{node.name}.{name} is now {name}_x", words=(node.name, name))


def drop_column(source: Source, models: Models) -> Iterator[Slip]:
    for node, statement, _ in _columns(source):
        name = assigned(statement)
        edit = Edit(source.span(statement), "pass")
        yield Slip((edit,), f"{node.name} without {name}", words=(node.name, name), gone=True)


def column_twice(source: Source, models: Models) -> Iterator[Slip]:
    """A second attribute for a column of the same name."""
    for node, statement, call in _columns(source):
        name = assigned(statement)
        if called(call) == "Field" or (call.args and string(call.args[0]) is not None):
            continue
        start, end = source.span(statement)
        inside = source.find("(", source.span(call.func)[1]) + 1
        comma = ", " if call.args or call.keywords else ""
        text = f'{source.said((start, inside))}"{name}"{comma}{source.said((inside, end))}'
        copy = f"\n{' ' * statement.col_offset}second_{text}"
        yield Slip((Edit((end, end), copy),), f"{node.name} has {name} twice", words=(node.name,))


def second_primary_key(source: Source, models: Models) -> Iterator[Slip]:
    for node, statement, call in _columns(source):
        if source.argument(call, "primary_key") is None and called(call) != "Field":
            edit = source.given(call, "primary_key", "True")
            what = f"{node.name}.{assigned(statement)} is in the primary key"
            yield Slip((edit,), what, words=(node.name,))


def text_for_key(source: Source, models: Models) -> Iterator[Slip]:
    """What a foreign key refers to without ``ForeignKey(...)`` around it."""
    for call, value in keys(source):
        if called(call) == "ForeignKey" and called(source.parents.get(call)) in COLUMNS:
            text = source.said(source.span(value))
            yield Slip((Edit(source.span(call), text),), f"{text} alone in a column")


def odd_type(source: Source, models: Models) -> Iterator[Slip]:
    """A column annotated with a type that no column type is known for."""
    for node, statement, _ in _columns(source):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.annotation, ast.Subscript):
            inner = statement.annotation.slice
            if ast.unparse(inner) in ("int", "str"):
                edit = Edit(source.span(inner), "range")
                yield Slip((edit,), f"{node.name}.{assigned(statement)} is a range", words=(node.name,))


# Foreign keys


def drop_foreign_key(source: Source, models: Models) -> Iterator[Slip]:
    for call in source.calls(KEYS | COLUMNS):
        is_field = called(call) == "Field"
        given = source.argument(call, "foreign_key") if is_field else _as_argument(source, call)
        if given is not None:
            yield Slip((source.without(given),), f"no {source.said(given.span)}")


def _as_argument(source: Source, call: ast.Call) -> Given | None:
    """A foreign key as an argument of its column or table, whose type does not rest on it."""
    parent = source.parents.get(call)
    if called(call) not in KEYS or not isinstance(parent, (ast.Call, ast.Tuple)):
        return None
    if isinstance(parent, ast.Tuple):
        spans = tuple(source.span(each) for each in parent.elts)
        return Given(None, call, source.span(call), spans) if len(spans) > 2 else None
    others = [each for each in parent.args if each is not call and string(each) is None]
    typed = isinstance(source.parents.get(parent), ast.AnnAssign) or others
    if called(call) == "ForeignKey" and not typed:
        return None
    return next((given for given in source.arguments(parent) if given.value is call), None)


def unknown_table(source: Source, models: Models) -> Iterator[Slip]:
    for _, value in keys(source):
        table, _, column = str(string(value)).rpartition(".")
        if table:
            yield Slip((Edit(source.span(value), f'"{table}_x.{column}"'),), f"a key to {table}_x")


def unknown_column(source: Source, models: Models) -> Iterator[Slip]:
    for _, value in keys(source):
        text = str(string(value))
        if "." in text:
            yield Slip((Edit(source.span(value), f'"{text}_x"'),), f"a key to {text}_x")


def class_for_table(source: Source, models: Models) -> Iterator[Slip]:
    for _, value in keys(source):
        table, _, column = str(string(value)).rpartition(".")
        if table and table.title() != table:
            text = table.title().replace("_", "")
            yield Slip((Edit(source.span(value), f'"{text}.{column}"'),), f"a key to {text}")


def swap_table(source: Source, models: Models) -> Iterator[Slip]:
    """A foreign key to another table than was meant."""
    tables = table_names(models)
    for _, value in keys(source):
        table, _, column = str(string(value)).rpartition(".")
        others = [each for each in tables if each != table]
        if table in tables and others:
            other = others[len(source.text) % len(others)]
            yield Slip((Edit(source.span(value), f'"{other}.{column}"'),), f"a key to {other} for {table}")


def second_foreign_key(source: Source, models: Models) -> Iterator[Slip]:
    for call in source.calls(COLUMNS):
        key = any(called(each) == "ForeignKey" for each in call.args) or source.argument(call, "foreign_key")
        if not key:
            continue
        statement = source.parents.get(call)
        text = source.said(source.span(call))
        if call.args and (name := string(call.args[0])) is not None:
            text = text.replace(name, f"second_{name}", 1)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)):
            span = source.span(statement)
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if not isinstance(target, ast.Name) or not isinstance(
                source.parents.get(statement), ast.ClassDef
            ):
                continue
            rest = source.said((source.span(target)[1], source.span(call)[0]))
            text = f"second_{target.id}{rest}{text}"
            indent = " " * statement.col_offset
            yield Slip((Edit((span[1], span[1]), f"\n{indent}{text}"),), f"a second {target.id}")
        elif called(statement) in ("Table", "table"):
            end = source.span(call)[1]
            yield Slip(
                (Edit((end, end), f", {text}"),), f"a second column like {source.said(source.span(call))}"
            )


def without_column(source: Source, models: Models) -> Iterator[Slip]:
    """A foreign key to a table, without the column."""
    for _, value in keys(source):
        table, _, _ = str(string(value)).rpartition(".")
        if table:
            yield Slip((Edit(source.span(value), f'"{table}"'),), f"a key to {table} alone")


def short_constraint(source: Source, models: Models) -> Iterator[Slip]:
    """A key of several columns, one of them forgotten on one side."""
    for call in source.calls(frozenset({"ForeignKeyConstraint"})):
        for side in call.args[:2]:
            if isinstance(side, (ast.List, ast.Tuple)) and len(side.elts) > 1:
                spans = tuple(source.span(each) for each in side.elts)
                edit = source.without(Given(None, side.elts[-1], spans[-1], spans))
                yield Slip((edit,), f"a key without {source.said(spans[-1])}")
