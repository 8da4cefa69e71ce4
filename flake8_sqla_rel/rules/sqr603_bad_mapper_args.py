"""`__mapper_args__` with something that the mapper does not take.

## What it does

Reports a key of `__mapper_args__`, or a keyword of `map_imperatively()`, that is no mapper argument, with
did-you-mean;
`polymorphic_on` and `primary_key` with a name that no attribute has or that is a relationship;
`polymorphic_load` with another value than `"selectin"` or `"inline"`; `with_polymorphic` with other text
than `"*"`; `polymorphic_abstract` in a hierarchy without `polymorphic_on`; `version_id_col` with text, or
of a class that inherits one; a tuple or list around the dict; a method without `declared_attr` that gives it;
and a dict of mapper arguments under another name, `__mapper_arg__`.

## Why is this bad?

"Mapper.__init__() got an unexpected keyword argument 'polymorphic_identify'" (`TypeError`),
"Can't determine polymorphic_on value 'type' - no attribute is mapped to this name", "unknown
argument for polymorphic_load: 'joined'" (`ArgumentError`) and the like are raised when the
class is made. A text for `version_id_col` raises when the first object is saved: "Textual column
expression 'version' should be explicitly declared" (`ArgumentError`). A subclass with its own is warned of: "Inheriting
version_id_col 'v' does not match inherited version_id_col" (`SAWarning`), and the column of its parent is no
longer counted up. A name that is not quite `__mapper_args__` raises nothing, and nothing reads it: rows of
a subclass come back as objects of its parent. None of these has a page on sqlalche.me.

## Versions

Every release; names for `primary_key` and `polymorphic_abstract` are known from 2.0 on,
`non_primary` is gone in 2.1.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    __mapper_args__ = {"polymorphic_identify": "engineer"}
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

The code did not run before.

## What it does not see

Classes that may have attributes which the source does not show. `order_by` and `extension`, which 1.3
still took, where the project does not run on 2.0 or later.

## References

- <https://docs.sqlalchemy.org/en/20/orm/mapping_api.html#sqlalchemy.orm.Mapper>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import RELATIONSHIPS, UNKNOWN, MappedClass, Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    declarative,
    mapper_argument,
    misspelt,
    names_of,
    plain_method,
    written,
)
from flake8_sqla_rel.rules.wording import class_at, nearest, one_line, quoted

_ARGUMENTS: Final = frozenset(
    "properties primary_key non_primary inherits inherit_condition inherit_foreign_keys"
    " always_refresh version_id_col version_id_generator polymorphic_on _polymorphic_map"
    " polymorphic_identity concrete with_polymorphic polymorphic_abstract polymorphic_load"
    " allow_partial_pks batch column_prefix include_properties exclude_properties passive_updates"
    " passive_deletes confirm_deleted_rows eager_defaults legacy_is_orphan _compiled_cache_size".split()
)

#: What ``map_imperatively()`` takes beside them.
_OF_THE_CALL: Final = frozenset({"class_", "local_table"})

#: What 1.3 took and 1.4 does not: a project that runs on an older release is linted as one of 1.4.
_UNTIL_13: Final = frozenset({"extension", "order_by"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapper argument that raises, and those that nothing reads."""
    yield from once(_misnamed(model, options))
    yield from once(_not_called(model))
    yield from once(
        Finding(RULE.code, place, one_line(f"{cls.name}: {why}"), cls.name, kind=kind)
        for statement in written(model).mapped()
        for cls in (model.classes.get(statement.id),)
        if cls is not None
        for kind, faults in (
            (None, _faults(model, statement, cls, options)),
            (Kind.WARNING, _versioned_again(model, statement, cls)),
        )
        for place, why in faults
    )


def _not_called(model: Model) -> Iterator[Finding]:
    for cls in declarative(model):
        method = plain_method(model, cls, "__mapper_args__")
        if method is not None:
            owner = names_of(method.declared_in)
            why = "is a method, which SQLAlchemy does not call; mark it as a declared_attr"
            yield Finding(RULE.code, method.place, one_line(f"{owner}.__mapper_args__ {why}"), owner)


def _misnamed(model: Model, options: Options) -> Iterator[Finding]:
    for cls in declarative(model):
        mapped = model.classes.get(cls.id)
        known = () if mapped is None else _known(options, mapped)
        for statement in misspelt(model, cls, "__mapper_args__"):
            if statement.value is not None and any(key.text in known for key in statement.value.keys):
                owner = names_of(statement.declared_in)
                why = "is read by nothing: what it says of the mapper is lost; call it __mapper_args__"
                message = f"{owner}.{statement.name} {why}"
                yield Finding(RULE.code, statement.place, one_line(message), owner, kind=Kind.BUG)


def _faults(
    model: Model, statement: ClassStatement, cls: MappedClass, options: Options
) -> Iterator[tuple[Place, str]]:
    args = statement.special.get("__mapper_args__")
    if args is not None:
        yield from _no_dict(args)
    if args is None or args.form != "dict":
        return
    known = _known(options, cls)
    for key in () if _has_own_mapper(model, statement, cls) else args.keys:
        if key.text is not None and key.text not in known:
            meant = nearest(key.text, known)
            cure = f"; did you mean {quoted(meant)}?" if meant is not None else ""
            yield key.place, f"the mapper takes no argument {quoted(key.text)}{cure}"
    column = args.entry("polymorphic_on")
    if column is not None and column.text is not None:
        yield from _attribute(cls, "polymorphic_on", column)
    if column is not None and column.form == "external" and column.name.startswith("builtins."):
        name = names_of(column.name)
        cure = f"; write {quoted(name)}" if cls.open or name in cls.attributes else ""
        yield column.place, f"polymorphic_on is Python's builtin {name}, not a column{cure}"
    keys = args.entry("primary_key")
    if keys is not None and options.sqlalchemy >= (2, 0):
        for item in keys.items if keys.form in ("list", "tuple") else (keys,):
            if item.text is not None:
                yield from _attribute(cls, "primary_key", item)
    loaded = args.entry("with_polymorphic")
    if loaded is not None and loaded.text not in (None, "*"):
        yield loaded.place, f'with_polymorphic is "*" or a list of classes, not {quoted(loaded.text)}'
    load = args.entry("polymorphic_load")
    if load is not None and load.form == "constant" and len(cls.lineage) > 1:
        if load.value not in (None, "selectin", "inline"):
            yield load.place, f'polymorphic_load is "selectin" or "inline", not {quoted(load.value)}'
        elif load.value is not None and cls.inheritance == "concrete":
            yield load.place, "polymorphic_load is not for a concrete subclass"
    version = args.entry("version_id_col")
    if version is not None and version.text is not None:
        yield (
            version.place,
            f"version_id_col is a column and no text; {_column_itself(statement, version.text)}",
        )
    abstract = args.entry("polymorphic_abstract")
    if abstract is not None and abstract.value is True and _is_flat(model, cls):
        yield abstract.place, "polymorphic_abstract is for a hierarchy whose base has polymorphic_on"


def _no_dict(args: Written) -> Iterator[tuple[Place, str]]:
    """``__mapper_args__`` that ``dict()`` does not take: pairs it would, and what is empty."""
    if args.form in ("tuple", "list", "set") and any(
        item.form in ("dict", "constant") for item in args.items
    ):
        yield args.place, f"__mapper_args__ is a {args.form}; make it a dict"
    elif args.form == "constant" and args.text != "":
        yield args.place, f"__mapper_args__ is {quoted(args.value)}; make it a dict, or leave it out"


def _column_itself(statement: ClassStatement, name: str) -> str:
    """How to give a column in place of its name, which a class body has where it was assigned."""
    own = statement.named(name)
    if not own:
        return "give the column itself"
    bound = any(each.value is not None for each in own)
    return f"write {name} without quotes" + ("" if bound else ", and = mapped_column() behind its annotation")


def _versioned_again(
    model: Model, statement: ClassStatement, cls: MappedClass
) -> Iterator[tuple[Place, str]]:
    """A ``version_id_col`` that a mapped class above has as well; a column of ``Parent.__table__`` is the same."""
    own = mapper_argument(statement, "version_id_col")
    if not own or not (call_of(own, COLUMNS) or own.owner in model.classes):
        return
    for entry in cls.lineage[1:]:
        above = written(model).classes.get(entry)
        given = None if above is None else mapper_argument(above, "version_id_col")
        if given and (call_of(given, COLUMNS) or given.owner in model.classes):
            parent = class_at(model.classes[entry])
            yield own.place, f"version_id_col is given again, and {parent} has one; leave it to that class"
            return


def _has_own_mapper(model: Model, statement: ClassStatement, cls: MappedClass) -> bool:
    """Whether a class of the project's own makes the mappers, or a ``mapper()`` of an object that nobody knows."""
    if cls.style == "imperative":
        return cls.registry is UNKNOWN
    return any(entry.named("__mapper_cls__") for entry in written(model).lineage(statement))


def _known(options: Options, cls: MappedClass) -> frozenset[str]:
    known = _ARGUMENTS | _OF_THE_CALL if cls.style == "imperative" else _ARGUMENTS
    if options.sqlalchemy < (2, 0):
        return known - {"polymorphic_abstract"} | _UNTIL_13
    return known - {"non_primary"} if options.sqlalchemy >= (2, 1) else known


def _attribute(cls: MappedClass, argument: str, item: Written) -> Iterator[tuple[Place, str]]:
    name = item.text or ""
    found = cls.attributes.get(name)
    if found is None and not cls.open:
        meant = nearest(name, cls.attributes)
        cure = f"; did you mean {quoted(meant)}?" if meant is not None else ""
        yield item.place, f"{argument} names {quoted(name)}, which is no attribute of the class{cure}"
    elif found is not None and found.kind in RELATIONSHIPS:
        yield item.place, f"{argument} names {quoted(name)}, which is a relationship; name a column"


def _is_flat(model: Model, cls: MappedClass) -> bool:
    """Whether no class of the lineage tells its rows apart."""
    statements = [written(model).classes.get(entry) for entry in cls.lineage]
    return all(
        entry is not None and mapper_argument(entry, "polymorphic_on") is False for entry in statements
    )


RULE = Rule(
    code="SQR603",
    name="bad-mapper-args",
    kind=Kind.ERROR,
    summary="a mapper argument that is not known, names an attribute that is not there or is no column",
    documentation=__doc__ or "",
    check=check,
)
