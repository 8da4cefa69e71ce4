"""Classes in files without models: whether one of them may have a mapper after all.

Such a file is read only when a name is asked for that no model has. Most often it then holds the
schemas, forms or data classes that are called like the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.bases import Bases
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.execution import World
from flake8_sqla_rel.mapper.makers import Maker, mentions_any, names_without_call
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.scopes import ClassScope, ModuleScope, statements
from flake8_sqla_rel.mapper.values import (
    ClassDecl,
    ClassValue,
    External,
    FunctionValue,
    Made,
    Member,
    Value,
    last_name,
)
from flake8_sqla_rel.source.facts import Class, Stmt

_IMPERATIVE: Final = frozenset(
    {"map_imperatively", "map_declaratively", "mapper", "mapped", "mapped_as_dataclass"}
)
#: The methods of a metaclass that are called when a class is made.
_MAKING_CLASSES: Final = ("__new__", "__init__", "__call__", "__prepare__")


class Elsewhere:
    """Looks into the files without models, name by name."""

    def __init__(self, evaluator: Evaluator, bases: Bases, world: World) -> None:
        self._evaluator = evaluator
        self._bases = bases
        self._world = world
        self._found: dict[str, bool] = {}
        self._plain: dict[str, list[ClassDecl]] = {}
        self._maps_any: bool | None = None

    def may_be_mapped(self, name: str) -> bool:
        """Whether a class of that name outside the models may be in a registry of the project."""
        if name not in self._found:
            self._found[name] = self._may_be_mapped(name)
        return self._found[name]

    @cached_property
    def calling_makers(self) -> Sequence[ModuleRef]:
        """The files that may call a function of the models which makes tables, where that was not followed."""
        return self._calling(self._world.makers)

    @cached_property
    def calling_makers_of_classes(self) -> Sequence[ModuleRef]:
        """Those among them of which the function may make a class of any name."""
        return self._calling([maker for maker in self._world.makers if maker.makes_class])

    def _calling(self, makers: Iterable[Maker]) -> Sequence[ModuleRef]:
        program = self._evaluator.program
        names = frozenset(maker.name for maker in makers if not self._maps_nothing(maker))
        files = (module for module, _ in program.imports() if module.name) if names else ()
        outside = [
            module
            for module in files
            if module.path not in self._world.order and mentions_any(program, module, names)
        ]
        # What such a function is given to may call it, with what is not seen: map(link, NAMES).
        given = [
            module for module in program.models() if names and names_without_call(program, module, names)
        ]
        return [*outside, *given]

    def _maps_nothing(self, maker: Maker) -> bool:
        """Whether a function certainly makes no table, nor a class with a mapper: a schema, an ``Enum``."""
        if maker.table is not None:
            return isinstance(self._global(maker.module, maker.table), ClassValue | FunctionValue)
        bases = [None if name is None else self._global(maker.module, name) for name in maker.bases]
        return bool(bases) and all(base is not None and self.maps_no_subclass(base) for base in bases)

    def _global(self, module: ModuleRef, name: str) -> Value | None:
        return self._evaluator.lookup.global_of(module, name)

    def maps_no_subclass(self, base: Value) -> bool:
        """Whether a class certainly gets no mapper from deriving from this base."""
        self._evaluator.begin()
        lineage = self._evaluator.members.mro(base.decl) if isinstance(base, ClassValue) else (base,)
        return all(map(self._is_plain_base, lineage))

    def plain(self) -> Iterator[ClassDecl]:
        """The classes that were asked for and that certainly have no mapper."""
        for name, may_be in self._found.items():
            if not may_be:
                yield from self._plain.get(name, ())

    def plain_named(self, name: str) -> Sequence[ClassDecl]:
        """Those of a name, if none of that name may be mapped."""
        return () if self.may_be_mapped(name) else self._plain.get(name, ())

    def _may_be_mapped(self, name: str) -> bool:
        modules = self._evaluator.program.classes_elsewhere(name)
        if modules is None:
            return True
        if not modules:
            return False
        if self._may_map_any():
            return True
        for module in dict.fromkeys(modules):
            found = list(self._stated(module, name))
            # What stands in a function is not followed.
            if len(found) < modules.count(module) or not all(map(self._is_plain, found)):
                return True
            self._plain.setdefault(name, []).extend(found)
        return False

    def _stated(self, module: ModuleRef, name: str) -> Iterator[ClassDecl]:
        """The classes of a name that a module states, in the bodies of other classes too."""
        facts = self._evaluator.program.facts(module)
        if facts is not None:
            yield from self._stated_in(facts.body, self._evaluator.module_scope(module), name)

    def _stated_in(
        self, body: tuple[Stmt, ...], scope: ModuleScope | ClassScope, name: str
    ) -> Iterator[ClassDecl]:
        for stmt, branches in statements(body):
            if isinstance(stmt, Class):
                decl = self._evaluator.class_of(stmt, scope, bool(branches))
                if stmt.name == name:
                    yield decl
                yield from self._stated_in(stmt.body, self._evaluator.class_scope(decl), name)

    def _is_plain(self, decl: ClassDecl) -> bool:
        """Whether nothing can map the class into a registry of the project.

        A base or a plain decorator from another package has none of these at hand.
        """
        self._evaluator.begin()
        decorators = [self._evaluator.eval(each, decl.scope) for each in decl.facts.decorators]
        if not all(map(_is_plain_decorator, decorators)) or self._bases.mapping_decorator(decl) is not None:
            return False
        return all(map(self._is_plain_base, self._evaluator.members.mro(decl)))

    def _is_plain_base(self, base: Value) -> bool:
        if isinstance(base, ClassValue):
            return base.decl.module.installed or self._has_plain_body(base.decl)
        if isinstance(base, Made):
            # namedtuple() and the like.
            base = base.callee
        return isinstance(base, External) and (
            frameworks.maps_nothing(base.path)
            or (frameworks.base_style(base.path) is None and not _is_orm(base.path))
        )

    def _has_plain_body(self, decl: ClassDecl) -> bool:
        if self._bases.is_base(decl) or self._evaluator.members.find(decl, "__init_subclass__") is not None:
            return False
        metaclasses = [
            self._evaluator.eval(keyword.value, decl.scope)
            for keyword in decl.facts.keywords
            if keyword.arg in (None, "metaclass")
        ]
        return all(map(self._is_plain_metaclass, metaclasses))

    def _is_plain_metaclass(self, metaclass: Value) -> bool:
        """Whether a metaclass does nothing with the classes that it makes, as far as mappers go."""
        if not isinstance(metaclass, ClassValue):
            return isinstance(metaclass, External) and not _is_orm(metaclass.path)
        members = self._evaluator.members
        return all(members.find(metaclass.decl, name) is None for name in _MAKING_CLASSES) and all(
            isinstance(each, ClassValue) or (isinstance(each, External) and not _is_orm(each.path))
            for each in members.mro(metaclass.decl)
        )

    def _may_map_any(self) -> bool:
        """Whether a call maps classes of which it cannot be told which."""
        if self._maps_any is None:
            self._maps_any = any(map(self._maps_unknown, list(self._evaluator.made.values())))
        return self._maps_any

    def _maps_unknown(self, made: Made) -> bool:
        if last_name(made.callee) not in _IMPERATIVE or not isinstance(made.callee, External | Member):
            return False
        if isinstance(made.callee, External) and not _is_orm(made.callee.path):
            return False
        given = next(iter(made.arguments), None) or made.arguments.keyword("class_")
        return given is not None and not isinstance(self._evaluator.value(given), ClassValue)


def _is_plain_decorator(value: Value) -> bool:
    if isinstance(value, Made) and isinstance(value.callee, External):
        return frameworks.maps_nothing(value.callee.path)
    return isinstance(value, External) and not _is_orm(value.path)


def _is_orm(path: str) -> bool:
    """Whether something comes from SQLAlchemy or a package around it."""
    package = path.split(".", 1)[0].lower()
    return "sql" in package or "alchemy" in package
