"""Calls and class statements that may put tables into a MetaData, wherever in a module they stand.

Asked only when a table looks missing, so it is worked out from the bytes each time, and also of
what the mapper does not follow: a lambda, a comprehension, a function inside another.
"""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

#: A word, and what has to follow it somewhere for the module to be worth a look. The one is looked for
#: first, since that is many times faster; ``type(x)`` with a single name asks for a type and makes none.
_TELLTALES: Final = {
    word: re.compile(pattern)
    for word, pattern in (
        (b"Table", rb"Table\s*\((?<!\wTable\()|\bTable\s+as\s"),
        (b"type", rb"type\s*\((?<![\w.]type\()(?!\s*[\w.\[\]'\"]*(?:\([\w.]*\))?\s*\))"),
        (b"new_class", rb"new_class\s*\("),
        (b"DeclarativeMeta", rb"DeclarativeMeta\s*\("),
        (b".reflect", rb"\.reflect\s*\("),
        (b"metadata", rb"\.to_?metadata\s*\("),
        (b"__tablename__", rb"__tablename__"),
    )
}
_CLASSES: Final = frozenset({"type", "new_class", "DeclarativeMeta"})
_COPIES: Final = frozenset({"to_metadata", "tometadata"})
_CALLED: Final = _CLASSES | _COPIES | {"Table", "reflect"}

#: What bases are called that may give a class a table without naming one in its namespace.
_BASE: Final = re.compile(r".*(?:base|model)", re.IGNORECASE)

#: A module that names SQLAlchemy in its documentation alone has no columns at hand.
_IMPORT: Final = re.compile(rb"(?:from|import)\s[^\n]*sqlalchemy")

#: What a field of a node may hold, by itself or in a list, with no call, class or import in it; most do.
_LEAVES: Final = frozenset({ast.Name, ast.Constant, ast.Pass, ast.Load, ast.Store, ast.Del, str, type(None)})

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Maker(NamedTuple):
    """A call or statement that may make tables.

    A statement that gives a class or its namespace a table name is one: it names the table of whatever class
    it is given. ``name`` is the name of the table and ``metadata`` the global name, with dots, of its MetaData, each
    ``None`` where the text does not say it. Of a call of something called ``Table``, ``table`` is its
    global name, or ``origin`` the module that it is imported from. Of a call that makes a class, ``bases``
    are the global names of its bases, each ``None`` where it has none.
    """

    line: int
    col: int
    name: str | None = None
    metadata: str | None = None
    table: str | None = None
    origin: str | None = None
    bases: tuple[str | None, ...] = ()


class _Locals(NamedTuple):
    """The names that a function binds, and those among them that are each time a new MetaData."""

    names: frozenset[str]
    fresh: frozenset[str]


def read_makers(data: bytes) -> tuple[Maker, ...]:
    """What in a module may make tables; of one that cannot be parsed, nothing."""
    if not any(word in data and pattern.search(data) for word, pattern in _TELLTALES.items()):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
        return tuple(_makers(tree, data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _makers(tree: ast.Module, data: bytes) -> Iterator[Maker]:
    origins: dict[str, str] = {}
    renamed: dict[str, str] = {}
    calls: list[tuple[ast.Call, tuple[_Function, ...]]] = []
    pending: list[tuple[ast.AST, tuple[_Function, ...]]] = [(tree, ())]
    while pending:
        node, around = pending.pop()
        if isinstance(node, ast.Call):
            calls.append((node, around))
        elif isinstance(node, ast.ClassDef):
            maker = _class(node)
            if maker is not None:
                yield maker
        elif isinstance(node, ast.Assign) and any(map(_is_table_name, node.targets)):
            name = _text(node.value)
            if name is not None:
                yield Maker(node.lineno, node.col_offset, name)
        elif isinstance(node, ast.If) and _last(node.test) == "TYPE_CHECKING":
            # What only a type checker reads is not there at run time.
            pending += [(each, around) for each in node.orelse]
            continue
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            around = (*around, node)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            origins.update((alias.asname or alias.name, node.module) for alias in node.names)
            renamed.update((alias.asname, alias.name) for alias in node.names if alias.asname)
        for name in node._fields:
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                pending += [(each, around) for each in inner if each.__class__ not in _LEAVES]
            elif isinstance(inner, ast.AST) and inner.__class__ not in _LEAVES:
                pending.append((inner, around))
    imported = [origins.get(_id(call.func)) for call, _ in calls]
    for call, _ in calls:
        # From here on it is called by the name that it has where it comes from.
        if isinstance(call.func, ast.Name):
            call.func.id = renamed.get(call.func.id, call.func.id)
    known: dict[_Function, _Locals] = {}
    for (call, functions), origin in zip(calls, imported, strict=True):
        if _last(call.func) not in _CALLED:
            continue
        for each in functions:
            if each not in known:
                known[each] = _locals(each)
        maker = _call(call, tuple(known[each] for each in functions), origin, data)
        if maker is not None:
            yield maker


def _is_table_name(target: ast.expr) -> bool:
    """Whether it is the ``__tablename__`` of a class, or of its namespace, from outside of the class body."""
    if isinstance(target, ast.Subscript):
        return _text(target.slice) == "__tablename__"
    return isinstance(target, ast.Attribute) and target.attr == "__tablename__"


def _class(node: ast.ClassDef) -> Maker | None:
    for statement in node.body:
        targets: Sequence[ast.expr] = statement.targets if isinstance(statement, ast.Assign) else ()
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        if any(isinstance(each, ast.Name) and each.id == "__tablename__" for each in targets):
            return Maker(node.lineno, node.col_offset, _text(getattr(statement, "value", None)))
    return None


def _call(call: ast.Call, around: tuple[_Locals, ...], origin: str | None, data: bytes) -> Maker | None:
    called = _last(call.func)
    at = (call.lineno, call.col_offset)
    if called == "Table":
        return _table(call, around, origin)
    if called in _CLASSES:
        if not _makes_mapped(call, data):
            return None
        given = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [ast.Starred(call.args[1])]
        return Maker(*at, _named_in(call.args[-1]), bases=tuple(_global(each, around) for each in given))
    metadata: ast.expr | None = None
    if called == "reflect" and isinstance(call.func, ast.Attribute):
        metadata = call.func.value
    elif called in _COPIES and b"sqlalchemy" in data:
        metadata = call.args[0] if call.args else None
    else:
        return None
    return None if _is_fresh(metadata, around) else Maker(*at, None, _global(metadata, around))


def _table(call: ast.Call, around: tuple[_Locals, ...], origin: str | None) -> Maker | None:
    """What ``Table(...)`` makes; given a name and a MetaData only, it looks up one that is there.

    Without these two it is no table of SQLAlchemy's.
    """
    words = {word.arg: word.value for word in call.keywords}
    starred = any(isinstance(each, ast.Starred) for each in call.args) or None in words
    named = len(call.args) + len(words.keys() & {"name", "metadata"})
    if not starred and (named < 2 or len(call.args) + len(words) < 3):
        return None
    metadata = words.get("metadata")
    if metadata is None and not any(isinstance(each, ast.Starred) for each in call.args[:2]):
        metadata = call.args[1] if len(call.args) > 1 else None
    if _is_fresh(metadata, around):
        return None
    name = _text(call.args[0]) if call.args else None
    table = None if origin is not None else _global(call.func, around)
    return Maker(call.lineno, call.col_offset, name, _global(metadata, around), table, origin)


def _makes_mapped(call: ast.Call, data: bytes) -> bool:
    """Whether a call that makes a class may make a mapped one, with a table of its own."""
    if len(call.args) < 2:
        return False
    if b"__table" in data:
        return not _is_plain(call.args[1])
    bases = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
    named = [name for each in bases if _BASE.fullmatch(name := _last(each))]
    mapping = _IMPORT.search(data) is not None and _may_have_columns(call.args[-1])
    return any(name[:1].isupper() or mapping for name in named)


def _may_have_columns(namespace: ast.expr) -> bool:
    """Whether the namespace of a class may have anything that a call makes."""
    if not isinstance(namespace, ast.Dict) or None in namespace.keys:
        return True
    return any(isinstance(value, ast.Call) for value in namespace.values)


def _is_plain(bases: ast.expr) -> bool:
    """Whether the bases of a class are all among Python's own."""
    return isinstance(bases, ast.Tuple) and all(hasattr(builtins, _id(each)) for each in bases.elts)


def _named_in(namespace: ast.expr) -> str | None:
    """The table name in the namespace of a class that is made by a call."""
    if isinstance(namespace, ast.Dict):
        for key, value in zip(namespace.keys, namespace.values, strict=True):
            if _text(key) == "__tablename__":
                return _text(value)
    return None


def _locals(function: _Function) -> _Locals:
    args = function.args
    every = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    params = {each.arg for each in every if each is not None}
    bound = [_id(node) for node in ast.walk(function) if _is_stored(node)]
    bound += [
        (alias.asname or alias.name).split(".", 1)[0]
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    made = [
        _id(target)
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _is_metadata(node.value)
        for target in node.targets
    ]
    fresh = {name for name in made if name not in params and made.count(name) == bound.count(name)}
    return _Locals(frozenset(params.union(bound)), frozenset(fresh))


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _is_metadata(node: ast.expr | None) -> bool:
    """Whether an expression makes a new MetaData."""
    return isinstance(node, ast.Call) and _last(node.func) == "MetaData"


def _is_fresh(metadata: ast.expr | None, around: tuple[_Locals, ...]) -> bool:
    """Whether an expression is a MetaData that is made in the function, and so no module's."""
    if _is_metadata(metadata):
        return bool(around)
    name = "" if metadata is None else _id(metadata)
    nearest = next((each for each in reversed(around) if name in each.names), None)
    return nearest is not None and name in nearest.fresh


def _global(node: ast.expr | None, around: tuple[_Locals, ...]) -> str | None:
    """A name with dots whose first part is a global of the module."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or any(node.id in each.names for each in around):
        return None
    return ".".join([node.id, *reversed(parts)])


def _last(node: ast.expr) -> str:
    """The last part of a name with dots."""
    return node.attr if isinstance(node, ast.Attribute) else _id(node)


def _id(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
