"""Metaclasses of the project that make other classes than the text says.

One may insert bases or put columns, relationships and a table name into a class body before SQLAlchemy
sees it. What it does is not followed; only whether it changes what it is given is read off its methods.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.hooks import CHANGES, READERS
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.source.facts import Assign, Attr, Call, Function, Name, Subscript, within

#: The methods of a metaclass that are given the name, the bases and the body of a class.
MAKERS: Final = ("__new__", "__init__")
_NAMED: Final = frozenset({"__tablename__", "__table__", "__table_args__", "__mapper_args__"})


def remakes(method: Function, mapped: frozenset[str]) -> bool:
    """Whether a ``__new__`` or ``__init__`` of a metaclass changes bases, body or class.

    ``mapped`` are the calls that make a mapped attribute. A body that was not kept has
    nothing to do with a mapping, and an ``__init__`` of other parameters is no metaclass's.
    """
    names = [param.name for param in method.params if param.kind == ""]
    if len(names) < 4 or method.body is None:
        return False
    given = frozenset(names[2:4])
    made = given | {names[0]} if method.name == "__init__" else given
    for stmt, _ in statements(method.body):
        if isinstance(stmt, Assign) and _changes(stmt, given, mapped):
            return True
        if any(_alters(call, given, made) for call in _calls(stmt)):
            return True
    return False


def _changes(stmt: Assign, given: frozenset[str], mapped: frozenset[str]) -> bool:
    """Whether an assignment binds the bases or the body anew, or adds to the body or the class."""
    target = stmt.target.value if isinstance(stmt.target, Subscript) else stmt.target
    if isinstance(target, Attr):
        made = isinstance(stmt.value, Call) and stmt.value.called in mapped
        return target.attr in _NAMED or (made and target is stmt.target)
    return isinstance(target, Name) and target.id in given


def _alters(call: Call, given: frozenset[str], made: frozenset[str]) -> bool:
    """Whether a call may change what the metaclass was given, or passes something else on."""
    func, called = call.func, call.called
    if called in MAKERS:
        return any(not isinstance(arg, Name) and _names(arg) & given for arg in call.args)
    if isinstance(func, Attr) and isinstance(func.value, Name) and func.value.id in given:
        return called in CHANGES
    if called == "setattr":
        return True
    return called not in READERS and any(isinstance(arg, Name) and arg.id in made for arg in call.args)


def _names(part: object) -> set[str]:
    return {node.id for node in within(part) if isinstance(node, Name)}


def _calls(part: object) -> Iterator[Call]:
    return (node for node in within(part) if isinstance(node, Call))
