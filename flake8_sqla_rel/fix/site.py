"""Where the attributes of a mapped class are written: its body, or the call that maps it."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flake8_sqla_rel.fix.files import Files
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.mapper.model import MappedClass

_MAPPING = ("map_imperatively", "mapper")


@dataclass(frozen=True)
class Site:
    """``node`` is the class statement, or the call of ``map_imperatively()``, in the file ``path``."""

    cls: MappedClass
    path: str
    node: ast.ClassDef | ast.Call

    @property
    def line(self) -> int:
        """Where it begins: names bound before are known in it."""
        return self.node.lineno


#: The calls that map classes, by the name of the class, with the file that they are in.
MappingCalls: TypeAlias = Mapping[str, Sequence[tuple[str, ast.Call]]]


def site_of(files: Files, cls: MappedClass, calls: Callable[[], MappingCalls]) -> Site:
    """Where a class is mapped; :class:`Refused` when that is not the project's to change.

    ``calls`` gives those of the project, and is asked for a class that is mapped by one.
    """
    if os.path.isabs(cls.place.path):
        raise Refused(f"{cls.name} belongs to an installed package")
    if cls.style == "imperative":
        found = calls().get(cls.name, ())
        if len(found) != 1:
            raise Refused(f"{cls.name} is mapped imperatively, and not by one call that names it")
        return Site(cls, *found[0])
    node = files.class_at(cls.place)
    if node is None:
        raise Refused(f"{cls.name} is made by a call, and has no class statement")
    return Site(cls, cls.place.path, node)


def mapping_calls(files: Files) -> MappingCalls:
    """The calls in the files of the project that map a class."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for path in sorted(files.modules):
        for call in () if os.path.isabs(path) else _calls_in(files, path):
            if _last(call.func) in _MAPPING and call.args:
                found.setdefault(_last(call.args[0]), []).append((path, call))
    return found


def _calls_in(files: Files, path: str) -> Sequence[ast.Call]:
    try:
        return files.calls(path)
    except Refused:
        return ()


def _last(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
