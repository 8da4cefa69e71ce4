"""The discriminator of a concrete union that a column of one of its tables is called as well.

## What it does

Reports a class on `ConcreteBase` or `AbstractConcreteBase` where a table of the hierarchy has a column of
the name that the union of the tables wants for its discriminator: `type`, or what
`_concrete_discriminator_name` says.

## Why is this bad?

"Polymorphic union can't use 'type' as the discriminator column due to mapped column
Column('type', ..., table=<manager>)" (`InvalidRequestError`) when the mappers are configured, and so with the
first query of any model. It has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(AbstractConcreteBase, Base):
    pass


class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "manager"}
```

## Use instead

```python
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(AbstractConcreteBase, Base):
    _concrete_discriminator_name = "employee_kind"


class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "manager"}
```

## Fix safety

The name is one of queries alone: no table changes.

## What it does not see

Classes that make the union themselves (`polymorphic_union()`, `with_polymorphic`, a `__declare_first__` of
their own), tables that are reflected, classes with bases from other packages, and any class where one of
the project is given `_concrete_discriminator_name` from outside of its body. Another attribute name for
the column, `kind = Column("type", ...)`, does not help, and is reported as well.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#concrete-table-inheritance>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId, Column, Model, Place, Table
from flake8_sqla_rel.mapper.written import ClassStatement, last_of
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.concrete import union_base
from flake8_sqla_rel.rules.statements import written
from flake8_sqla_rel.rules.wording import located, one_line, quoted, table_text

_NAME: Final = "_concrete_discriminator_name"
_DEFAULT: Final = "type"
#: Where classes come from that do not say the name; an attribute of an object is Flask's ``db.Model``.
_SILENT: Final = frozenset({"sqlalchemy", "typing", "typing_extensions", "abc", "builtins", ""})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every hierarchy of which a table has a column that is called like the discriminator."""
    for base, tables in _unions(model).items():
        statement = written(model).classes[base]
        name, place = _discriminator(model, statement)
        for table, column in () if name is None else _taken(tables, name):
            taken = f"{table_text(table)}.{column.name}"
            message = (
                f"{statement.name}: the union of its tables has {quoted(name)} for its discriminator, and the column"
                f" {located(taken, column.place)} has that name; set {_NAME} to one that no column has"
            )
            related = (Related(column.place, taken),)
            yield Finding(RULE.code, place, one_line(message), statement.name, related)
            break


def _unions(model: Model) -> dict[ClassId, list[Table]]:
    """The tables in the union of each class for which SQLAlchemy makes one, in the order of their classes."""
    found: dict[ClassId, list[Table]] = {}
    for statement in written(model).mapped():
        cls = model.classes.get(statement.id)
        base = None if cls is None or cls.conditional else union_base(model, cls)
        table = None if base is None else model.table_of(statement.id)
        if base is not None and table is not None:
            found.setdefault(base.id, []).append(table)
    return found


def _discriminator(model: Model, base: ClassStatement) -> tuple[str | None, Place]:
    """The name of the discriminator, ``None`` when that cannot be told, and where it is given."""
    if _NAME in written(model).set_later:
        return None, base.place
    for entry in base.ancestry:
        statement = written(model).classes.get(entry)
        if statement is None:
            if entry.split(".", 1)[0] not in _SILENT:
                break
            continue
        given = last_of(statement.named(_NAME)).get(_NAME)
        if given is None:
            continue
        if given.conditional or given.value is None or given.value.form != "constant":
            break
        # An empty one leaves it at the default.
        return given.value.text or _DEFAULT, given.place
    else:
        return _DEFAULT, base.place
    return None, base.place


def _taken(tables: list[Table], name: str) -> Iterator[tuple[Table, Column]]:
    for table in tables:
        for column in table.columns:
            if name in (column.key, column.name):
                yield table, column


RULE = Rule(
    code="SQR609",
    name="concrete-discriminator-taken",
    kind=Kind.ERROR,
    summary="a concrete hierarchy with a column of the name of its discriminator",
    documentation=__doc__ or "",
    check=check,
)
