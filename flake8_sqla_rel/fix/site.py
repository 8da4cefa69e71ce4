"""Where the attributes of a mapped class are written: its body, or the call that maps it."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass

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


def site_of(files: Files, cls: MappedClass) -> Site:
    """Where a class is mapped; :class:`Refused` when that is not the project's to change."""
    if os.path.isabs(cls.place.path):
        raise Refused(f"{cls.name} belongs to an installed package")
    if cls.style == "imperative":
        found = [
            (path, call) for path in sorted(files.modules) for call in _mapping_calls(files, path, cls.name)
        ]
        if len(found) != 1:
            raise Refused(f"{cls.name} is mapped imperatively, and not by one call that names it")
        return Site(cls, *found[0])
    node = files.class_at(cls.place)
    if node is None:
        raise Refused(f"{cls.name} is made by a call, and has no class statement")
    return Site(cls, cls.place.path, node)


def _mapping_calls(files: Files, path: str, name: str) -> list[ast.Call]:
    if os.path.isabs(path):
        return []
    try:
        tree = files.source(path).tree
    except Refused:
        return []
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _last(node.func) in _MAPPING
        and node.args
        and _last(node.args[0]) == name
    ]


def _last(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
