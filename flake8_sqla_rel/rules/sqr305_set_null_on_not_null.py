"""A foreign key that is set to NULL and may not be.

## What it does

Reports `ondelete` or `onupdate` of `SET NULL` (or `SET DEFAULT` where the column has no
default) on a foreign key with a column that is NOT NULL.

## Why is this bad?

Deleting the row that is referred to makes the database write NULL into the column, which its
own constraint forbids: the delete fails with an `IntegrityError` (`NOT NULL constraint failed:
child.parent_id`, <https://sqlalche.me/e/20/gkpj>). Some databases refuse the table itself.

## Versions

Every release. With `Mapped[int]` and no `nullable=` the column is NOT NULL; in 1.x style it is
nullable unless the column says otherwise or is in the primary key.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", passive_deletes=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="SET NULL"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", passive_deletes=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id", ondelete="SET NULL"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Fix safety

Making the column nullable is a change of the schema and needs a migration. `ondelete="CASCADE"`
deletes the rows instead.

## What it does not see

A column whose nullability cannot be told; a `SET DEFAULT` where the default is only Python's.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#on-update-and-on-delete>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ColumnRef, ForeignKeyConstraint, Model, Place, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import action_text
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import column_text, located, one_line, quoted, table_text

_EVENTS = {"ondelete": "deleting", "onupdate": "changing the key of"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every action of a foreign key that the column itself forbids."""
    return once(
        finding
        for table in model.created_tables
        for constraint in table.constraints
        for finding in _findings(model, table, constraint)
    )


def _findings(model: Model, table: Table, constraint: ForeignKeyConstraint) -> Iterator[Finding]:
    for keyword, action in (("ondelete", constraint.ondelete), ("onupdate", constraint.onupdate)):
        if not isinstance(action, str) or action_text(action) not in ("SET NULL", "SET DEFAULT"):
            continue
        for element in constraint.elements:
            column = table.column(element.column)
            if column is None or column.nullable is not False:
                continue
            if action_text(action) == "SET DEFAULT" and column.has_default is not False:
                continue
            name = f"{table_text(table)}.{column.name}"
            to = "the row that it refers to"
            related: tuple[Related, ...] = ()
            if isinstance(element.referred, ColumnRef):
                referred = model.tables[element.referred.table]
                to = f"a row of {located(table_text(referred), referred.place)}"
                related = (Related(referred.place, column_text(model, element.referred)),)
            yield _finding(keyword, action, name, to, constraint.keyword(keyword), related)
            break


def _finding(
    keyword: str, action: str, name: str, to: str, place: Place, related: tuple[Related, ...]
) -> Finding:
    what = "is NOT NULL" if action_text(action) == "SET NULL" else "is NOT NULL and has no default"
    cure = 'make the column nullable, or say "CASCADE"'
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(
            f"{keyword}={quoted(action)}, but {name} {what}: {_EVENTS[keyword]} {to} fails; {cure}"
        ),
        subject=name,
        related=related,
    )


RULE = Rule(
    code="SQR305",
    name="set-null-on-not-null",
    kind=Kind.BUG,
    summary="ondelete or onupdate sets a column to NULL that is NOT NULL",
    documentation=__doc__ or "",
    check=check,
)
