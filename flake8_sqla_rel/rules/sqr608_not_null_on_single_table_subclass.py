"""A column that rows of the other classes cannot fill.

## What it does

Reports a column of a single-table subclass that is NOT NULL and has no default, where the table
holds rows of other classes that do not have it.

## Why is this bad?

All classes of the hierarchy share one table, and a row of a sibling leaves the column empty:
"NOT NULL constraint failed: animal.breed" (`IntegrityError`) when it is saved. SQLAlchemy
itself says nothing; there is no page on sqlalche.me.

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
    level: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Use instead

```python
from typing import Optional

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
    level: Mapped[Optional[int]]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

A nullable column may need a migration; a check constraint over the discriminator can still
demand it of the one class.

## What it does not see

Defaults that only the database knows, and hierarchies of which no other class has rows.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#single-table-inheritance>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import AttributeKind, ClassId, MappedClass, Model, TableId
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import mapper_argument, written
from flake8_sqla_rel.rules.wording import class_at, column_text, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column of a single-table subclass that other rows of the table cannot fill."""
    sharing: dict[TableId, list[MappedClass]] = {}
    for cls in model.classes.values():
        if isinstance(cls.table, int):
            sharing.setdefault(cls.table, []).append(cls)
    for cls in model.classes.values():
        if cls.inheritance == "single" and isinstance(cls.table, int) and not cls.conditional:
            yield from _columns(model, cls, sharing[cls.table])


def _columns(model: Model, cls: MappedClass, sharing: list[MappedClass]) -> Iterator[Finding]:
    for attribute in cls.attributes.values():
        ref = attribute.column
        if attribute.owner != cls.id or attribute.kind is not AttributeKind.COLUMN or ref is None:
            continue
        column = model.tables[ref.table].column(ref.name)
        if column is None or column.nullable is not False or column.has_default is not False:
            continue
        if ref.table != cls.table or column.primary_key is not False or column.place.line == 0:
            continue
        other = next((each for each in sharing if _lacks(model, each, cls.id, ref.name)), None)
        if other is None:
            continue
        name = f"{cls.name}.{attribute.name}"
        message = (
            f"{name} is NOT NULL and has no default, so that no {class_at(other)} can be saved to the table it shares:"
            f" make {column_text(model, ref)} nullable or give it a server_default"
        )
        yield Finding(
            RULE.code, attribute.place, one_line(message), name, (Related(other.place, other.name),)
        )


def _lacks(model: Model, cls: MappedClass, owner: ClassId, column: str) -> bool:
    """Whether a class of the same table has rows of its own and does not map the column."""
    statement = written(model).classes.get(cls.id)
    if statement is None or owner in cls.lineage or cls.open or cls.conditional:
        return False
    if any(a.column is not None and a.column == (cls.table, column) for a in cls.attributes.values()):
        return False
    identity = mapper_argument(statement, "polymorphic_identity")
    return identity is not None and identity is not False


RULE = Rule(
    code="SQR608",
    name="not-null-on-single-table-subclass",
    kind=Kind.BUG,
    summary="a NOT NULL column without default on a subclass that shares its parent's table",
    documentation=__doc__ or "",
    check=check,
)
