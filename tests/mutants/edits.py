"""Single edits of models: what a slip of the hand, a merge or a half-finished change makes of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.mutants.source import (
    COLUMNS,
    KEYS,
    RELATIONSHIPS,
    Edit,
    Given,
    Source,
    called,
    string,
    strings,
)

Files = Mapping[str, str]


@dataclass(frozen=True)
class Mutant:
    """Models with one edit.

    ``kind`` names the edit, ``path`` the file, ``what`` says it to a reader. ``line`` is where the edit
    stands in the edited text, ``None`` when it took something away altogether; ``names`` are the
    relationships (``Class.key``) that it touches, as they were called before, ``words`` are names of
    classes and tables that are no longer what they were.
    """

    kind: str
    path: str
    what: str
    files: Files
    line: int | None
    names: frozenset[str]
    words: frozenset[str] = frozenset()


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
        classes = {node.name for source in self.sources for node in source.classes}
        mapped = {node.name for source in self.sources for node in source.classes if _has_table(source, node)}
        #: The classes that relationships point to, or that have a table.
        self.entities = sorted((named & classes) | mapped)


def mutants(files: Files) -> Iterator[Mutant]:
    """All single edits of the files that can still be parsed."""
    models = Models(files)
    for kind, editor in EDITORS.items():
        for source in models.sources:
            if _is_shadowed(source.path, files):
                continue
            for slip in editor(source, models):
                text = source.edited(*slip.edits)
                if text == source.text or not _parses(text):
                    continue
                line = None if slip.gone else _line(source, slip)
                names = frozenset(slip.names)
                edited = {**files, source.path: text}
                yield Mutant(kind, source.path, slip.what, edited, line, names, frozenset(slip.words))


def _is_shadowed(path: str, files: Files) -> bool:
    """Whether a package of its name keeps a module from being imported."""
    return any(other.startswith(f"{path.removesuffix('.py')}/") for other in files)


def _line(source: Source, slip: Slip) -> int:
    first = min(slip.edits, key=lambda edit: edit.span)
    # An edit that begins with lines of its own concerns the last of these.
    return source.line(first.span[0]) + len(first.text) - len(first.text.lstrip("\n"))


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _has_table(source: Source, node: ast.ClassDef) -> bool:
    names = {unit.name for unit in source.units if unit.owner == node.name}
    return bool(names & {"__tablename__", "__table__"}) or any(word.arg == "table" for word in node.keywords)


def _targets_named(source: Source, call: ast.Call) -> Iterator[str]:
    for _, node in _targets(source, call):
        text = string(node)
        yield text.rpartition(".")[2] if text is not None else ast.unparse(node)


def _targets(source: Source, call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
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


def _relationships(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """The calls of ``relationship()`` with their names, ``Class.key``."""
    for call in source.calls(RELATIONSHIPS):
        owner, key = source.slot(call)
        if owner and key:
            yield call, f"{owner}.{key}"


def _options(source: Source, name: str) -> Iterator[tuple[ast.Call, str, Given]]:
    """The relationships, and calls of ``backref()``, that are given a keyword."""
    for call, relationship in _relationships(source):
        for inner in [call, *(each for each in ast.walk(call) if called(each) == "backref")]:
            assert isinstance(inner, ast.Call)
            given = source.argument(inner, name)
            if given is not None:
                yield call, relationship, given


# Both sides


def rename_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for _, name, given in _options(source, "back_populates"):
        if (text := string(given.value)) is not None:
            yield Slip((Edit(source.span(given.value), f'"{text}_x"'),), f"{name} names {text}_x", (name,))


def drop_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for _, name, given in _options(source, "back_populates"):
        yield Slip((source.without(given),), f"{name} names no reverse", (name,))


def drop_side(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in _relationships(source):
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
    for call, name in _relationships(source):
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
    for call, name, given in _options(source, "back_populates"):
        if called(call) == "Relationship":
            continue
        start = given.span[0]
        text = source.said(given.span)
        if text.startswith("back_populates"):
            edit = Edit((start, start + len("back_populates")), "backref")
            yield Slip((edit,), f"{name} makes its reverse", (name,))


def backref_beside_back_populates(source: Source, models: Models) -> Iterator[Slip]:
    for call, name, given in _options(source, "back_populates"):
        if string(given.value) is not None:
            value = f'"{string(given.value)}"'
            yield Slip((source.given(call, "backref", value),), f"{name} has both", (name,))


def backref_name_taken(source: Source, models: Models) -> Iterator[Slip]:
    """A backref called like a column that every table has."""
    for call, name in _relationships(source):
        given = source.argument(call, "backref")
        if given is not None and string(given.value) is not None:
            yield Slip((Edit(source.span(given.value), '"id"'),), f"the backref of {name} is id", (name,))


# Targets and the registry


def rename_target(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in _relationships(source):
        for where, node in _targets(source, call):
            if (text := string(node)) is not None and text.rpartition(".")[2].isidentifier():
                edit = Edit(source.span(node), f'"{text}x"')
                yield Slip((edit,), f"{name} points to {text}x ({where})", (name,))


def swap_target(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in _relationships(source):
        for where, node in _targets(source, call):
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
    for call, name in _relationships(source):
        for where, node in _targets(source, call):
            if where == "argument" and (text := string(node)) is not None:
                edit = Edit(source.span(node), f'"{text.lower()}"')
                yield Slip((edit,), f"{name} points to {text.lower()}", (name,))


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
            yield Slip((Edit((end, end), f"\n\n{copy}\n"),), f"{node.name} is there twice")


def _copy(source: Source, model: ast.ClassDef, name: str, table: str) -> str | None:
    """A class like the model, with that name, that table and only its primary key."""
    body = []
    for statement in model.body:
        target = _assigned(statement)
        if target == "__tablename__":
            body.append(f'__tablename__ = "{table}"')
        elif "primary_key=True" in source.said(source.span(statement)) and target and "\n" not in target:
            body.append(source.said(source.span(statement)))
    if len(body) < 2 or any("ForeignKey" in line or "foreign_key" in line for line in body):
        return None
    bases = ", ".join(source.said(source.span(each)) for each in (*model.bases, *model.keywords))
    return f"class {name}({bases}):\n" + "\n".join(f"    {line}" for line in body)


def _assigned(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    return ast.unparse(statement.target) if isinstance(statement, ast.AnnAssign) else ""


def table_twice(source: Source, models: Models) -> Iterator[Slip]:
    tables = _table_names(models)
    for statement, name in _tablenames(source):
        other = next((each for each in tables if each != name), None)
        if other is not None:
            edit = Edit(source.span(statement.value), f'"{other}"')
            yield Slip((edit,), f"a second table {other}", words=(name, other))


def _tablenames(source: Source) -> Iterator[tuple[ast.Assign, str]]:
    """The statements that name tables, and the names."""
    for node in source.classes:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and _assigned(statement) == "__tablename__":
                name = string(statement.value)
                if name is not None:
                    yield statement, name


def _table_names(models: Models) -> list[str]:
    return [name for source in models.sources for _, name in _tablenames(source)]


# Foreign keys


def _keys(source: Source) -> Iterator[tuple[ast.Call, ast.expr]]:
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
    for _, value in _keys(source):
        table, _, column = str(string(value)).rpartition(".")
        if table:
            yield Slip((Edit(source.span(value), f'"{table}_x.{column}"'),), f"a key to {table}_x")


def unknown_column(source: Source, models: Models) -> Iterator[Slip]:
    for _, value in _keys(source):
        text = str(string(value))
        if "." in text:
            yield Slip((Edit(source.span(value), f'"{text}_x"'),), f"a key to {text}_x")


def class_for_table(source: Source, models: Models) -> Iterator[Slip]:
    for _, value in _keys(source):
        table, _, column = str(string(value)).rpartition(".")
        if table and table.title() != table:
            text = table.title().replace("_", "")
            yield Slip((Edit(source.span(value), f'"{text}.{column}"'),), f"a key to {text}")


def swap_table(source: Source, models: Models) -> Iterator[Slip]:
    """A foreign key to another table than was meant."""
    tables = _table_names(models)
    for _, value in _keys(source):
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


# Arguments of relationships


def _dropping(*names: str) -> Editor:
    def drop(source: Source, models: Models) -> Iterator[Slip]:
        for option in names:
            for _, name, given in _options(source, option):
                yield Slip((source.without(given),), f"{name} without {option}", (name,))

    return drop


def _setting(option: str, *values: str) -> Editor:
    def give(source: Source, models: Models) -> Iterator[Slip]:
        for call, name in _relationships(source):
            for value in values:
                yield Slip((source.given(call, option, value),), f"{name} has {option}={value}", (name,))

    return give


def misspelt_cascade(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in _relationships(source):
        given = source.argument(call, "cascade")
        text = None if given is None else string(given.value)
        for value in ("all, delete_orphan",) if not text else (f"{text}s", text.replace("-", "_")):
            edit = source.given(call, "cascade", f'"{value}"')
            yield Slip((edit,), f'{name} has cascade="{value}"', (name,))


def misspelt_keyword(source: Source, models: Models) -> Iterator[Slip]:
    for call, name in _relationships(source):
        for keyword in call.keywords:
            if keyword.arg and called(call) != "Relationship":
                start = source.span(keyword)[0]
                text = keyword.arg.replace("_", "", 1) if "_" in keyword.arg else f"{keyword.arg}s"
                edit = Edit((start, start + len(keyword.arg)), text)
                yield Slip((edit,), f"{name} has {text}=", (name,))


def swap_columns(source: Source, models: Models) -> Iterator[Slip]:
    """Another column of the class in ``foreign_keys``, ``remote_side`` or a join."""
    for option in ("foreign_keys", "remote_side", "primaryjoin"):
        for _, name, given in _options(source, option):
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
        for _, name, given in _options(source, option):
            text = string(given.value)
            if text and (found := re.search(r"\w+", text)):
                edit = Edit(source.span(given.value), repr(text.replace(found[0], f"{found[0]}_x")))
                yield Slip((edit,), f"{name}: {found[0]}_x in {option}", (name,))


def unknown_attribute_in_join(source: Source, models: Models) -> Iterator[Slip]:
    for option in ("foreign_keys", "remote_side", "primaryjoin", "secondaryjoin", "order_by"):
        for _, name, given in _options(source, option):
            text = string(given.value)
            if text and (found := re.search(r"\b[A-Z]\w*\.(\w+)", text)):
                wrong = text.replace(found[0], f"{found[0]}_x", 1)
                edit = Edit(source.span(given.value), repr(wrong))
                yield Slip((edit,), f"{name}: {found[0]}_x in {option}", (name,))


# Annotations and tables


def no_mapped(source: Source, models: Models) -> Iterator[Slip]:
    """An annotation without ``Mapped``."""
    for call, name in _relationships(source):
        annotation = _annotation(source, call)
        if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Mapped":
            edit = Edit(source.span(annotation), source.said(source.span(annotation.slice)))
            yield Slip((edit,), f"{name} without Mapped", (name,))


def other_number(source: Source, models: Models) -> Iterator[Slip]:
    """A list annotated as one object, and the other way round."""
    for call, name in _relationships(source):
        annotation = _annotation(source, call)
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


def _annotation(source: Source, call: ast.Call) -> ast.expr | None:
    statement = source.parents.get(call)
    return statement.annotation if isinstance(statement, ast.AnnAssign) else None


def drop_primary_key(source: Source, models: Models) -> Iterator[Slip]:
    for call in source.calls(COLUMNS):
        given = source.argument(call, "primary_key")
        if given is not None:
            yield Slip((source.without(given),), f"no primary key: {source.said(source.span(call))}")


def drop_tablename(source: Source, models: Models) -> Iterator[Slip]:
    for statement, name in _tablenames(source):
        edit = Edit(source.span(statement), "pass")
        yield Slip((edit,), f"no table name {name}", words=(name,), gone=True)


EDITORS: Mapping[str, Editor] = {
    "rename back_populates": rename_back_populates,
    "drop back_populates": drop_back_populates,
    "drop one side": drop_side,
    "rename one side": rename_side,
    "backref for back_populates": backref_for_back_populates,
    "backref beside back_populates": backref_beside_back_populates,
    "backref name taken": backref_name_taken,
    "rename the target": rename_target,
    "swap the target": swap_target,
    "table for the target": table_for_target,
    "rename a class": rename_class,
    "second class of the name": second_class,
    "second table of the name": table_twice,
    "drop the foreign key": drop_foreign_key,
    "unknown table": unknown_table,
    "unknown column": unknown_column,
    "class for the table": class_for_table,
    "key to another table": swap_table,
    "second foreign key": second_foreign_key,
    "drop overlaps": _dropping("overlaps"),
    "drop foreign_keys": _dropping("foreign_keys"),
    "drop remote_side": _dropping("remote_side"),
    "drop a join": _dropping("primaryjoin", "secondaryjoin", "secondary"),
    "drop another option": _dropping("viewonly", "uselist", "single_parent", "cascade", "lazy", "link_model"),
    "delete-orphan": _setting("cascade", '"all, delete-orphan"'),
    "delete-orphan alone": _setting("cascade", '"save-update, delete-orphan"'),
    "misspelt cascade": misspelt_cascade,
    "misspelt lazy": _setting("lazy", '"joinedload"'),
    "dynamic": _setting("lazy", '"dynamic"'),
    "misspelt keyword": misspelt_keyword,
    "viewonly": _setting("viewonly", "True"),
    "other column in a join": swap_columns,
    "unknown class in a join": unknown_class_in_join,
    "unknown attribute in a join": unknown_attribute_in_join,
    "annotation without Mapped": no_mapped,
    "other number": other_number,
    "drop the primary key": drop_primary_key,
    "drop the table name": drop_tablename,
}
