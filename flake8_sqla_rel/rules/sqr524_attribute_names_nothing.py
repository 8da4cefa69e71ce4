"""A synonym, composite or ordering list that names what is not there.

## What it does

Reports `synonym("nme")` and `composite(Point, "x", "y")` that name, by text, no attribute of the
class, a synonym of its own name, a composite of a property, hybrid or method, and
`synonym(..., map_column=True)` without a column of the synonym's name in the table, or with one that is
mapped under the other name already. Also a relationship or a list among the arguments of a
`composite()`, and `column_property("name")` or `deferred("name")` that gives a column of the class in
quotes; and `ordering_list("positon")` that names no attribute of the items of its relationship.

## Why is this bad?

A synonym is looked up when it is used: "'User' object has no attribute 'nme'" and, in a query,
"comparator" (`AttributeError`); one of its own name ends in a `RecursionError`. A composite stops
every mapper when they are configured: "Mapper 'Mapper[User(user)]' has no property 'yy'"
(`InvalidRequestError`), "Composite expects Column objects or mapped attributes/attribute names as
arguments" (`ArgumentError`). With `map_column=True` the class cannot be made: "Can't compile synonym
'_status': no column on table 'job' named 'status'", "Can't call map_column=True for synonym ... a
ColumnProperty already exists keyed to the name" (`ArgumentError`). Of a text in the place of a column
nothing is said: every object that is loaded has that text, `"name"`, for its value. An
`ordering_list()` asks each item that is added: "'Wagon' object has no attribute 'positon'" (`AttributeError`). There
is no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, synonym


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    login = synonym("mail")
```

## Use instead

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, synonym


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    login = synonym("email")
```

## Fix safety

The attribute could not be used before.

## What it does not see

Classes that may have more than their text shows: with a base from another package, a metaclass, or a
name such as `__versioned__` for an extension. Synonyms of what a subclass has, of what only some of the classes
which inherit a mixin have, of an annotated field, or of what a module of these classes gives to any object
(`self.nme = ...`); a synonym of a property works on objects, though not in queries. SQLModel is left out.

## References

- <https://docs.sqlalchemy.org/en/20/orm/mapped_attributes.html#synonyms>
- <https://docs.sqlalchemy.org/en/20/orm/composites.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import AttributeKind, MappedClass, Model, NamedFault, class_name
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted, table_text

_NAMED: Final = {
    "synonym": "is a synonym of",
    "composite": "is composed of",
    "ordering list": "numbers its items by",
}
_COLUMNS: Final = ("column_property", "deferred")
#: What is raised when the class is made or the mappers are configured; the others wait for a use.
_RAISED: Final = ("column", "mapped column")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every synonym, composite and ordering list of what is not there."""
    return once(
        _finding(model, fault)
        for fault in model.named_faults
        if fault.used_by in _NAMED or fault.used_by in _COLUMNS
    )


def _finding(model: Model, fault: NamedFault) -> Finding:
    cls = model.classes[fault.cls]
    subject = f"{class_name(fault.declared_in)}.{fault.key}"
    named = f"the backref {quoted(fault.through)} of {subject}" if fault.through else subject
    raised = fault.used_by == "composite" or fault.kind in _RAISED
    return Finding(
        RULE.code,
        fault.place,
        one_line(f"{named} {_text(model, fault, cls)}"),
        subject,
        (Related(cls.place, cls.name),),
        kind=Kind.ERROR if raised else Kind.BUG,
    )


def _text(model: Model, fault: NamedFault, cls: MappedClass) -> str:
    name = quoted(fault.name)
    if fault.kind == "constant":
        return f"is the text {name} in every row: {fault.used_by}() takes a column, so leave the quotes out"
    if fault.kind == "object":
        return f"is composed of {fault.name}; give it columns, or the names of attributes, one by one"
    if fault.kind == "itself":
        return "is a synonym of itself; name the attribute that it stands for"
    if fault.kind in _RAISED:
        return f"is a synonym with map_column=True, {_unmappable(model, fault, cls)}"
    attribute = cls.attributes.get(fault.name)
    cure = f"did you mean {quoted(near)}?" if (near := _meant(fault, cls)) else "name one of its attributes"
    if fault.kind == "missing" or attribute is None:
        return f"{_NAMED[fault.used_by]} {name}, an attribute that {class_at(cls)} does not have; {cure}"
    plain = located(f"a {attribute.kind.value}", attribute.place)
    return f"{_NAMED[fault.used_by]} {name}, {plain} that is not mapped; name mapped attributes"


def _unmappable(model: Model, fault: NamedFault, cls: MappedClass) -> str:
    table = model.table_of(fault.cls)
    where = "" if table is None else located(table_text(table), table.place)
    if fault.kind == "column":
        return f"and the table {where} has no column {quoted(fault.key)}; name it after one, or leave map_column out"
    at = cls.attributes[fault.name].place
    return (
        f"which maps the column {quoted(fault.key)} as {located(quoted(fault.name), at)} once more;"
        " leave map_column out"
    )


def _meant(fault: NamedFault, cls: MappedClass) -> str | None:
    """The attribute that was probably meant: the one of that column, or one that is called nearly so."""
    attributes = [each for each in cls.attributes.values() if each.name != fault.key]
    for each in attributes:
        if each.column is not None and each.column.name == fault.name:
            return each.name
    return nearest(fault.name, [each.name for each in attributes if each.kind is not AttributeKind.PLAIN])


RULE = Rule(
    code="SQR524",
    name="attribute-names-nothing",
    kind=Kind.BUG,
    summary="a synonym, composite, column property or ordering list of what is no attribute of the class",
    documentation=__doc__ or "",
    check=check,
)
