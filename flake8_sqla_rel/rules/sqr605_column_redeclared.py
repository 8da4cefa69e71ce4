"""A column of the subclass that is combined with the parent's.

## What it does

Reports a column of a subclass with a table of its own under an attribute that is a column of
the parent, where the foreign key between the tables does not equate the two.

## Why is this bad?

One attribute then stands for two columns: "Implicitly combining column document.status with
column invoice.status under attribute 'status'. Please configure one or more attributes for
these same-named columns explicitly" (`SAWarning`) when the class is made. Both get the same
value when an object is saved. It has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

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
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
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
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    engineer_kind: Mapped[str] = mapped_column("kind")
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

Another attribute name keeps both columns; every use has to follow.

## What it does not see

Columns of another name under the same attribute, which SQLAlchemy takes for intended, and joins
given by `inherit_condition`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#joined-table-inheritance>
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    Attribute,
    AttributeKind,
    ColumnRef,
    MappedClass,
    Model,
    Place,
    TableId,
)
from flake8_sqla_rel.mapper.written import ClassStatement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import is_named_after_column, mapper_argument, written
from flake8_sqla_rel.rules.wording import column_text, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column of a joined subclass that is combined with another one."""
    for statement in written(model).mapped():
        cls = model.classes.get(statement.id)
        if cls is None or cls.inheritance != "joined" or cls.conditional or not _is_joined(model, cls):
            continue
        if any(
            mapper_argument(statement, name) is not False
            for name in ("inherit_condition", "version_id_col", "exclude_properties", "include_properties")
        ):
            continue
        yield from _combined(model, statement, cls)


def _combined(model: Model, statement: ClassStatement, cls: MappedClass) -> Iterator[Finding]:
    parent = model.classes[cls.lineage[1]]
    for key, place in _named_after_columns(statement, cls):
        above, own = parent.attributes.get(key), cls.attributes.get(key)
        if above is None or own is None or not _is_only_name(parent, above):
            continue
        one, other = _column(above), _column(own)
        if one is None or other is None or one.table == other.table or own.owner != cls.id:
            continue
        if _equated(model, other, one) or _is_version(model, cls, key):
            continue
        name = f"{cls.name}.{key}"
        message = (
            f"{name} is {column_text(model, other)} and {column_text(model, one)} in one, that of"
            f" {located(f'{parent.name}.{above.name}', above.place)}; give one of the two another name"
        )
        yield Finding(RULE.code, place, one_line(message), name, (Related(above.place, above.name),))


def _named_after_columns(statement: ClassStatement, cls: MappedClass) -> Iterator[tuple[str, Place]]:
    """The attributes of a class that have the names of their columns.

    Those of other names are combined with the parent's without a word.
    """
    stated = {attribute.name for attribute in statement.collected}
    for attribute in statement.collected:
        if is_named_after_column(attribute):
            yield attribute.name, attribute.place
    if "__table__" in statement.special:
        for attribute_of_table in cls.attributes.values():
            if attribute_of_table.name not in stated:
                yield attribute_of_table.name, attribute_of_table.place


def _is_only_name(cls: MappedClass, attribute: Attribute) -> bool:
    """Whether no other attribute is of the same column; of two only the last one is mapped."""
    return sum(each.column == attribute.column for each in cls.attributes.values()) == 1


def _column(attribute: Attribute) -> ColumnRef | None:
    return attribute.column if attribute.kind is AttributeKind.COLUMN else None


def _equated(model: Model, column: ColumnRef, other: ColumnRef) -> bool:
    """Whether a foreign key makes the two columns equal, or may."""
    return any(
        not isinstance(element.referred, ColumnRef) or element.referred == theirs
        for mine, theirs in ((column, other), (other, column))
        for key in model.tables[mine.table].constraints
        for element in key.elements
        if element.column == mine.name
    )


def _is_joined(model: Model, cls: MappedClass) -> bool:
    """Whether foreign keys join the tables of a hierarchy; without one SQLAlchemy stops before this."""
    tables = list(dict.fromkeys(model.classes[entry].table for entry in cls.lineage))
    return len(cls.lineage) > 1 and all(
        isinstance(one, int) and isinstance(other, int) and _refers(model, one, other)
        for one, other in itertools.pairwise(tables)
    )


def _refers(model: Model, one: TableId, other: TableId) -> bool:
    """Whether one of two tables has a foreign key to the other."""
    return any(
        isinstance(element.referred, ColumnRef) and element.referred.table == theirs
        for mine, theirs in ((one, other), (other, one))
        for key in model.tables[mine].constraints
        for element in key.elements
    )


def _is_version(model: Model, cls: MappedClass, name: str) -> bool:
    """Whether the attribute may be the version counter of the hierarchy."""
    for entry in cls.lineage:
        statement = written(model).classes.get(entry)
        given = None if statement is None else mapper_argument(statement, "version_id_col")
        if given is None or (
            given is not False and (name in given.reads or given.name == name or not given.reads)
        ):
            return True
    return False


RULE = Rule(
    code="SQR605",
    name="column-redeclared",
    kind=Kind.WARNING,
    summary="a joined subclass with a column of the same name as its parent's",
    documentation=__doc__ or "",
    check=check,
)
