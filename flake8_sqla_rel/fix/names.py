"""The names of one module, as its own text binds them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_BUILTINS = frozenset(dir(builtins))
#: Packages and modules of SQLAlchemy: a star import of what they are in does not bind them for certain.
_MODULES = frozenset({"sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.sql", "sqlalchemy.types"})


def root_name(node: ast.expr) -> ast.Name | None:
    """The name that a dotted expression starts with, ``None`` when it starts with anything else."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node if isinstance(node, ast.Name) else None


@dataclass(frozen=True)
class ModuleNames:
    """What the top level of a module binds.

    ``imports`` are the import paths of names imported at run time, ``typing_only`` of those
    imported under ``if TYPE_CHECKING``. ``defined`` are the statements that bind any other name.
    ``lines`` tell where a name is first bound. ``module`` is the module's own name. ``stars`` are the
    modules of SQLAlchemy that everything is imported from.
    """

    module: str
    imports: Mapping[str, str]
    typing_only: Mapping[str, str]
    defined: Mapping[str, ast.stmt]
    lines: Mapping[str, int]
    stars: tuple[str, ...] = ()

    def binds(self, name: str) -> bool:
        """Whether the name means something other than a builtin."""
        return name in self.imports or name in self.typing_only or name in self.defined

    def is_builtin(self, name: str) -> bool:
        """Whether the name is Python's own."""
        return name in _BUILTINS and not self.binds(name)

    def path(self, node: ast.expr) -> str | None:
        """The import path of a name or of a chain of attributes on an imported name."""
        if isinstance(node, ast.Name):
            if self.stars and not self.binds(node.id) and not self.is_builtin(node.id):
                return f"{self.stars[-1]}.{node.id}"
            return self.imports.get(node.id)
        if isinstance(node, ast.Attribute):
            above = self.path(node.value)
            return None if above is None else f"{above}.{node.attr}"
        return None

    def named(self, path: str) -> str | None:
        """The name under which the module has what is imported from a path."""
        module, _, last = path.rpartition(".")
        if module in self.stars and not self.binds(last) and path not in _MODULES:
            return last
        return next((name for name, bound in self.imports.items() if bound == path), None)


def module_names(tree: ast.Module, module: str, package: bool) -> ModuleNames:
    """The names that the top level of a module binds; ``package`` tells an ``__init__`` module."""
    imports: dict[str, str] = {}
    typing_only: dict[str, str] = {}
    defined: dict[str, ast.stmt] = {}
    lines: dict[str, int] = {}
    stars: list[str] = []
    for statement, typing in _statements(tree.body, False):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for name, path in imported(statement, module, package):
                if name == "*":
                    stars += [path[:-2]] if path.split(".")[0] == "sqlalchemy" else []
                    continue
                (typing_only if typing else imports)[name] = path
                lines.setdefault(name, statement.lineno)
        else:
            for name in _bound(statement):
                defined.setdefault(name, statement)
                lines.setdefault(name, statement.lineno)
    return ModuleNames(module, imports, typing_only, defined, lines, tuple(stars))


def imported(statement: ast.Import | ast.ImportFrom, module: str, package: bool) -> Iterator[tuple[str, str]]:
    """The names that an import binds, each with its import path."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield (
                alias.asname or alias.name.split(".")[0],
                alias.name if alias.asname else alias.name.split(".")[0],
            )
        return
    source = statement.module or ""
    if statement.level:
        parts = module.split(".")
        parts = parts[: len(parts) - statement.level + (1 if package else 0)]
        source = ".".join([*parts, *filter(None, [source])])
    for alias in statement.names:
        yield alias.asname or alias.name, f"{source}.{alias.name}"


def is_type_checking(test: ast.expr) -> bool:
    """Whether a condition is ``TYPE_CHECKING``."""
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _statements(body: Sequence[ast.stmt], typing: bool) -> Iterator[tuple[ast.stmt, bool]]:
    for statement in body:
        yield statement, typing
        if isinstance(statement, ast.If):
            yield from _statements(statement.body, typing or is_type_checking(statement.test))
            yield from _statements(statement.orelse, typing)
        elif isinstance(statement, ast.Try):
            yield from _statements(statement.body, typing)
            for handler in statement.handlers:
                yield from _statements(handler.body, typing)
            yield from _statements(statement.orelse, typing)
            yield from _statements(statement.finalbody, typing)
        elif isinstance(statement, ast.With):
            yield from _statements(statement.body, typing)


def bound_names(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that statements bind, those inside of conditions too."""
    for statement, _ in _statements(body, False):
        yield from _bound(statement)
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                yield alias.asname or alias.name.split(".")[0]


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield statement.name
        return
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For):
        targets = [statement.target]
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
