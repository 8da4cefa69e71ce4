"""An annotation that gives its column no type.

## What it does

Reports a column that has its type from its annotation alone, where what stands there is none that
SQLAlchemy has a column type for: a `list`, `dict`, `set` or another generic, `Any`, a `Path`, an `IPv4Address`
or another such class of Python's own, a module (`Mapped[datetime]` after `import datetime`), a column type
(`Mapped[Integer]`, `Mapped[String(20)]`), a call such as `Mapped[ForeignKey("parent.id")]`, a union of
different types, or a class that derives from nothing that a column could hold, be it one of Pydantic.

## Why is this bad?

"Could not locate SQLAlchemy Core type when resolving for Python type indicated by 'dict[str, Any]'",
"The type provided inside the 'x' attribute Mapped annotation is the SQLAlchemy type Integer. Expected a
Python type instead" or "is not a Python type, it's the object <module 'datetime'>"
(`MappedAnnotationError`, an `ArgumentError`) is raised when the class is made. None has a page on sqlalche.me.

## Versions

2.0 and 2.1, and SQLModel, whose message is "<class 'list'> has no matching SQLAlchemy type" (`ValueError`).
1.4 ignores annotations.

## Example

```python
from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, Any]]
```

## Use instead

```python
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
```

## Fix safety

The code did not run before.

## What it does not see

Classes on a base that has a `type_annotation_map` with entries for more than plain classes, or that
comes from another package, all where something calls `update_type_annotation_map()` or writes to
that map; annotations by way of an alias, `NewType` and `Literal`. A mapped class is SQR514.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html#mapped-column-derives-the-datatype-and-nullability-from-the-mapped-annotation>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, Model
from flake8_sqla_rel.mapper.written import ClassStatement, Hint, Statement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.column_types import COLUMN_TYPES
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    PROPERTIES,
    call_of,
    column_name,
    declarative,
    effective,
    hinted,
    in_tuple,
    is_bare_column,
    names_of,
    quoted_class,
    sqlmodel_call,
    written,
)
from flake8_sqla_rel.rules.wording import one_line

_GENERICS: Final = frozenset(
    f"{module}.{name}"
    for module, names in {
        "builtins": "list dict set frozenset tuple",
        "typing": "List Dict Set FrozenSet Tuple Sequence MutableSequence Mapping MutableMapping Iterable"
        " Collection Deque DefaultDict OrderedDict",
        "collections.abc": "Sequence MutableSequence Mapping MutableMapping Iterable Collection Set MutableSet",
        "collections": "deque defaultdict OrderedDict Counter",
    }.items()
    for name in names.split()
)
_OTHERS: Final = frozenset(
    f"{module}.{name}"
    for module, names in {
        "builtins": "object complex type bytearray memoryview range",
        "typing": "Any Pattern",
        "datetime": "timezone tzinfo",
        "fractions": "Fraction",
        "ipaddress": "IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface",
        "pathlib": "Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath",
        "re": "Pattern",
        "zoneinfo": "ZoneInfo",
    }.items()
    for name in names.split()
)
_JSON: Final = frozenset({"list", "dict", "List", "Dict", "Sequence", "Mapping", "MutableMapping", "Any"})
#: Modules of which a class of the same or of a like name is meant.
_MODULES: Final = {"datetime": "datetime.datetime", "decimal": "decimal.Decimal", "uuid": "uuid.UUID"}
#: Those of SQLAlchemy's bases that have no types of their own.
_BASES: Final = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "declarative_base()"})
#: The base that Flask-SQLAlchemy makes, an attribute of an object.
_FLASK_BASE: Final = ".Model"
#: Packages whose bases have some.
_TYPED: Final = ("advanced_alchemy.", "litestar.")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column whose annotation is the type of none."""
    if options.sqlalchemy >= (2, 0):
        yield from _declarative(model)
    yield from once(
        _finding(source, statement, what)
        for cls in written(model).mapped()
        if cls.style == "sqlmodel"
        for source, statement in effective(model, cls)
        if (what := _of_sqlmodel(model, statement)) is not None
    )


def _declarative(model: Model) -> Iterator[Finding]:
    return once(
        _finding(source, statement, what)
        for cls in declarative(model)
        if "__table__" not in cls.special and cls.style != "imperative"
        for source, statement in effective(model, cls)
        for hint in (_of_bare_column(statement),)
        # What types the base has is asked only where it is to decide.
        if hint is not None and (what := _no_type(model, hint, frozenset())) is not None
        if not _is_there_already(model, cls, statement)
        # An object that a call makes is no key of theirs.
        for known in (frozenset() if hint.called else _known_types(model, cls),)
        if known is not None and _no_type(model, hint, known) is not None
    )


def _of_sqlmodel(model: Model, statement: Statement) -> tuple[str, str] | None:
    """What SQLModel is to find a column type for and does not."""
    value, hint = statement.value, statement.hint
    if (
        hint is None
        or hint.mapped is not False
        or hint.left_alone
        or hint.unbound
        or hint.target in model.classes
        or quoted_class(model, hint) is not None
    ):
        return None
    if statement.name.startswith("_") or statement.kind != "assignment" or not statement.direct:
        return None
    if in_tuple(statement) is not None:
        return None
    call = None if value is None else value.call
    if call is not None and (sqlmodel_call(value) is None or call.name != "Field" or call.open):
        return None
    if call is not None and call.keyword("sa_column", "sa_type"):
        return None
    if value is not None and call is None and value.form not in ("constant", "list", "dict", "set", "tuple"):
        return None
    cure = "pass sa_type= or sa_column= to Field()"
    if hint.several:
        return "a union of different types", cure
    if hint.plain in _GENERICS | {"typing.Any"}:
        name = names_of(hint.plain)
        return (name if name == "Any" else f"a {name}", f"{cure}{', such as JSON' if name in _JSON else ''}")
    return (f"the class {names_of(hint.target)}", cure) if hint.typeless == "class" and hint.target else None


def _is_there_already(model: Model, cls: ClassStatement, statement: Statement) -> bool:
    """Whether the column is one that the parent's table may have, so that its type is not asked for."""
    call = call_of(statement.value, frozenset({"mapped_column"}))
    given = None if call is None else call.keyword("use_existing_column")
    found = model.classes.get(cls.id)
    if call is None or given is None or given.value.value is False or found is None:
        return False
    if found.inheritance != "single" or not isinstance(found.table, int):
        return found.inheritance is UNKNOWN
    table = model.tables[found.table]
    name = column_name(call, statement.name)
    there = [column.place for column in table.columns if column.name == name]
    return not table.complete or name is None or any(place != call.place for place in there)


def _of_bare_column(statement: Statement) -> Hint | None:
    hint = hinted(statement)
    if hint is None or hint.container != "Mapped" or hint.constructs or not statement.direct:
        return None
    return None if hint.unbound or hint.unbound_inside or not is_bare_column(statement) else hint


def _no_type(model: Model, hint: Hint, known: frozenset[str]) -> tuple[str, str] | None:
    """What the annotation is that has no column type, and what to do about it."""
    if hint.several:
        return "a union of different types", _pass_type("")
    if hint.target in model.classes:
        return None
    if hint.origin is not None or hint.bare:
        generic = hint.origin or hint.external
        name = names_of(generic)
        return (
            (f"a {name}", _pass_type(name)) if generic in _GENERICS and _plain(generic) not in known else None
        )
    if hint.target is not None:
        name = names_of(hint.target)
        if hint.typeless == "type":
            return (
                f"the column type {name} and no type of Python's",
                f"write the Python type, and {name} in mapped_column()",
            )
        return (f"the class {name}", _pass_type("")) if hint.typeless and hint.target not in known else None
    if hint.called.startswith("sqlalchemy."):
        name = names_of(hint.called)
        behind = "behind a =" if name in COLUMNS | PROPERTIES else "in mapped_column()"
        return f"{name}(...) and no type of Python's", f"write the type there, and {name}(...) {behind}"
    name = names_of(hint.external)
    if hint.external in _MODULES:
        return f"the module {name}", f"write {_MODULES[hint.external]}"
    if hint.external.startswith("sqlalchemy.") and name in COLUMN_TYPES:
        return (
            f"the column type {name} and no type of Python's",
            f"write the Python type, and {name} in mapped_column()",
        )
    if _plain(hint.external) in known or hint.external not in _GENERICS | _OTHERS:
        return None
    return name if name == "Any" else f"the class {name}", _pass_type(name)


def _pass_type(name: str) -> str:
    return f"pass the type of the column to mapped_column(){', such as JSON' if name in _JSON else ''}"


def _known_types(model: Model, cls: ClassStatement) -> frozenset[str] | None:
    """What the base or registry of a class gives types of its own, ``None`` when that cannot be told."""
    if cls.registry is not None and cls.closed and not written(model).types_added:
        return _types_of_registry(model, cls.registry)
    if (
        written(model).types_added
        or not cls.closed
        or not any(_has_types_of_sqlalchemy(name) for name in cls.ancestry)
        or any(name.startswith(_TYPED) for name in cls.ancestry)
    ):
        return None
    found: set[str] = set()
    for entry in written(model).lineage(cls):
        for name in ("type_annotation_map", "registry"):
            for statement in entry.named(name):
                types = _types_in(name, statement.value)
                if types is None:
                    return None
                found |= types
        for base in entry.bases:
            call = base.call
            if call is not None and (
                call.open or call.keyword("type_annotation_map", "class_registry", "metaclass")
            ):
                return None
            if call is not None and call.name != "declarative_base":
                return None
    return frozenset(found)


def _types_of_registry(model: Model, registry: Written) -> frozenset[str] | None:
    """Those of a ``registry()``, or of the base whose ``registry`` it is."""
    if registry.form != "attribute":
        return _types_in("registry", registry)
    base = written(model).classes.get(registry.owner)
    return None if base is None or registry.name != "registry" else _known_types(model, base)


def _has_types_of_sqlalchemy(base: str) -> bool:
    return base == _FLASK_BASE or (base.startswith("sqlalchemy.") and names_of(base) in _BASES)


def _types_in(name: str, value: Written | None) -> frozenset[str] | None:
    """The classes that a ``type_annotation_map``, or the one of a ``registry()``, has entries for."""
    if value is None:
        return frozenset()
    if name == "registry":
        call = call_of(value, frozenset({"registry"}))
        given = None if call is None else call.keyword("type_annotation_map")
        if call is None or call.open:
            return None
        return frozenset() if given is None else _types_in("", given.value)
    # A name for an Annotated[...] or a NewType() stands for nothing but itself.
    keys = [key for key in value.keys if key.called not in ("Annotated", "NewType")]
    if value.form != "dict" or any(key.form not in ("external", "class") for key in keys):
        return None
    # A class stands for its generics as well: Dict[str, Any] and dict count as one.
    return frozenset(_plain(key.name) for key in keys)


def _plain(path: str) -> str:
    return path if path not in _GENERICS else names_of(path).lower()


def _finding(cls: ClassStatement, statement: Statement, what: tuple[str, str]) -> Finding:
    name = f"{cls.name}.{statement.name}"
    hint = statement.hint
    assert hint is not None
    message = f"{name} has its type from its annotation, which is {what[0]}; {what[1]}"
    return Finding(RULE.code, hint.place, one_line(message), name)


RULE = Rule(
    code="SQR523",
    name="annotation-without-column-type",
    kind=Kind.ERROR,
    summary="an annotation that gives its column no type",
    documentation=__doc__ or "",
    check=check,
)
