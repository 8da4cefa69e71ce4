"""Declarative bases: which registry and MetaData a class belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, cached_property
from typing import Final, Literal, NamedTuple, TypeVar

from flake8_sqla_rel.mapper import frameworks
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, MetaDataId, RegistryId, Unknown
from flake8_sqla_rel.mapper.program import ModuleRef
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import statements
from flake8_sqla_rel.mapper.shared import takes_models, targets_outside
from flake8_sqla_rel.mapper.values import (
    Arguments,
    ClassDecl,
    ClassValue,
    Constant,
    External,
    FunctionValue,
    Items,
    Made,
    Member,
    Thunk,
    Value,
    every_argument,
    last_name,
)
from flake8_sqla_rel.source.facts import Call, Const, Function, Mapping, Return

_T = TypeVar("_T")

Style = Literal["1.x", "2.x", "sqlmodel"]

_BASE_CLASSES: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta"})
_BASE_DECORATORS: Final = frozenset({"as_declarative", "as_declarative_base"})
_MAPPING_DECORATORS: Final = frozenset({"mapped", "mapped_as_dataclass", "unmapped_dataclass"})
_MAPPING_CALLS: Final = frozenset({"mapped", "mapped_as_dataclass", "map_declaratively"})

_MAKES_CLASSES: Final = re.compile("class|model|table|declar|entit", re.IGNORECASE)

#: Where releases before 2.0 take the MetaData among the arguments.
_METADATA_AT: Final = {"registry": 0, "declarative_base": 1}

#: The registry of SQLModel itself; its MetaData is SQLModel's as well.
_SQLMODEL: Final = "sqlmodel.SQLModel"

#: The one of all bases of Advanced Alchemy, which maps no class of its own.
ADVANCED: Final = "advanced_alchemy.base.orm_registry"


class GivenAway(NamedTuple):
    """A registry and its MetaData that a call in the file of that path gives to another package."""

    path: str
    registry: RegistryId | Unknown
    metadata: MetaData | Unknown


@record()
class MetaData:
    """A MetaData: its id and its default schema.

    ``assumed`` tells that the schema comes from the run-time configuration and may be absent:
    names are then those without one, and nothing is concluded from a name that is missing.
    """

    id: MetaDataId
    schema: str | None | Unknown = None
    assumed: bool = False


@record()
class Base:
    """What a declarative base gives its subclasses.

    ``of_registry`` is the MetaData of the registry where that is not ``metadata``, that of the classes.
    ``autonames`` tells that a class without a table name gets one made of its own
    (Flask-SQLAlchemy, SQLModel, neutron-lib, Advanced Alchemy). ``certain`` is false for a base from
    another package that is not known to be one. ``binds`` tells that a class with a ``__bind_key__``
    gets the MetaData of that key, as it does from Flask-SQLAlchemy alone, and may from what is not known.
    """

    registry: RegistryId | Unknown
    metadata: MetaData | Unknown
    style: Style
    autonames: frameworks.BaseStyle | None = None
    certain: bool = True
    of_registry: MetaData | Unknown | None = None
    binds: bool = False

    @property
    def registry_metadata(self) -> MetaData | Unknown:
        """The MetaData in which the registry looks for the tables that a text names."""
        return self.metadata if self.of_registry is None else self.of_registry


def is_sqlalchemy(value: Value, *names: str) -> bool:
    """Whether a value is one of these names of SQLAlchemy, or of a package that re-exports it."""
    if not isinstance(value, External) or value.name not in names:
        return False
    return value.path.split(".", 1)[0] in _SQLALCHEMY_PACKAGES


_SQLALCHEMY_PACKAGES: Final = frozenset({"sqlalchemy", "sqlmodel", "flask_sqlalchemy", "sqlalchemy_utils"})


class Bases:
    """Finds the base of each class; remembers what it found.

    ``schemas`` are those that a MetaData was given after it was made, as :meth:`schemas_set` tells them.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        sqlalchemy: tuple[int, int],
        schemas: dict[MetaDataId, str | None | Unknown] | None = None,
    ) -> None:
        self._evaluator = evaluator
        self._sqlalchemy = sqlalchemy
        self._schemas = schemas or {}
        self._found: dict[str, Base | None] = {}
        #: The bases and registries that are being worked out: one may be given itself, as in a half typed line.
        self._begun: set[str] = set()

    def of_class(self, decl: ClassDecl) -> Base | None:
        """The declarative base among the ancestors of a class, ``None`` when there is none."""
        if decl.id not in self._found:
            self._found[decl.id] = None
            self._found[decl.id] = self._of_class(decl)
        return self._found[decl.id]

    def bound(self, metadata: MetaData | Unknown, bind_key: Value) -> MetaData | Unknown:
        """The MetaData that Flask-SQLAlchemy keeps for a bind key; ``metadata`` is that of no key.

        Its releases before 3.0, which have one for all keys, work up to SQLAlchemy 1.4.
        """
        if isinstance(metadata, Unknown) or not isinstance(bind_key, Constant):
            return UNKNOWN
        if bind_key.value is None:
            return metadata
        apart = self._sqlalchemy >= (2, 0)
        return MetaData(f"{metadata.id}[{bind_key.value}]") if apart else UNKNOWN

    def is_base(self, decl: ClassDecl) -> bool:
        """Whether the class itself is a declarative base, and so not mapped."""
        return self._own_base(decl) is not None

    def _of_class(self, decl: ClassDecl) -> Base | None:
        fallback: Base | None = None
        for entry in self._evaluator.members.mro(decl):
            base = self._entry(entry)
            if base is not None and base.certain:
                return base
            fallback = fallback or base
        if fallback is not None and any(keyword.arg == "table" for keyword in decl.facts.keywords):
            # Nothing else takes that argument, whatever the base from another package is called.
            return self._sqlmodel
        return fallback

    def _entry(self, entry: Value) -> Base | None:
        if isinstance(entry, ClassValue):
            return self._own_base(entry.decl)
        if isinstance(entry, Made) and last_name(entry.callee) in frameworks.BASE_CALLS:
            return self._made_base(entry)
        if isinstance(entry, Member) and entry.name == "Model" and isinstance(entry.owner, Made):
            return self._flask_base(entry.owner)
        if isinstance(entry, External):
            return self._external_base(entry)
        if entry is UNKNOWN or isinstance(entry, Member):
            return Base(UNKNOWN, UNKNOWN, "1.x", certain=False)
        return None

    def _own_base(self, decl: ClassDecl) -> Base | None:
        bases = self._evaluator.members.bases(decl)
        own_id = f"ext:{decl.id}" if decl.module.installed else decl.id
        if any(is_sqlalchemy(base, *_BASE_CLASSES) for base in bases):
            return self._base_class(decl, own_id, "2.x")
        for decorator in decl.facts.decorators:
            value = self._evaluator.eval(decorator, decl.scope)
            callee = value.callee if isinstance(value, Made) else value
            if last_name(callee) in _BASE_DECORATORS:
                registry = self._owner_registry(callee) or own_id
                return Base(registry, self._class_metadata(decl, registry), "1.x")
        for keyword in decl.facts.keywords:
            if keyword.arg == "metaclass":
                value = self._evaluator.eval(keyword.value, decl.scope)
                if is_sqlalchemy(value, "DeclarativeMeta"):
                    return self._base_class(decl, own_id, "1.x")
        return None

    def _base_class(self, decl: ClassDecl, own_id: RegistryId, style: Style) -> Base:
        """A base that may have a registry and a MetaData of its own; the two need not belong together."""
        registry = self._registry_attribute(decl) or own_id
        metadata = self._class_metadata(decl, registry)
        base = Base(registry, metadata, style)
        if any(self._evaluator.members.find(decl, name) is None for name in ("registry", "metadata")):
            return base
        given = self._evaluator.members.class_attribute(decl, "registry")
        return replace(base, of_registry=self._owner_metadata(given))

    def _made_base(self, made: Made) -> Base:
        registry = self._owner_registry(made.callee) or identity_of(made)
        base = self._unless_begun(f"base {identity_of(made)}", lambda: self._base_with(made, registry))
        return Base(registry, UNKNOWN, "1.x") if base is None else base

    def _base_with(self, made: Made, registry: RegistryId) -> Base:
        owner = made.callee.owner if isinstance(made.callee, Member) else None
        if last_name(made.callee) == "automap_base":
            # Reflection adds classes that the text does not show.
            registry = f"ext:{registry}"
            given = made.arguments.keyword("declarative_base") or next(iter(made.arguments.positional), None)
            if given is not None:
                value = self._evaluator.value(given)
                base = self.of_class(value.decl) if isinstance(value, ClassValue) else self._entry(value)
                return Base(registry, UNKNOWN if base is None else base.metadata, "1.x")
        metadata = self._metadata_argument(made, registry)
        if isinstance(owner, Made) and _given_metadata(made) is None:
            metadata = self._metadata_argument(owner, registry)
        return Base(registry, metadata, "1.x")

    def _flask_base(self, made: Made) -> Base | None:
        if not self._evaluator.is_flask(made):
            return None
        given = self._flask_model(made)
        if given is None:
            style: Style = "2.x" if made.arguments.keyword("model_class") else "1.x"
            base = Base(identity_of(made), self._flask_metadata(made), style, "flask", binds=True)
        else:
            metadata = self._flask_metadata(made)
            base = replace(given, metadata=metadata, of_registry=given.registry_metadata)
        named = self._evaluator.value(made.arguments.keyword("disable_autonaming")) != Constant(True)
        return base if named else replace(base, autonames=None)

    def _flask_model(self, made: Made) -> Base | None:
        """The declarative base that an extension is given, whose registry its ``Model`` shares."""
        model = self._evaluator.value(made.arguments.keyword("model_class"))
        base: Base | None = None
        names = False
        if isinstance(model, ClassValue):
            base = self.of_class(model.decl)
        elif isinstance(model, Made) and last_name(model.callee) in frameworks.BASE_CALLS:
            base = self._made_base(model)
            names = model.arguments.keyword("metaclass") is not None
        if base is None or not base.certain or base.autonames is not None:
            return None
        # It makes a class of its own below a base of 2.0, and takes any other as it is.
        return replace(base, autonames="flask", binds=True) if names or base.style == "2.x" else base

    def _flask_metadata(self, made: Made) -> MetaData | Unknown:
        given = self._flask_model(made)
        if given is not None and (given.style == "2.x" or made.arguments.keyword("metadata") is None):
            return given.metadata
        if made.arguments.keyword("metadata") is None:
            model = self._evaluator.value(made.arguments.keyword("model_class"))
            if isinstance(model, ClassValue) and self._evaluator.members.find(model.decl, "metadata"):
                return self.metadata(self._evaluator.members.class_attribute(model.decl, "metadata"))
        return self._metadata_argument(made, identity_of(made))

    def _external_base(self, entry: External) -> Base | None:
        style = frameworks.base_style(entry.path)
        package = entry.path.split(".", 1)[0]
        identifier = f"ext:{frameworks.canonical(entry.path)}"
        if style == "sqlmodel":
            return self._sqlmodel
        if frameworks.is_of_advanced_alchemy(entry.path):
            registry = self._shared(ADVANCED)
            return Base(registry, self._metadata_of(f"{registry}.metadata"), "2.x", style)
        if style is not None:
            metadata = self._metadata_of(f"{identifier}.metadata")
            return Base(identifier, metadata, "1.x", style, binds=style == "flask")
        neutral = frameworks.added_columns(entry.path) is not None or package in ("sqlalchemy", "sqlmodel")
        if neutral:
            return None
        return Base(identifier, self._metadata_of(f"{identifier}.metadata"), "1.x", certain=False, binds=True)

    @property
    def _sqlmodel(self) -> Base:
        registry = self._shared(_SQLMODEL)
        return Base(registry, self._metadata_of(f"{registry}.metadata"), "sqlmodel", "sqlmodel")

    # Registries

    def _shared(self, registry: RegistryId) -> RegistryId:
        """The id of one that is shared: of another package's where that has models in it."""
        return f"ext:{registry}" if self._takes_models else registry

    @cached_property
    def _takes_models(self) -> bool:
        return takes_models(self._evaluator.program)

    @cached_property
    def targets_outside(self) -> tuple[tuple[ModuleRef, str], ...]:
        """The classes of other packages that relationships name, each with the module that does."""
        return tuple(targets_outside(self._evaluator.program))

    def _registry_attribute(self, decl: ClassDecl) -> RegistryId | None:
        found = self._evaluator.members.find(decl, "registry")
        if found is None:
            return None
        return self.registry(self._evaluator.members.class_attribute(decl, "registry"))

    def _owner_registry(self, callee: Value) -> RegistryId | None:
        """The registry of ``registry.generate_base`` and the like."""
        return self.registry(callee.owner) if isinstance(callee, Member) else None

    def registry(self, value: Value) -> RegistryId | None:
        """The id of a registry object, ``None`` when the value is none that is known."""
        if isinstance(value, Made) and last_name(value.callee) == "registry":
            return identity_of(value)
        base = self._owning_registry(value)
        if base is not None and isinstance(base.registry, str):
            return base.registry
        if isinstance(value, External):
            if value.path.startswith("sqlmodel.") and value.name in ("_sa_registry", "default_registry"):
                return self._shared(_SQLMODEL)
            if _is_advanced_registry(value.path):
                return self._shared(ADVANCED)
            return f"ext:{value.path}"
        return None

    def _owning_registry(self, value: Value) -> Base | None:
        """The declarative base whose ``registry`` attribute a value is, ``None`` when it is no such thing."""
        if not isinstance(value, Member) or value.name not in ("registry", "_sa_registry"):
            return None
        if isinstance(value.owner, ClassValue):
            return self.of_class(value.owner.decl)
        return self._entry(value.owner)

    def mapping_decorator(self, decl: ClassDecl) -> tuple[RegistryId | Unknown, Value, int, int] | None:
        """``@registry.mapped`` and the like: registry, registry object, line and column."""
        for decorator in decl.facts.decorators:
            value = self._evaluator.eval(decorator, decl.scope)
            callee = value.callee if isinstance(value, Made) else value
            if isinstance(callee, Member) and callee.name in _MAPPING_DECORATORS - {"unmapped_dataclass"}:
                registry = self.registry(callee.owner)
                return registry or UNKNOWN, callee.owner, decorator.line, decorator.col
            if is_sqlalchemy(callee, "mapped_as_dataclass", "mapped") and isinstance(value, Made):
                owner = self._evaluator.value(next(iter(value.arguments), None))
                return self.registry(owner) or UNKNOWN, owner, decorator.line, decorator.col
        return self._mapping_calls.get(decl.id)

    @cached_property
    def _mapping_calls(self) -> dict[str, tuple[RegistryId, Value, int, int]]:
        """What maps a class that stands elsewhere: ``registry.map_declaratively(Class)`` and the like."""
        found: dict[str, tuple[RegistryId, Value, int, int]] = {}
        for made in list(self._evaluator.made.values()):
            if not isinstance(made.callee, Member) or made.callee.name not in _MAPPING_CALLS:
                continue
            cls = self._evaluator.value(next(iter(made.arguments), None))
            registry = self.registry(made.callee.owner)
            if isinstance(cls, ClassValue) and isinstance(registry, str):
                found[cls.decl.id] = (registry, made.callee.owner, made.call.line, made.call.col)
        return found

    @cached_property
    def unnamed(self) -> frozenset[RegistryId | Unknown]:
        """The registries that get classes whose names cannot be told; ``UNKNOWN`` stands for any."""
        found: set[RegistryId | Unknown] = set()
        for bases in self._evaluator.unnamed.values():
            for entry in bases.items if isinstance(bases, Items) else (UNKNOWN,):
                base = self.of_class(entry.decl) if isinstance(entry, ClassValue) else self._entry(entry)
                if base is not None:
                    found.add(base.registry)
        return frozenset(found.union(each.registry for each in self.given_away))

    @cached_property
    def given_away(self) -> tuple[GivenAway, ...]:
        """The registries into which calls of other packages map classes.

        Such a call is given the registry, which has no other use, or it is given the base and its name
        says that it makes classes: ``create_token_class(Base)``.
        """
        return tuple(
            GivenAway(made.scope.module.path, *given)
            for made in list(self._evaluator.made.values())
            if isinstance(made.callee, External)
            and not frameworks.has_no_models(made.callee.path.partition(".")[0])
            for thunk in every_argument(made.arguments)
            if (given := self._given(made.callee, self._evaluator.value(thunk))) is not None
        )

    def _given(
        self, callee: External, value: Value
    ) -> tuple[RegistryId | Unknown, MetaData | Unknown] | None:
        """The registry, and its MetaData, that an argument lets the function of another package map into."""
        if not isinstance(value, External) and (registry := self.registry(value)) is not None:
            return registry, self._owner_metadata(value)
        base = self._base_itself(value) if _MAKES_CLASSES.search(callee.name) else None
        return None if base is None else (base.registry, base.metadata)

    def _base_itself(self, value: Value) -> Base | None:
        """The base that a value is, ``None`` for any other value, classes that are mapped among them."""
        if isinstance(value, ClassValue):
            return self._own_base(value.decl)
        return self._entry(value) if isinstance(value, Made) else None

    def maps_assigned(self, decl: ClassDecl) -> bool | Unknown:
        """Whether the mapper of a class is given what is assigned to the class.

        The metaclass of a declarative base sees to it; a class that is mapped without one keeps what it
        is given for itself. What is assigned before a call maps the class may be read from it.
        """
        base = self.of_class(decl)
        if base is not None:
            mro = self._evaluator.members.mro(decl)
            return not any(is_sqlalchemy(entry, "DeclarativeBaseNoMeta") for entry in mro)
        return UNKNOWN if decl.id in self._mapping_calls else False

    # MetaData

    def metadata(self, value: Value) -> MetaData | Unknown:
        """The MetaData that a value is, ``UNKNOWN`` when that cannot be told."""
        if isinstance(value, Made):
            name = last_name(value.callee)
            if name == "MetaData":
                schema = self._schema_of(value.arguments)
                if isinstance(schema, Unknown) and self._may_be_none(value.arguments.keyword("schema")):
                    return MetaData(identity_of(value), None, assumed=True)
                return self._metadata_of(identity_of(value), schema)
            return UNKNOWN
        if isinstance(value, External):
            if value.path.startswith("sqlmodel") and value.path.endswith("SQLModel.metadata"):
                return self._sqlmodel.metadata
            owner, _, name = value.path.rpartition(".")
            if name == "metadata" and (
                _is_advanced_registry(owner) or frameworks.is_of_advanced_alchemy(owner)
            ):
                return self._metadata_of(f"{self._shared(ADVANCED)}.metadata")
            return self._metadata_of(f"ext:{value.path}")
        if isinstance(value, Member) and value.name == "metadata":
            return self._owner_metadata(value.owner)
        return UNKNOWN

    def schemas_set(self) -> dict[MetaDataId, str | None | Unknown]:
        """The schemas that statements such as ``Base.metadata.schema = "sales"`` set.

        SQLAlchemy asks for it whenever a table is made, or a name in a foreign key is looked up. Such a
        statement is taken to run before, as it does beside the base.
        """
        found: dict[MetaDataId, str | None | Unknown] = {}
        for owner, thunk in self._evaluator.schemas_set:
            metadata = self.metadata(owner)
            if isinstance(metadata, MetaData):
                schema = UNKNOWN if thunk is None else self._schema(thunk)
                found[metadata.id] = UNKNOWN if found.get(metadata.id, schema) != schema else schema
        return found

    def _metadata_of(self, identifier: MetaDataId, schema: str | None | Unknown = None) -> MetaData:
        return MetaData(identifier, self._schemas.get(identifier, schema))

    def _owner_metadata(self, owner: Value) -> MetaData | Unknown:
        if isinstance(owner, Member) and owner.name == "__table__":
            owner = owner.owner
        if isinstance(owner, ClassValue):
            base = self.of_class(owner.decl)
            return UNKNOWN if base is None else base.metadata
        if isinstance(owner, Made) and self._evaluator.is_flask(owner):
            return self._flask_metadata(owner)
        if isinstance(owner, Made) and owner in self._evaluator.object_sets.get("metadata", ()):
            return self.metadata(self._evaluator.attribute(owner, "metadata"))
        if isinstance(owner, Made) and last_name(owner.callee) == "registry":
            return self._metadata_argument(owner, identity_of(owner))
        # A registry that a base made for itself has the MetaData of that base.
        base = self._owning_registry(owner) or self._entry(owner)
        return UNKNOWN if base is None else base.metadata

    def _class_metadata(self, decl: ClassDecl, registry: RegistryId) -> MetaData | Unknown:
        if self._evaluator.members.find(decl, "metadata") is not None:
            return self.metadata(self._evaluator.members.class_attribute(decl, "metadata"))
        if self._evaluator.members.find(decl, "registry") is not None:
            value = self._evaluator.members.class_attribute(decl, "registry")
            if isinstance(value, Made):
                return self._metadata_argument(value, registry)
        for decorator in decl.facts.decorators:
            if isinstance(decorator, Call):
                value = self._evaluator.eval(decorator, decl.scope)
                if isinstance(value, Made):
                    return self._metadata_argument(value, registry)
        return self._metadata_of(f"{registry}.metadata")

    def _metadata_argument(self, made: Made, registry: RegistryId) -> MetaData | Unknown:
        found = self._unless_begun(
            f"metadata {identity_of(made)}", lambda: self._metadata_with(made, registry)
        )
        return UNKNOWN if found is None else found

    def _metadata_with(self, made: Made, registry: RegistryId) -> MetaData | Unknown:
        arguments = made.arguments
        thunk = _given_metadata(made)
        if thunk is not None:
            value = self._evaluator.value(thunk)
            if value != Constant(None):
                return self.metadata(value)
        if arguments.open:
            return UNKNOWN
        return self._metadata_of(f"{registry}.metadata")

    def _unless_begun(self, asked: str, work: Callable[[], _T]) -> _T | None:
        """What ``work`` gives, ``None`` where it asks for itself."""
        if asked in self._begun:
            return None
        self._begun.add(asked)
        try:
            return work()
        finally:
            self._begun.discard(asked)

    def _may_be_none(self, thunk: Thunk | None) -> bool:
        """Whether an argument is the result of a function that has ``return None``."""
        if thunk is None or not isinstance(thunk.expr, Call):
            return False
        function = self._evaluator.eval(thunk.expr.func, thunk.scope)
        if not isinstance(function, FunctionValue) or not isinstance(function.facts, Function):
            return False
        return any(
            isinstance(stmt, Return)
            and (stmt.value is None or (isinstance(stmt.value, Const) and stmt.value.value is None))
            for stmt, _ in statements(function.facts.body or ())
        )

    def _schema_of(self, arguments: Arguments) -> str | None | Unknown:
        thunk = arguments.keyword("schema")
        if thunk is None:
            return UNKNOWN if arguments.open else None
        return self._schema(thunk)

    def _schema(self, thunk: Thunk) -> str | None | Unknown:
        value = self._evaluator.value(thunk)
        if isinstance(value, Constant) and (value.value is None or isinstance(value.value, str)):
            return value.value
        return UNKNOWN


@cache
def _is_advanced_registry(path: str) -> bool:
    owner, _, name = path.rpartition(".")
    of_base = name == "registry" and frameworks.is_of_advanced_alchemy(owner)
    return of_base or frameworks.canonical(path) == ADVANCED


def identity_of(made: Made) -> str:
    """The id of the registry or MetaData that a call makes."""
    identity = ":".join(map(str, made.identity))
    # What else of an installed package is mapped to it is not looked for; a dict of names that is
    # handed in may hold the classes of other bases as well.
    names = made.arguments.keyword("class_registry")
    shared = names is not None and not isinstance(names.expr, Mapping)
    return f"ext:{identity}" if made.scope.module.installed or shared else identity


def _given_metadata(made: Made) -> Thunk | None:
    """The MetaData that a base or registry is given; 1.4 takes it without its keyword as well."""
    keyword = made.arguments.keyword("metadata")
    index = _METADATA_AT.get(last_name(made.callee))
    if keyword is not None or index is None:
        return keyword
    return next(iter(made.arguments.positional[index : index + 1]), None)
