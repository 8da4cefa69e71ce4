"""Folding: what operators, string methods and a few builtins make of known values.

Each function gives ``None`` when it cannot tell.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any, Final

from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.scopes import OLDEST_PYTHON
from flake8_sqla_rel.mapper.values import (
    ClassValue,
    Constant,
    Entries,
    EnumText,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    Value,
)
from flake8_sqla_rel.source.facts import Const

#: The kind of a match of a regular expression: the whole of it, then its groups.
MATCH: Final = "match"
_MAX_TEXT: Final = 1_000
_MAX_ITEMS: Final = 1_000
_PYTHONS: Final = {"six.PY2": False, "six.PY3": True}
_STRING_METHODS: Final = frozenset(
    "lower upper title capitalize casefold swapcase strip lstrip rstrip replace removeprefix removesuffix"
    " startswith endswith split rsplit format partition rpartition isupper islower isdigit isalpha".split()
)
_ORDERINGS: Final[dict[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PLAIN_FIELD: Final = re.compile(r"[0-9]{0,2}|[A-Za-z_][A-Za-z0-9_]*")
_SEARCHES: Final[Mapping[str, Callable[[str, str], list[Any]]]] = {"split": re.split, "findall": re.findall}
# A group that repeats and is repeated takes exponential time on hostile input.
_REPEATED_GROUP: Final = re.compile(r"\)[*+{]|\\\d")


def joined(parts: list[Value]) -> Value:
    """The text of an f-string."""
    texts = []
    for part in parts:
        if not isinstance(part, Constant) or isinstance(part.value, float) or not _is_shown(part):
            return UNKNOWN
        texts.append(str(part.value))
    text = "".join(texts)
    return Constant(text) if len(text) <= _MAX_TEXT else UNKNOWN


def joined_around_quotes(parts: list[Value]) -> Value:
    """An f-string that holds Python, with any text for the unknown parts that stand in a string of it."""
    text = ""
    for part in parts:
        known = joined([part])
        if isinstance(known, Constant):
            text += str(known.value)
        elif _ends_in_string(text):
            text += "?"
        else:
            return UNKNOWN
    return Constant(text) if len(text) <= _MAX_TEXT else UNKNOWN


def _ends_in_string(text: str) -> bool:
    quote = ""
    for char in text:
        if char in "'\"" and not quote:
            quote = char
        elif char == quote:
            quote = ""
    return bool(quote) and "\\" not in text


def _is_shown(value: Value) -> bool:
    """Whether formatting it gives its value."""
    return not isinstance(value, EnumText) or value.shown


def truth(value: Value) -> bool | None:
    """Whether a value is true."""
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Items):
        return None if value.items and all(item is UNKNOWN for item in value.items) else bool(value.items)
    if isinstance(value, Entries):
        return (
            None if value.entries and all(key is UNKNOWN for key, _ in value.entries) else bool(value.entries)
        )
    if isinstance(value, ClassValue | FunctionValue):
        return True
    return _PYTHONS.get(value.path) if isinstance(value, External) else None


def binary(op: str, left: Value, right: Value) -> Value | None:
    """``left op right``."""
    if op == "+" and isinstance(left, Items) and isinstance(right, Items):
        if len(left.items) + len(right.items) > _MAX_ITEMS:
            return UNKNOWN
        return Items(left.kind, (*left.items, *right.items))
    if op == "+" and isinstance(left, Items) and right is UNKNOWN:
        return Items(left.kind, (*left.items, UNKNOWN))
    if op == "+" and isinstance(right, Items) and left is UNKNOWN:
        return Items(right.kind, (UNKNOWN, *right.items))
    if op == "-" and isinstance(left, Items) and isinstance(right, Items):
        return _difference(left, right)
    if op == "|" and isinstance(left, Items) and isinstance(right, Items):
        more = tuple(item for item in right.items if item not in left.items)
        return Items(left.kind, (*left.items, *more))
    if op == "|" and isinstance(left, Entries) and isinstance(right, Entries):
        return Entries((*left.entries, *right.entries))
    if not isinstance(left, Constant):
        return UNKNOWN if op == "+" and left is UNKNOWN else None
    if op == "+" and isinstance(right, Constant):
        if isinstance(left.value, str) and isinstance(right.value, str):
            return joined([Constant(left.value), Constant(right.value)])
        if isinstance(left.value, int) and isinstance(right.value, int):
            return Constant(left.value + right.value)
    if op == "-" and isinstance(right, Constant):
        one, other = left.value, right.value
        return Constant(one - other) if isinstance(one, int) and isinstance(other, int) else None
    if op == "%" and isinstance(left.value, str):
        return _percent(left.value, right)
    return UNKNOWN if right is UNKNOWN else None


def _difference(left: Items, right: Items) -> Value:
    if not all(_is_distinct(item) for item in (*left.items, *right.items)):
        return UNKNOWN
    return Items(left.kind, tuple(item for item in left.items if item not in right.items))


def _is_distinct(value: Value) -> bool:
    """Whether a value equals another just when the two are written alike."""
    return isinstance(value, Constant) or (isinstance(value, Member) and isinstance(value.owner, ClassValue))


def _percent(template: str, right: Value) -> Value:
    if isinstance(right, Entries):
        return _percent_names(template, right)
    values = right.items if isinstance(right, Items) else (right,)
    if not all(isinstance(v, Constant) and isinstance(v.value, str | int) and _is_shown(v) for v in values):
        return UNKNOWN
    if re.search(r"%[^sd%]|\d{3}", template):
        return UNKNOWN
    try:
        return Constant(template % tuple(v.value for v in values if isinstance(v, Constant)))
    except (TypeError, ValueError):
        return UNKNOWN


def _percent_names(template: str, right: Entries) -> Value:
    """``template % {name: value}`` for plain ``%(name)s``."""
    names = {
        key.value: value.value
        for key, value in right.entries
        if isinstance(key, Constant)
        and isinstance(value, Constant)
        and isinstance(value.value, str | int)
        and _is_shown(value)
    }
    if len(names) != len(right.entries) or re.search(r"%(?!\(\w+\)[sd]|%)", template):
        return UNKNOWN
    try:
        return Constant(template % names)
    except (KeyError, TypeError, ValueError):
        return UNKNOWN


def compare(op: str, left: Value, right: Value) -> bool | None:
    """``left op right`` for ``is``, ``==``, ``in`` and their negations."""
    if op in ("is", "is not", "==", "!="):
        same = _same(left, right)
        if same is None:
            return None
        return same if op in ("is", "==") else not same
    if op in ("in", "not in") and isinstance(right, Items):
        distinct = all(_is_distinct(item) for item in (left, *right.items))
        return (left in right.items) == (op == "in") if distinct else None
    if op in ("in", "not in") and isinstance(right, Entries) and isinstance(left, Constant):
        keys = [key for key, _ in right.entries]
        return (left in keys) == (op == "in") if all(isinstance(key, Constant) for key in keys) else None
    if left == External("sys.version_info") and isinstance(right, Items):
        numbers = [item.value for item in right.items if isinstance(item, Constant)]
        return python_at_least(op, numbers) if len(numbers) == len(right.items) else None
    if op not in _ORDERINGS or not isinstance(left, Constant) or not isinstance(right, Constant):
        return None
    if isinstance(left.value, int) and isinstance(right.value, int):
        return _ORDERINGS[op](left.value, right.value)
    return None


def python_at_least(op: str, release: list[str | int | float | None]) -> bool | None:
    """``sys.version_info op release``, where every Python that is in use gives the same."""
    numbers = tuple(number for number in release if isinstance(number, int))
    if op not in (">=", ">", "<", "<=") or len(numbers) != len(release) or numbers[:2] > OLDEST_PYTHON:
        return None
    return op in (">=", ">")


def _same(left: Value, right: Value) -> bool | None:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return left.value == right.value and type(left.value) is type(right.value)
    nothing = Constant(None)
    if nothing in (left, right):
        other = right if left == nothing else left
        if isinstance(other, Items | Entries | ClassValue | FunctionValue | Made):
            return False
        return None
    if isinstance(left, ClassValue) and isinstance(right, ClassValue):
        return left == right
    return None


def method(owner: Value, name: str, args: list[Value], keywords: Mapping[str, Value]) -> Value | None:
    """``owner.name(*args, **keywords)`` for text, lists and dicts."""
    if isinstance(owner, Constant) and isinstance(owner.value, str):
        return _string_method(owner.value, name, args, keywords)
    if keywords:
        return None
    if isinstance(owner, Entries):
        if name == "get" and args and isinstance(args[0], Constant) and isinstance(args[0].value, str):
            if any(key is UNKNOWN for key, _ in owner.entries):
                return UNKNOWN
            found = owner.get(args[0].value)
            default = args[1] if len(args) > 1 else Constant(None)
            return default if found is None else found
        if name == "copy" and not args:
            return owner
        if name == "items" and not args:
            return Items("list", tuple(Items("tuple", pair) for pair in owner.entries))
        if name == "keys" and not args:
            return Items("list", tuple(key for key, _ in owner.entries))
        if name == "values" and not args:
            return Items("list", tuple(value for _, value in owner.entries))
    if isinstance(owner, Items) and name == "copy" and not args:
        return owner
    if isinstance(owner, Items) and owner.kind == MATCH:
        return _of_match(owner, name, args)
    if isinstance(owner, Made) and name == "sub" and len(args) == 2:
        pattern = compiled(owner)
        return None if pattern is None else _substitute([pattern, *args])
    if isinstance(owner, Made) and name in _SEARCHES and len(args) == 1:
        pattern = compiled(owner)
        return None if pattern is None else _search(name, [pattern, *args])
    return None


def _of_match(match: Items, name: str, args: list[Value]) -> Value | None:
    """What ``group()`` or ``groups()`` of a match gives."""
    if name == "groups" and not args:
        return Items("tuple", match.items[1:])
    if name != "group" or len(args) > 1:
        return None
    number = args[0].value if args and isinstance(args[0], Constant) else 0 if not args else None
    return match.items[number] if isinstance(number, int) and 0 <= number < len(match.items) else UNKNOWN


def compiled(owner: Value) -> Value | None:
    """The pattern of a ``re.compile()`` call."""
    if (
        not isinstance(owner, Made)
        or owner.callee != External("re.compile")
        or len(owner.arguments.positional) != 1
    ):
        return None
    expr = owner.arguments.positional[0].expr
    return Constant(expr.value) if isinstance(expr, Const) and isinstance(expr.value, str) else UNKNOWN


def _string_method(text: str, name: str, args: list[Value], keywords: Mapping[str, Value]) -> Value | None:
    if name == "join" and len(args) == 1 and isinstance(args[0], Items):
        parts = [item.value for item in args[0].items if isinstance(item, Constant)]
        if len(parts) != len(args[0].items) or not all(isinstance(p, str) for p in parts):
            return UNKNOWN
        return joined([Constant(text.join(str(p) for p in parts))])
    if name not in _STRING_METHODS:
        return None
    if name == "format":
        if not all(map(_is_shown, [*args, *keywords.values()])):
            return UNKNOWN
        return _formatted(text, args, keywords)
    if keywords or not all(isinstance(a, Constant) and isinstance(a.value, str | int) for a in args):
        return UNKNOWN
    try:
        result = getattr(text, name)(*[a.value for a in args if isinstance(a, Constant)])
    except (TypeError, ValueError, IndexError):
        return UNKNOWN
    if isinstance(result, str):
        return Constant(result) if len(result) <= _MAX_TEXT else UNKNOWN
    if isinstance(result, bool):
        return Constant(result)
    return Items("list", tuple(Constant(part) for part in result))


def _formatted(text: str, args: list[Value], keywords: Mapping[str, Value]) -> Value:
    """The text with each plain ``{}``, ``{0}`` or ``{name}`` filled in, with ``:s`` or without.

    Any other format specification can ask for any width, and an attribute for anything: neither is worked out.
    """
    parts: list[Value] = []
    counted = itertools.count()
    try:
        for literal, field, specification, conversion in Formatter().parse(text):
            parts.append(Constant(literal))
            if field is None:
                continue
            if specification not in ("", "s") or conversion or not _PLAIN_FIELD.fullmatch(field):
                return UNKNOWN
            if field.isdecimal() or not field:
                parts.append(args[int(field) if field else next(counted)])
            else:
                parts.append(keywords[field])
    except (ValueError, LookupError):
        return UNKNOWN
    return joined(parts)


def reordered(held: Items | Entries, method: str) -> Value:
    """A list after ``sort()`` or ``reverse()``."""
    if not isinstance(held, Items) or UNKNOWN in held.items:
        return UNKNOWN
    if method == "reverse":
        return Items(held.kind, held.items[::-1])
    texts = [item.value for item in held.items if isinstance(item, Constant) and isinstance(item.value, str)]
    if method != "sort" or len(texts) != len(held.items):
        return UNKNOWN
    return Items(held.kind, tuple(map(Constant, sorted(texts))))


def changed(held: Items | Entries, method: str, argument: Value) -> Value:
    """A list or dict after the call of a method with one argument, such as ``append`` or ``update``."""
    if isinstance(held, Items):
        if method in ("append", "add"):
            return Items(held.kind, (*held.items, argument))
        if method in ("extend", "update"):
            more = argument.items if isinstance(argument, Items) else (UNKNOWN,)
            return Items(held.kind, (*held.items, *more))
        return held if method in ("count", "index", "copy") else UNKNOWN
    if method in ("pop", "__delitem__") and isinstance(argument, Constant):
        return without(held, argument)
    if method in ("update", "__setitem__"):
        more_entries = argument.entries if isinstance(argument, Entries) else ((UNKNOWN, UNKNOWN),)
        return Entries((*held.entries, *more_entries))
    return held if method in ("get", "keys", "values", "items", "copy") else UNKNOWN


def iterated(value: Value) -> tuple[Value, ...] | None:
    """What a loop over a list or text comes to, ``None`` where that cannot be told."""
    if isinstance(value, Items):
        return value.items
    if isinstance(value, Constant) and isinstance(value.value, str) and len(value.value) <= _MAX_ITEMS:
        return tuple(map(Constant, value.value))
    return None


def without(held: Entries, key: Constant) -> Entries:
    """A dict that no longer has a key."""
    return Entries(tuple(entry for entry in held.entries if entry[0] != key))


def taken(held: Entries, key: Value, default: Value | None) -> Value:
    """What ``pop`` or ``setdefault`` gives of a dict."""
    if not isinstance(key, Constant) or any(not isinstance(name, Constant) for name, _ in held.entries):
        return UNKNOWN
    found = [value for name, value in held.entries if name == key]
    return found[-1] if found else UNKNOWN if default is None else default


def builtin(path: str, args: list[Value], keywords: bool) -> Value | None:
    """A call of a builtin or of a function of :mod:`re` with known arguments."""
    if keywords:
        return None
    if path in ("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset"):
        if not args:
            return Items(path[9:], ())
        if len(args) == 1 and args[0] is UNKNOWN:
            return Items(path[9:], (UNKNOWN,))
        return Items(path[9:], args[0].items) if len(args) == 1 and isinstance(args[0], Items) else None
    if path == "builtins.sorted" and len(args) == 1 and isinstance(args[0], Items):
        return reordered(Items("list", args[0].items), "sort")
    if path == "builtins.str" and len(args) == 1 and isinstance(args[0], Constant):
        return joined(args)
    if path == "builtins.enumerate" and len(args) == 1:
        items = iterated(args[0])
        # What is not known may be any number of items.
        if items is None or UNKNOWN in items:
            return None
        return Items("list", tuple(Items("tuple", (Constant(n), item)) for n, item in enumerate(items)))
    if path == "builtins.len" and len(args) == 1:
        items = iterated(args[0])
        return None if items is None or UNKNOWN in items else Constant(len(items))
    if path == "builtins.bool" and len(args) == 1 and (known := truth(args[0])) is not None:
        return Constant(known)
    if path == "builtins.callable" and len(args) == 1:
        return _is_callable(args[0])
    if path == "builtins.isinstance" and len(args) == 2:
        return _is_instance(args[0], args[1])
    if path == "re.sub" and len(args) == 3:
        return _substitute(args)
    if path.startswith("re.") and path[3:] in _SEARCHES and len(args) == 2:
        return _search(path[3:], args)
    return None


def _is_instance(value: Value, cls: Value) -> Value | None:
    classes = cls.items if isinstance(cls, Items) else (cls,)
    if isinstance(value, Items):
        name = value.kind
    elif isinstance(value, Entries):
        name = "dict"
    elif isinstance(value, Constant):
        name = type(value.value).__name__
    elif isinstance(value, Made) and isinstance(value.callee, External):
        # What a class of SQLAlchemy makes is none of the builtin containers.
        name = value.callee.path if value.callee.path.startswith("sqlalchemy.") else ""
    else:
        return None
    if not name or not all(
        isinstance(each, External) and each.path.startswith("builtins.") for each in classes
    ):
        return None
    # Every bool is an int.
    names = {f"builtins.{name}", "builtins.object"} | ({"builtins.int"} if name == "bool" else set())
    return Constant(any(isinstance(each, External) and each.path in names for each in classes))


def _is_callable(value: Value) -> Value | None:
    if isinstance(value, FunctionValue | ClassValue):
        return Constant(True)
    return Constant(False) if isinstance(value, Constant | Items | Entries) else None


def _substitute(args: list[Value]) -> Value | None:
    texts = [a.value for a in args if isinstance(a, Constant) and isinstance(a.value, str)]
    if len(texts) != 3 or not _is_searched(texts[0], texts[2]):
        return UNKNOWN
    try:
        return joined([Constant(re.sub(texts[0], texts[1], texts[2]))])
    except (re.error, IndexError):
        return UNKNOWN


def _search(how: str, args: list[Value]) -> Value:
    """What :func:`re.split` or :func:`re.findall` gives of a pattern and a text."""
    texts = [a.value for a in args if isinstance(a, Constant) and isinstance(a.value, str)]
    if len(texts) != 2 or not _is_searched(*texts):
        return UNKNOWN
    try:
        found = _SEARCHES[how](*texts)
    except re.error:
        return UNKNOWN
    groups = (
        Items("tuple", tuple(map(Constant, each))) if isinstance(each, tuple) else Constant(each)
        for each in found
    )
    return Items("list", tuple(groups))


def substituted(pattern: Value | None, given: Callable[[Items], Value], text: Value) -> Value:
    """A text with what ``given`` makes of each match of a pattern in its place."""
    if not isinstance(pattern, Constant) or not isinstance(pattern.value, str):
        return UNKNOWN
    if not isinstance(text, Constant) or not isinstance(text.value, str):
        return UNKNOWN
    if not _is_searched(pattern.value, text.value):
        return UNKNOWN
    parts: list[Value] = []
    end = 0
    try:
        for match in re.finditer(pattern.value, text.value):
            made = given(Items(MATCH, tuple(map(Constant, (match[0], *match.groups())))))
            if not isinstance(made, Constant) or not isinstance(made.value, str):
                return UNKNOWN
            parts += (Constant(text.value[end : match.start()]), made)
            end = match.end()
    except re.error:
        return UNKNOWN
    return joined([*parts, Constant(text.value[end:])])


def _is_searched(pattern: str, text: str) -> bool:
    """Whether a text is searched for a pattern: some patterns take any time over any text."""
    return len(text) <= 200 and not _REPEATED_GROUP.search(pattern)
