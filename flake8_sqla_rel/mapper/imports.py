"""Imports, by the modules that hold models, of what is not there.

Only what is certain to raise ``ImportError`` whenever the importing module is loaded: statements
that stand by themselves (no condition, no ``try``), from regular packages of the project, in the
folders of which nothing of that name is, nor will be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import ImportFault, Place
from flake8_sqla_rel.mapper.program import ModuleRef, Program
from flake8_sqla_rel.source.facts import Import, Jump


def import_faults(evaluator: Evaluator) -> tuple[ImportFault, ...]:
    """The faults in the modules with models and the packages they are in, by their places."""
    return tuple(_Imports(evaluator).faults())


class _Found(NamedTuple):
    """How far a dotted name leads: the last module that is there, and the part that is missing."""

    module: ModuleRef
    missing: str | None


class _Imports:
    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._program: Program = evaluator.program
        models = self._program.models()
        own = [module for module in models if not (module.installed or _is_template(module.path))]
        self._models = {module.path: module for module in own}
        self._packages: dict[str, ModuleRef] = {}
        self._mentioned: dict[tuple[str, str], bool] = {}
        self._followed: dict[tuple[str, str], _Found | None] = {}
        for module in own:
            self._add_packages(module)

    def _add_packages(self, module: ModuleRef) -> None:
        """Note the packages that a module is in."""
        above = module.name.rpartition(".")[0]
        package = self._program.resolve(above, module) if above else None
        if package is None or not package.package or package.path in self._packages:
            return
        if module.path.startswith(_folder(package)):
            self._packages[package.path] = package
            self._add_packages(package)

    def faults(self) -> Iterator[ImportFault]:
        """Every fault."""
        for _, importer in sorted((self._models | self._packages).items()):
            facts = self._program.facts(importer)
            for stmt in () if facts is None else facts.body:
                if isinstance(stmt, Jump):
                    break
                if isinstance(stmt, Import):
                    fault = self._fault(stmt, importer)
                    if fault is not None:
                        yield fault

    def _fault(self, stmt: Import, importer: ModuleRef) -> ImportFault | None:
        found = self._follow(stmt, importer)
        if found is None:
            return None
        module, missing = found
        if missing is not None:
            if not self._is_missing_module(module, missing, importer) or self._may_lead_away(stmt, importer):
                return None
            return None if self._is_part(module) else self._made("module", stmt, importer, module, missing)
        name = stmt.name
        if name is None or name == "*" or self._may_have(module, name):
            return None
        if self._may_lead_away(stmt, importer) or self._program.is_set_from_outside(module.name, name):
            return None
        if self._is_part(module):
            return None
        return self._made("name", stmt, importer, module, name)

    def _follow(self, stmt: Import, importer: ModuleRef) -> _Found | None:
        """The module that an import names; ``None`` when a part of its name may be elsewhere."""
        name = self._evaluator.lookup.absolute(stmt, importer)
        if not name:
            return None
        # The modules in a folder find the same by a name, and most of them import the same few.
        asked = (name, _folder(importer))
        if asked not in self._followed:
            self._followed[asked] = self._follow_name(name, importer)
        return self._followed[asked]

    def _follow_name(self, name: str, importer: ModuleRef) -> _Found | None:
        """The same part by part of the name."""
        parts = name.split(".")
        current = self._program.resolve(parts[0], importer)
        if current is None or not self._is_above(current, importer):
            return None
        for count in range(1, len(parts)):
            if current.path not in self._packages:
                return None
            inner = self._program.resolve(".".join(parts[: count + 1]), importer)
            if inner is None:
                return _Found(current, parts[count])
            if inner.path not in _places(current, parts[count]):
                return None
            current = inner
        return _Found(current, None)

    def _is_above(self, top: ModuleRef, importer: ModuleRef) -> bool:
        """Whether a top-level package holds models and lies where the importer finds it first."""
        # One that is not at the top only looks like the one that is meant: another's, installed.
        at_the_top = top.path in self._packages and "." not in top.name
        return at_the_top and importer.path.startswith(_folder(top)[: -len(top.name) - 1])

    def _is_part(self, module: ModuleRef) -> bool:
        """Whether a module's package is imported as part of the folder above it, which is a namespace then.

        A package of that name alone is another's.
        """
        names = module.name.split(".")
        above = module.path.split("/")[: -len(names) - module.package]
        if not above:
            return False
        longer = f"{above[-1]}.{names[0]}"
        return any(
            not level and f"{source}.{imported}.".startswith(f"{longer}.")
            for _, each in self._program.imports()
            for level, source, imported in each.imports
        )

    def _may_lead_away(self, stmt: Import, importer: ModuleRef) -> bool:
        """Whether a program that is not itself in a package looks for it elsewhere first."""
        top = self._program.resolve(stmt.module.partition(".")[0], importer)
        if stmt.level or (top is not None and importer.path.startswith(_folder(top))):
            return False
        bindings = self._program.bindings(importer)
        return bindings is None or bindings.path_changed

    def _is_missing_module(self, package: ModuleRef, name: str, importer: ModuleRef) -> bool:
        if self._program.may_have_module(package, name):
            return False
        asked = [importer, *(each for each in self._packages.values() if _is_in(package, each))]
        for module in asked:
            bindings = self._program.bindings(module)
            if bindings is None or bindings.rerouted:
                return False
        return not self._program.is_set_from_outside(f"{package.name}.{name}", None)

    def _may_have(self, module: ModuleRef, name: str) -> bool:
        """Whether a module may have an attribute, or a package a submodule, of that name."""
        if name.startswith("__") or self._has(module, name):
            return True
        if module.package and self._program.resolve(f"{module.name}.{name}", module) is not None:
            return True
        if self._may_bind(module, name, set()):
            return True
        return module.package and self._program.may_have_module(module, name)

    def _has(self, module: ModuleRef, name: str) -> bool:
        """Whether a module binds a name; of one without models, whether it has the word."""
        if module.path in self._models or module.path in self._packages:
            return name in self._evaluator.module_scope(module).names.bound
        asked = (module.path, name)
        if asked not in self._mentioned:
            self._mentioned[asked] = self._program.mentions(module, name)
        return self._mentioned[asked]

    def _may_bind(self, module: ModuleRef, name: str, asked: set[str]) -> bool:
        """Whether the text of a module may bind the name, or that of those it imports all from."""
        if module.path in asked:
            return False
        asked.add(module.path)
        bindings = self._program.bindings(module)
        if bindings is None or bindings.open or name in bindings.names:
            return True
        for level, target in bindings.stars:
            whole = self._evaluator.lookup.absolute(Import(0, 0, level, target, "*", "*"), module)
            source = self._program.resolve(whole, module) if whole else None
            if source is None or self._may_bind(source, name, asked):
                return True
        return False

    def _made(
        self, kind: str, stmt: Import, importer: ModuleRef, module: ModuleRef, name: str
    ) -> ImportFault:
        place = Place(importer.path, stmt.line, stmt.col)
        if kind == "module":
            inside = (each.name for each in (self._models | self._packages).values())
            near = tuple(sorted(each.rpartition(".")[2] for each in inside if _is_inside(each, module.name)))
            return ImportFault("module", place, module.name, module.path, name, None, near)
        bindings = self._program.bindings(module)
        bound = () if bindings is None else filter(str.isidentifier, bindings.names)
        return ImportFault(
            "name", place, module.name, module.path, name, self._shadowed(module, name), tuple(sorted(bound))
        )

    def _shadowed(self, module: ModuleRef, name: str) -> str | None:
        """The module beside a package, of the same name, that has what the package lacks."""
        beside = self._models.get(_folder(module)[:-1] + ".py") if module.package else None
        if beside is None:
            return None
        return beside.path if name in self._evaluator.module_scope(beside).names.bound else None


def _folder(package: ModuleRef) -> str:
    """The folder of a package, with a ``/`` behind it."""
    return package.path.rpartition("/")[0] + "/"


def _places(package: ModuleRef, name: str) -> tuple[str, str]:
    """Where the submodule of a package is."""
    return f"{_folder(package)}{name}.py", f"{_folder(package)}{name}/__init__.py"


def _is_in(module: ModuleRef, package: ModuleRef) -> bool:
    return module.path.startswith(_folder(package))


def _is_inside(name: str, package: str) -> bool:
    return name.rpartition(".")[0] == package


def _is_template(path: str) -> bool:
    """Whether a file is below a folder that is named once a project is made of it, as other files may be.

    Cookiecutter and Copier write what is filled in between double braces.
    """
    return "{{" in path
