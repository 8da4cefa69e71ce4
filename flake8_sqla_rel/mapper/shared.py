"""Whether a project takes models from another package into the registry that both share.

The registry of SQLModel, say, is one for all that import it: what a package of models has there is
there for the project too, and its source does not show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.source.facts import Assign, Call, Class, Const, Import, Name, Stmt, within
from flake8_sqla_rel.source.reader import parse_expression

#: What packages call the modules that they keep their models in.
_MODULES: Final = frozenset("model models entity entities orm tables".split())
_RELATIONSHIPS: Final = frozenset({"Relationship", "relationship"})


def takes_models(program: Program) -> bool:
    """Whether a module with models imports others from outside of the project.

    They are known by the module that they are in and a name such as classes have, or by a relationship
    that names what is imported.
    """
    return any(_takes_models(program, module) for module in program.models() if not module.installed)


def targets_outside(program: Program) -> Iterator[tuple[ModuleRef, str]]:
    """The classes of other packages that relationships of the project name, each with the module that does."""
    for module in program.models():
        outside = [] if module.installed else _outside(program, module)
        facts = program.facts(module) if outside else None
        if facts is not None:
            related = frozenset(_related(facts.body))
            yield from ((module, stmt.name) for stmt in outside if stmt.name and stmt.bound in related)


def is_missing(program: Program, name: str, importer: ModuleRef) -> bool:
    """Whether a dotted name leads into a package that the importer is in, to a module that is not there.

    So does an import for the type checker, which nothing runs, once the module has another name.
    """
    above, _, part = name.rpartition(".")
    package = program.resolve(above, importer) if above else None
    if package is None:
        return bool(above) and is_missing(program, above, importer)
    first = name.partition(".")[0]
    top = program.resolve(first, importer)
    # What only lies beside the importer is not what it imports by that name.
    if top is None or top.name != first or not (top.package and package.package):
        return False
    bindings = program.bindings(package)
    return (
        importer.path.startswith(top.path.rpartition("/")[0] + "/")
        and not (bindings is None or bindings.rerouted)
        and not program.may_have_module(package, part)
    )


def _takes_models(program: Program, module: ModuleRef) -> bool:
    facts = program.facts(module)
    if facts is None:
        return False
    outside = _outside(program, module)
    if any(map(_names_models, outside)):
        return True
    names = {stmt.bound for stmt in outside}
    return bool(names) and not names.isdisjoint(_related(facts.body))


def _outside(program: Program, module: ModuleRef) -> list[Import]:
    """The imports of a module that are of other packages, which may have models."""
    facts = program.facts(module)
    return [
        stmt
        for stmt, _ in statements(() if facts is None else facts.body)
        if isinstance(stmt, Import)
        and not stmt.level
        and not frameworks.has_no_models(stmt.module.partition(".")[0])
        and program.resolve(stmt.module, module) is None
        and not is_missing(program, stmt.module, module)
    ]


def _names_models(stmt: Import) -> bool:
    """Whether an import may be of a model, or of a module with models in it."""
    name = stmt.name
    in_models = not _MODULES.isdisjoint(stmt.module.split(".")[1:])
    if name is None or name == "*":
        return in_models
    # Packages have models of other kinds as well, but functions and constants are none of any.
    return name in _MODULES or (in_models and name[:1].isupper() and not name.isupper())


def _related(body: tuple[Stmt, ...]) -> Iterator[str]:
    """The names in the relationships of the classes of a block."""
    for stmt, _ in statements(body):
        if isinstance(stmt, Class):
            yield from _related(stmt.body)
        elif (
            isinstance(stmt, Assign) and isinstance(stmt.value, Call) and stmt.value.called in _RELATIONSHIPS
        ):
            yield from _named((stmt.annotation, stmt.value.args[:1]))


def _named(part: object) -> Iterator[str]:
    for node in within(part):
        if isinstance(node, Name):
            yield node.id
        elif isinstance(node, Const) and isinstance(node.value, str):
            parsed = parse_expression(node.value)
            if parsed is not None and not isinstance(parsed, Const):
                yield from _named(parsed)
