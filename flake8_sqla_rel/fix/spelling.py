"""How a class writes its relationships: what it calls, and whether and how it annotates them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.files import Files
from flake8_sqla_rel.fix.imports import add_import
from flake8_sqla_rel.fix.names import root_name
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.site import Site
from flake8_sqla_rel.fix.text import SourceText
from flake8_sqla_rel.mapper.model import MappedClass, Model

_CONTAINERS = re.compile(r"(?:[\w.]+\.)?(?:Mapped|DynamicMapped|WriteOnlyMapped)\b")


@dataclass(frozen=True)
class Spelling:
    """``func`` is what to call, ``imports`` what that needs. ``mapped`` is how the class spells ``Mapped``.

    ``mapped`` is ``None`` where relationships are not annotated, ``""`` in SQLModel.
    ``names_target`` tells that relationships name their target although they are annotated.
    """

    func: str
    imports: tuple[Edit, ...]
    mapped: str | None
    names_target: bool


def spelling(model: Model, files: Files, site: Site, like: str, sqlalchemy: tuple[int, int]) -> Spelling:
    """How a class writes its relationships.

    ``like`` is the import path of what the other side calls (``""`` when that is not told).
    """
    own = _calls_in(files, site)
    func, imports = _function(files, site, own, like)
    if isinstance(site.node, ast.Call):
        return Spelling(func, imports, None, True)
    if site.cls.style == "sqlmodel":
        return Spelling(func, imports, "", False)
    return Spelling(
        func,
        imports,
        _mapped(model, files.source(site.path), site.cls, site.node, own, sqlalchemy),
        _named(own),
    )


def _calls_in(files: Files, site: Site) -> list[ast.Call]:
    places = files.relationship_calls(site.path)
    return [
        each
        for each in ast.walk(site.node)
        if isinstance(each, ast.Call)
        and (each.lineno, each.col_offset) in places
        and _is_relationship(each.func)
    ]


def _is_relationship(func: ast.expr) -> bool:
    name = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
    return name in ("relationship", "Relationship", "relation")


def _function(files: Files, site: Site, own: list[ast.Call], like: str) -> tuple[str, tuple[Edit, ...]]:
    source, names = files.source(site.path), files.names(site.path)
    for call in own[-1:]:
        return source.of(call.func), ()
    if site.cls.style == "sqlmodel":
        known = names.named("sqlmodel.Relationship")
        return (
            (known, ())
            if known
            else ("Relationship", (_import(source, names.binds, "sqlmodel", "Relationship"),))
        )
    places = files.relationship_calls(site.path)
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Call)
            and (node.lineno, node.col_offset) in places
            and _is_relationship(node.func)
        ) and (names.path(node.func) is not None or _is_made_before(source, node.func, site)):
            return source.of(node.func), ()
    for path in ("sqlalchemy.orm.relationship", *([like] if like else [])):
        for depth in range(len(path.split("."))):
            head = ".".join(path.split(".")[: len(path.split(".")) - depth])
            known = names.named(head)
            if known is not None and head != "sqlalchemy":
                return known + path[len(head) :], ()
    return "relationship", (_import(source, names.binds, "sqlalchemy.orm", "relationship"),)


def _is_made_before(source: SourceText, func: ast.expr, site: Site) -> bool:
    """Whether the name that an expression starts with is assigned at the top, above a class: ``db = SQLAlchemy()``.

    What such an object calls need not be SQLAlchemy's own: Flask-SQLAlchemy's has a query of its own.
    """
    root = root_name(func)
    return root is not None and any(
        isinstance(target, ast.Name) and target.id == root.id
        for stmt in source.tree.body
        if isinstance(stmt, ast.Assign) and stmt.lineno < site.node.lineno
        for target in stmt.targets
    )


def _import(source: SourceText, binds: object, module: str, name: str) -> Edit:
    if callable(binds) and binds(name):
        raise Refused(f"{source.path} has another {name}")
    return add_import(source, module, name)


def _mapped(
    model: Model,
    source: SourceText,
    cls: MappedClass,
    node: ast.ClassDef,
    own: list[ast.Call],
    sqlalchemy: tuple[int, int],
) -> str | None:
    statement = None if model.declarations is None else model.declarations.classes.get(cls.id)
    if sqlalchemy < (2, 0) or statement is None:
        return None
    if statement.native_dataclass is not False or statement.plain_dataclass:
        # A field of a dataclass is more than the attribute that a backref makes.
        return None
    annotated = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    relationships = [each for each in annotated if each.value in own]
    for each in (relationships if own else annotated)[::-1]:
        found = _CONTAINERS.match(source.of(each.annotation).strip("\"'"))
        if found is not None:
            return found.group().replace("DynamicMapped", "Mapped").replace("WriteOnlyMapped", "Mapped")
    return None


def _named(own: list[ast.Call]) -> bool:
    return any(call.args for call in own)
