"""A referential action that no database knows.

## What it does

Reports `ondelete` or `onupdate` text that is none of `CASCADE`, `RESTRICT`, `NO ACTION`, `SET
NULL` and `SET DEFAULT`, and `initially` text other than `DEFERRED` and `IMMEDIATE`.

## Why is this bad?

The text goes into `CREATE TABLE` as it is, where the database finds a syntax error. SQLAlchemy
1.4 raises "Unexpected SQL phrase: 'SETNULL' (matching against ...)" (`CompileError`,
<https://sqlalche.me/e/14/l7de>); later releases let any words pass.

## Versions

Every release; an error of SQLAlchemy in 1.4, of the database from 2.0 on.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id", ondelete="SETNULL"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id", ondelete="SET NULL"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Fix safety

The table could not be created before. A table that was created by other means may need a
migration.

## What it does not see

Text that is not a literal. PostgreSQL's `SET NULL (column)` is accepted.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#on-update-and-on-delete>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ForeignKeyConstraint, Model, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.deletes import action_text
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, nearest, one_line, quoted, table_text

_ACTIONS = ("CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT")
_TIMES = ("DEFERRED", "IMMEDIATE")
_WITH_COLUMNS = re.compile(r"(SET NULL|SET DEFAULT) ?\([^()]+\)")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every action that cannot be part of a CREATE TABLE."""
    return once(
        finding
        for table in model.created_tables
        for constraint in table.constraints
        for finding in _findings(table, constraint)
    )


def _findings(table: Table, constraint: ForeignKeyConstraint) -> Iterator[Finding]:
    for keyword, action, known in (
        ("ondelete", constraint.ondelete, _ACTIONS),
        ("onupdate", constraint.onupdate, _ACTIONS),
        ("initially", constraint.initially, _TIMES),
    ):
        if not isinstance(action, str):
            continue
        text = action_text(action)
        if text in known or _WITH_COLUMNS.fullmatch(text):
            continue
        near = nearest(text.replace("-", " "), known)
        cure = f"did you mean {quoted(near)}?" if near else f"it takes {listed(known, 'or')}"
        name = f"{table_text(table)}.{constraint.elements[0].column}"
        yield Finding(
            code=RULE.code,
            place=constraint.keyword(keyword),
            message=one_line(
                f"{keyword}={quoted(action)} of the foreign key {name} means nothing to SQL: "
                f"the table cannot be created; {cure}"
            ),
            subject=name,
        )


RULE = Rule(
    code="SQR314",
    name="unknown-referential-action",
    kind=Kind.BUG,
    summary="ondelete or onupdate that is no action of SQL",
    documentation=__doc__ or "",
    check=check,
)
