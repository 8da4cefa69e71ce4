"""Two statements for one attribute: the later one wins.

## What it does

Reports a mapped attribute that a later statement of the same class body binds again, a mapped
property or column that is assigned to two names (a column also by `deferred()` or `column_property()`
of it), a relationship that has the name of a column of the class's own `Table`, a relationship, synonym
or composite of a subclass where its parent has a column of that name, or the other way round, and one that is
assigned from outside of the class (`Parent.children = relationship(...)`) where the class has an
attribute of that name already. So too a `__table_args__` or `__mapper_args__` that the same class body
gives again.

## Why is this bad?

A class body is a dict: the first relationship or the foreign-key column is gone without a word,
and what is left is an error about a missing foreign key or an attribute that does something
else. Of two `__table_args__` the constraints and indexes of the first are missing from the
table. One property under two names: "ORM mapped property Parent.children being assigned to
attribute 'kids' is already associated" (`SAWarning`); one column: "Column object 'name' named
directly multiple times, only one will be used" (`SAWarning`). A relationship with the name of a column, its own or
the parent's: "when configuring property 'author' ... column 'author' conflicts with property"
(`ArgumentError`). A relationship assigned from outside: "User-placed attribute Parent.children on
Mapper[Parent(parent)] is replacing an existing ORM-mapped attribute ... will raise an error in a
future release" (`SADeprecationWarning`). None of these has a page on sqlalche.me.

## Versions

Every release; the warning about a property with two names, and that about a column or a plain
attribute which is replaced from outside, from 2.0 on.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    name = Column(Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent = Column(Integer, ForeignKey("parent.id"))
    parent = relationship("Parent")
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    name = Column(Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
    parent = relationship("Parent")
```

## Fix safety

Which of the two was meant is the author's to say; a column that comes back may need a
migration.

## What it does not see

Statements under a condition, a name that is read in between, and columns that are assigned
from outside of the class.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Attribute, AttributeKind, ColumnRef, MappedClass, Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    PROPERTIES,
    RELATIONSHIPS,
    call_of,
    column_name,
    in_force,
    is_named_after_column,
    is_read,
    rebound,
    relationship_call,
    written,
)
from flake8_sqla_rel.rules.wording import column_text, located, one_line

#: How names begin that declarative leaves as they are.
_NOT_MAPPED: Final = ("__", "_sa_")
#: The properties that no column can be combined with.
_NO_COLUMNS: Final = RELATIONSHIPS | {"synonym", "composite"}
_DISPLAYS: Final = ("tuple", "list", "dict")
_ARGUMENTS: Final = ("__table_args__", "__mapper_args__")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every attribute that has two declarations."""
    declarations = written(model)
    for cls in declarations.classes.values():
        if not cls.mapped and cls.id not in declarations.users:
            continue
        yield from _given_again(cls)
        yield from _rebound(cls)
        if cls.style != "sqlmodel":
            if options.sqlalchemy >= (2, 0) and cls.mapped:
                yield from _shared(cls)
            if cls.mapped:
                yield from _columns(cls)
    yield from _named_like_columns(model)
    yield from _other_than_inherited(model)
    yield from _replaced_later(model, options)


def _rebound(cls: ClassStatement) -> Iterator[Finding]:
    """Attributes that a later statement of the body binds again."""
    for called, first, statement in rebound(cls):
        name = f"{cls.name}.{statement.name}"
        where = located(f"the {called.name}()", first.place)
        message = f"{name} is bound again: {where} of that name is lost; give one of them another name"
        yield Finding(RULE.code, statement.place, one_line(message), name, (Related(first.place, name),))


def _given_again(cls: ClassStatement) -> Iterator[Finding]:
    """What is said of the table or mapper, and then said anew without it."""
    for named in _ARGUMENTS:
        for first, statement in itertools.pairwise(cls.named(named)):
            if first.conditional or statement.conditional or _is_all_in(first.value, statement.value):
                continue
            if is_read(cls, first, cls.statements.index(statement)):
                continue
            name = f"{cls.name}.{named}"
            where = located("the first one", first.place)
            message = f"{name} is bound again: {where} is lost; put what both say into one"
            yield Finding(RULE.code, statement.place, one_line(message), name, (Related(first.place, name),))


def _is_all_in(first: Written | None, later: Written | None) -> bool:
    """Whether nothing is lost of what the first value says."""
    if first is None or (first.form == "constant" and not first.value):
        return True
    said = _parts(first)
    kept = [] if later is None else _parts(later)
    return first.form in _DISPLAYS and all(any(_are_alike(part, other) for other in kept) for part in said)


def _parts(value: Written) -> list[tuple[Written, ...]]:
    """The items of a display, those of a dict with their keys."""
    if value.form == "dict":
        return list(zip(value.keys, value.items, strict=True))
    return [(item,) for item in value.items]


def _are_alike(some: tuple[Written, ...], others: tuple[Written, ...]) -> bool:
    """Whether the same is written in two places, as far as it is constants and calls with them."""
    return len(some) == len(others) and all(map(_is_alike, some, others))


def _is_alike(one: Written, other: Written) -> bool:
    if one.form != other.form:
        return False
    if one.call is not None and other.call is not None:
        names = [[keyword.name for keyword in call.keywords] for call in (one.call, other.call)]
        values = [[keyword.value for keyword in call.keywords] for call in (one.call, other.call)]
        return one.call.identity == other.call.identity or (
            one.call.name == other.call.name
            and names[0] == names[1]
            and _are_alike(one.call.positional + tuple(values[0]), other.call.positional + tuple(values[1]))
        )
    if one.form in _DISPLAYS:
        some, others = _parts(one), _parts(other)
        return len(some) == len(others) and all(map(_are_alike, some, others))
    return one.form in ("constant", "class", "external") and one.content == other.content


def _shared(cls: ClassStatement) -> Iterator[Finding]:
    """Properties that are assigned to two names of the class."""
    seen: dict[tuple[str, int, int], Statement] = {}
    for statement in in_force(cls):
        call = call_of(statement.value, PROPERTIES)
        if call is None or call_of(statement.value, frozenset({"deferred", "column_property"})) is not None:
            continue
        if statement.name.startswith(_NOT_MAPPED):
            continue
        first = seen.setdefault(call.identity, statement)
        if first is not statement:
            name = f"{cls.name}.{statement.name}"
            other = located(f"{cls.name}.{first.name}", first.place)
            message = f"{name} is the same property as {other}, which loses it; use synonym({first.name!r})"
            related = (Related(first.place, f"{cls.name}.{first.name}"),)
            yield Finding(RULE.code, statement.place, one_line(message), name, related)


def _columns(cls: ClassStatement) -> Iterator[Finding]:
    """Columns that the class body assigns to two names; of a mixin's, each name gets a copy of its own."""
    seen: dict[tuple[str, int, int], Statement] = {}
    for statement in in_force(cls):
        if statement.kind != "assignment" or not statement.direct or statement.name.startswith(_NOT_MAPPED):
            continue
        firsts = [seen.setdefault(call.identity, statement) for call in _own_columns(statement.value)]
        first = next((other for other in firsts if other is not statement), None)
        if first is not None:
            name = f"{cls.name}.{statement.name}"
            other = located(f"{cls.name}.{first.name}", first.place)
            message = (
                f"{name} is the same column as {other}, and only one of them is used;"
                f" use synonym({first.name!r})"
            )
            related = (Related(first.place, f"{cls.name}.{first.name}"),)
            yield Finding(RULE.code, statement.place, one_line(message), name, related, kind=Kind.WARNING)


def _own_columns(value: Written | None) -> list[WrittenCall]:
    """The columns that a value is, or that its ``column_property()`` or ``deferred()`` has, one in the other."""
    wrapper = call_of(value, frozenset({"column_property", "deferred"}))
    if wrapper is not None:
        return [call for part in wrapper.positional for call in _own_columns(part)]
    column = call_of(value, COLUMNS)
    return [] if column is None else [column]


def _named_like_columns(model: Model) -> Iterator[Finding]:
    """Relationships with the key of a column of the class's own table that nothing else maps."""
    for written_cls in written(model).mapped():
        cls = model.classes.get(written_cls.id)
        table = None if cls is None else model.table_of(cls.id)
        if cls is None or table is None or table.declared_by != "Table" or cls.inheritance == "single":
            continue
        if not table.complete or _is_excluded(written_cls):
            continue
        for key, place in _relationships_of(model, written_cls):
            column = table.column_by_key(key)
            if column is None or _maps(cls, key, column.name):
                continue
            name = f"{cls.name}.{key}"
            text = column_text(model, ColumnRef(table.id, column.name))
            message = (
                f"{name} has the name of the column {located(text, column.place)};"
                " map the column under another name, or rename the relationship"
            )
            related = (Related(column.place, "the column"),)
            yield Finding(RULE.code, place, one_line(message), name, related, kind=Kind.ERROR)


def _relationships_of(model: Model, cls: ClassStatement) -> Iterator[tuple[str, Place]]:
    """The relationships that the mapper is given with the class: those of its body, or of the call that maps it."""
    if cls.style == "imperative":
        for relationship in model.by_owner.get(cls.id, ()):
            if relationship.made_by is None:
                yield relationship.key, relationship.call
    for statement in () if cls.style == "imperative" else in_force(cls):
        if relationship_call(statement) is not None:
            yield statement.name, statement.place


def _other_than_inherited(model: Model) -> Iterator[Finding]:
    """Columns where the parent has a property of that name that is none, and the other way round.

    Source: ``Mapper._property_from_column``. A column of another name than its attribute replaces what is
    inherited.
    """
    for statement_of in written(model).mapped():
        cls = model.classes.get(statement_of.id)
        if cls is None or cls.conditional or cls.inheritance not in ("single", "joined"):
            continue
        lineage = [written(model).classes.get(entry) for entry in cls.lineage]
        if len(lineage) < 2 or any(each is None or _is_excluded(each) for each in lineage):
            continue
        parent = model.classes[cls.lineage[1]]
        for statement in statement_of.collected:
            inherited = parent.attributes.get(statement.name)
            words = None if inherited is None else _two_kinds(model, parent, statement, inherited)
            if inherited is None or words is None or statement.conditional or statement.kind == "outside":
                continue
            name = f"{cls.name}.{statement.name}"
            other = f"{model.classes[inherited.owner].name}.{inherited.name}"
            message = (
                f"{name} is a {words[0]} and {located(other, inherited.place)}, which it inherits, a {words[1]}:"
                " the two cannot have one name; rename one of them"
            )
            related = (Related(inherited.place, other),)
            yield Finding(RULE.code, statement.place, one_line(message), name, related, kind=Kind.ERROR)


def _two_kinds(
    model: Model, parent: MappedClass, statement: Statement, inherited: Attribute
) -> tuple[str, str] | None:
    """What an attribute is and what the inherited one of its name is, ``None`` where they get on."""
    call = call_of(statement.value, _NO_COLUMNS)
    if call is not None:
        is_column = inherited.kind is AttributeKind.COLUMN and inherited.column is not None
        alone = sum(each.column == inherited.column for each in parent.attributes.values()) == 1
        used = _used_names(written(model).classes.get(inherited.owner), inherited.name)
        fails = is_column and (alone if used is None else used == [inherited.name])
        return (call.name, AttributeKind.COLUMN.value) if fails else None
    if not is_named_after_column(statement):
        return None
    owner = written(model).classes[inherited.owner]
    above = next((each for each in owner.collected if each.name == statement.name), None)
    certain = above is not None and not above.conditional and above.kind != "outside"
    call = call_of(above.value, _NO_COLUMNS) if above is not None and certain else None
    return None if call is None else (AttributeKind.COLUMN.value, call.name)


def _used_names(cls: ClassStatement | None, name: str) -> list[str] | None:
    """Of the names that a class body gives one column those that the mapper takes, ``None`` where it is one name.

    Where there are several, it is not the column's own.
    """
    columns = {each.name: _own_columns(each.value) for each in ([] if cls is None else in_force(cls))}
    column = next(iter(columns.get(name, ())), None)
    names = [each for each, calls in columns.items() if column is not None and column in calls]
    if column is None or len(names) < 2:
        return None
    return [each for each in names if each != column_name(column, names[0])]


def _replaced_later(model: Model, options: Options) -> Iterator[Finding]:
    """Relationships given from outside the class in the place of another attribute."""
    for identity, attribute in model.overridden.items():
        relationship = model.relationships[identity]
        if attribute.kind is not AttributeKind.RELATIONSHIP and options.sqlalchemy < (2, 0):
            continue
        name = relationship.name
        message = (
            f"{name} is given from outside of its class, which has"
            f" {located(f'a {attribute.kind.value}', attribute.place)} of that name already, and replaces it;"
            " leave one of them out, or rename it"
        )
        related = (Related(attribute.place, name),)
        yield Finding(RULE.code, relationship.place, one_line(message), name, related, kind=Kind.WARNING)


def _maps(cls: MappedClass, key: str, column: str) -> bool:
    """Whether another attribute of the class maps a column of its table."""
    return any(
        attribute.column == (cls.table, column) and attribute.name != key
        for attribute in cls.attributes.values()
    )


def _is_excluded(cls: ClassStatement) -> bool:
    """Whether the mapper may leave columns out."""
    args = cls.special.get("__mapper_args__")
    if args is None:
        return False
    names = ["exclude_properties", "include_properties", "column_prefix"]
    if cls.style != "imperative":
        # What a call gives by that name are the attributes that are looked at.
        names.append("properties")
    return not args.closed or any(args.entry(name) is not None for name in names)


RULE = Rule(
    code="SQR511",
    name="attribute-bound-twice",
    kind=Kind.BUG,
    summary="an attribute of a mapped class that two statements bind",
    documentation=__doc__ or "",
    check=check,
)
