"""`__table_args__` of the wrong form.

## What it does

Reports `__table_args__` that is a list, a single constraint, a method without `declared_attr` or any
other thing than a tuple, a dict or `None`, and an item of the tuple that is no constraint, index or
column: a dict that is not last, a string, a nested tuple; also an option that is neither the table's nor a database's.
And it reports such a tuple or dict under a name that is not quite that: `__tableargs__`, `__table_args`,
and a constraint or index in a class body, as an attribute or by itself, that names its columns by text.

## Why is this bad?

"__table_args__ value must be a tuple, dict, or None" (`ArgumentError`), for an item
"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ..." (`ArgumentError`),
or for an option "Additional arguments should be named <dialectname>_<argument>, got 'engine'" (`TypeError`),
all when the class is made. The usual cause is a tuple of one without its comma. None has a
page on sqlalche.me. A name that is not quite `__table_args__` raises nothing: the constraints, indexes and
options behind it are never made. Nor is `UniqueConstraint("house", "flat")` in a class body, with
`pair =` before it or without: a constraint finds its table by column objects, not by their names.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)
    __table_args__ = (UniqueConstraint("size"))
```

## Use instead

```python
from sqlalchemy import Column, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)
    __table_args__ = (UniqueConstraint("size"),)
```

## Fix safety

The code did not run before; the constraint may need a migration.

## What it does not see

Values that are computed in a way that cannot be followed. Behind a wrong name, constraints on `Column`
objects, which find their table by them, and classes whose bases may read that name.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html#declarative-table-configuration>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    call_of,
    declarative,
    in_force,
    is_table_option,
    may_read_others,
    misspelt,
    names_of,
    no_part_of_a_table,
    plain_method,
    sources,
    written,
)
from flake8_sqla_rel.rules.wording import one_line, quoted

_CONSTRAINTS: Final = frozenset(
    "CheckConstraint ForeignKeyConstraint Index PrimaryKeyConstraint UniqueConstraint".split()
)
_METHOD: Final = "__table_args__ is a method, which SQLAlchemy does not call; mark it as a declared_attr"


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every ``__table_args__`` that SQLAlchemy refuses, and every one that it does not see."""
    yield from once(_misnamed(model))
    yield from once(_unattached(model))
    yield from once(_loose(model))
    yield from once(
        Finding(RULE.code, method.place, one_line(f"{names_of(method.declared_in)}.{_METHOD}"), cls.name)
        for cls in declarative(model)
        if "__table__" not in cls.special
        if (method := plain_method(model, cls, "__table_args__")) is not None
    )
    yield from once(
        Finding(RULE.code, found[0], one_line(f"__table_args__ of {cls.name} {found[1]}"), cls.name)
        for cls in written(model).mapped()
        if "__table__" not in cls.special and cls.style != "imperative"
        for args in (cls.special.get("__table_args__"),)
        if args is not None and (found := _fault(args)) is not None
    )


def _misnamed(model: Model) -> Iterator[Finding]:
    for cls in written(model).mapped():
        if cls.style == "imperative" or "__table__" in cls.special:
            continue
        for statement in misspelt(model, cls, "__table_args__"):
            if statement.value is not None and _is_lost(statement.value):
                name = f"{names_of(statement.declared_in)}.{statement.name}"
                message = (
                    f"{name} is read by nothing: what it says of the table is lost; call it __table_args__"
                )
                yield Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)


def _unattached(model: Model) -> Iterator[Finding]:
    """Constraints and indexes that are attributes, name their columns by text, and so find no table."""
    for cls in declarative(model):
        lineage = tuple(written(model).lineage(cls))
        if "__table__" in cls.special or not cls.closed:
            continue
        if any(may_read_others(entry, "__table_args__") for entry in lineage):
            continue
        for source in sources(model, cls):
            for statement in in_force(source):
                call = call_of(statement.value, _CONSTRAINTS)
                if call is None or statement.value is None or not _is_lost(statement.value):
                    continue
                if statement.name.startswith("__") or _is_read(statement.name, lineage):
                    continue
                name = f"{source.name}.{statement.name}"
                message = (
                    f"{name} names its columns by text and so belongs to no table: the {call.name}() is lost;"
                    " put it into __table_args__"
                )
                yield Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)


def _loose(model: Model) -> Iterator[Finding]:
    """Constraints and indexes that stand in a class body by themselves and name their columns by text."""
    for cls in written(model).mapped():
        if cls.style == "imperative":
            continue
        for source in sources(model, cls):
            for value in source.loose:
                call = call_of(value, _CONSTRAINTS)
                if call is not None and _is_lost(value):
                    message = (
                        f"{call.name}() in the body of {source.name} names its columns by text and so belongs to no"
                        " table: it is lost; put it into __table_args__"
                    )
                    yield Finding(RULE.code, value.place, one_line(message), source.name, kind=Kind.BUG)


def _is_read(name: str, lineage: tuple[ClassStatement, ...]) -> bool:
    """Whether a statement in the body of a class, or of one of its bases, uses a name."""
    return any(
        statement.value is not None and _reads(statement.value, name)
        for cls in lineage
        for statement in cls.statements
    )


def _reads(value: Written, name: str) -> bool:
    parts = (*value.items, *(() if value.call is None else value.call.positional))
    return name in value.reads or any(_reads(part, name) for part in parts)


def _is_lost(value: Written) -> bool:
    """Whether a value holds something for a table that does not find the table by itself."""
    if value.form == "tuple":
        return any(map(_is_lost, value.items))
    if value.form == "dict":
        return bool(value.keys) and all(
            key.text is not None and is_table_option(key.text) for key in value.keys
        )
    call = call_of(value, _CONSTRAINTS)
    if call is None or call.open or not call.positional:
        return False
    columns = call.positional[0].items if call.name == "ForeignKeyConstraint" else call.positional
    return bool(columns) and all(column.text is not None for column in columns)


def _fault(args: Written) -> tuple[Place, str] | None:
    if args.form in ("list", "set"):
        return args.place, f"is a {args.form}; make it a tuple"
    if args.form == "call" and args.call is not None:
        if not args.call.of_sqlalchemy:
            return None
        return args.place, f"is one {args.call.name}() and no tuple: put a comma behind it"
    if args.form == "class" or (args.form == "constant" and args.value is not None):
        return args.place, "is neither a tuple nor a dict"
    options = args.items[-1] if args.form == "tuple" and args.items else args
    for key in options.keys:
        if key.text is not None and not is_table_option(key.text):
            return key.place, f"has the option {quoted(key.text)}, which no table takes"
    for index, item in enumerate(args.items if args.form == "tuple" else ()):
        last = index == len(args.items) - 1
        if item.form == "dict" and last:
            continue
        if item.form == "dict":
            return item.place, "has a dict that is not its last item; move it to the end"
        what = no_part_of_a_table(item)
        if what is not None:
            return item.place, f"holds {what}, which is no part of a table"
    return None


RULE = Rule(
    code="SQR703",
    name="bad-table-args",
    kind=Kind.ERROR,
    summary="__table_args__ that is no tuple or dict, or holds something that is no part of a table",
    documentation=__doc__ or "",
    check=check,
)
