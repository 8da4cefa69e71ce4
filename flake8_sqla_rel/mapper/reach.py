"""Modules with models that nothing in the application leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.source.imports import Imported

#: Files and folders of tests: what only they import, the application does not have.
_TEST: Final = re.compile(r"(?:.*/)?(?:tests?|testing|test_[^/]*|[^/]*_tests?|conftest)(?:/.*|\.py)")

#: Modules that a server, a command line or a tool is told to load by their name.
_STARTS: Final = re.compile(
    r"__main__|app|application|asgi|wsgi|main|manage|cli|commands?|run|serve|server|worker|tasks?|celery|api"
    r"|bot|setup|settings|config|env|shell|bootstrap|startup|init_db|seed.*|fixtures?|factory|factories"
)


def unreached_modules(program: Program) -> frozenset[str]:
    """The paths of modules with models, in packages, that no import leads to from anything else.

    Anything else is each file that holds no models itself and is no test, and what is meant to be
    started. None when a file may import what its text does not tell.
    """
    files = {module.path: (module, imported) for module, imported in program.imports()}
    models = {module.path: module for module in program.models()}
    tests = {path for path in files if _TEST.fullmatch(path)}
    packages = {path.rpartition("/")[0] for path in files if path.rpartition("/")[2] == "__init__.py"}
    inner = {
        path
        for path, module in models.items()
        if path.rpartition("/")[0] in packages
        and not module.package
        and not _STARTS.fullmatch(path.rpartition("/")[2].removesuffix(".py"))
        and not (path in files and files[path][1].script)
    }
    # What takes long comes last, and mostly it is not asked for.
    if not inner or any(imported.dynamic for path, (_, imported) in files.items() if path not in tests):
        return frozenset()
    return frozenset(_unreached(program, files, inner, tests))


def _unreached(
    program: Program, files: Mapping[str, tuple[ModuleRef, Imported]], inner: set[str], tests: set[str]
) -> set[str]:
    """Those of the inner files that no other one leads to, be it by way of inner ones; not the tests."""
    missing = inner - tests
    beside = {path.rpartition("/")[0] for path in inner}
    pending = [path for path in files if path not in inner and path not in tests]
    # The neighbours of models import most of them: with these, which are looked at first, it often ends.
    pending.sort(key=lambda path: path.rpartition("/")[0] in beside)
    reached = set(pending)
    while pending and missing:
        module, imported = files[pending.pop()]
        for found in imported_modules(program, module, imported):
            if found.path in files and found.path not in reached:
                reached.add(found.path)
                missing.discard(found.path)
                pending.append(found.path)
    return missing


def imported_modules(program: Program, module: ModuleRef, imported: Imported) -> Iterator[ModuleRef]:
    """The modules of the project that a file may import, some of them more than once."""
    for level, name, part in imported.imports:
        yield from _resolved(program, module, level, name, part)


def _resolved(program: Program, importer: ModuleRef, level: int, name: str, part: str) -> list[ModuleRef]:
    """The modules that an import may load; a text may name a thing in a module as well."""
    if level:
        parts = importer.name.split(".")
        base = parts[: len(parts) - level + (1 if importer.package else 0)]
        name = ".".join([*base, name] if name else base)
    asked = [f"{name}.{part}"] if part else [name, name.rpartition(".")[0]]
    found = (program.resolve(each, importer) for each in asked if each)
    # One of a longer name only looks like it: the importer's neighbour is not at the top. One of a
    # shorter name is it, in a folder without an ``__init__`` module.
    return [
        module
        for module, each in zip(found, filter(None, asked))
        if module and f".{each}".endswith(f".{module.name}")
    ]
