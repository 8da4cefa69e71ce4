"""A foreign key that no index begins with.

## What it does

Opt-in. Reports a foreign key when no index, unique constraint or primary key of its table
starts with its columns.

## Why is this bad?

Every load of a one-to-many and every delete of the row that is referred to searches the whole
table. MySQL makes such an index by itself, PostgreSQL, SQLite and Oracle do not. SQLAlchemy
says nothing; there is no message and no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
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
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Use instead

```python
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
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"), index=True)
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

An index costs space and makes writes slower; it needs a migration.

## What it does not see

Indexes that only a migration makes, and tables that may have indexes which the source does not
show. Tables of a MetaData without a mapped class are left alone: most are sketches in migrations.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#indexes>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, ForeignKeyConstraint, Model, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every foreign key of a table whose indexes are known, none of which serves it."""
    mapped = {
        model.tables[cls.table].metadata for cls in model.classes.values() if isinstance(cls.table, int)
    }
    return once(
        _finding(table, constraint)
        for table in model.created_tables
        if table.complete and table.keys_known and table.metadata in mapped
        for constraint in table.constraints
        if constraint.elements and not _may_be_indexed(table, constraint)
    )


def _may_be_indexed(table: Table, constraint: ForeignKeyConstraint) -> bool:
    names = {element.column for element in constraint.elements}
    if any(set(index[: len(names)]) == names for index in table.indexes):
        return True
    columns = [column for column in table.columns if column.name in names]
    return any(UNKNOWN in (c.index, c.unique, c.primary_key) for c in columns)


def _finding(table: Table, constraint: ForeignKeyConstraint) -> Finding:
    names = [element.column for element in constraint.elements]
    local = f"{table_text(table)}.{', '.join(names)}"
    column = table.column(names[0])
    cure = f"add an Index over {listed(map(quoted, names))}"
    if len(names) == 1 and column is not None:
        # A ForeignKey() stands in its column, a ForeignKeyConstraint() somewhere else.
        cure = f"give the column{'' if constraint.on_column else f' ({column.place})'} index=True"
    return Finding(
        code=RULE.code,
        place=constraint.place,
        message=one_line(
            f"no index of table {table_text(table)} starts with the foreign key {local}; {cure}"
        ),
        subject=local,
    )


RULE = Rule(
    code="SQR907",
    name="unindexed-foreign-key",
    kind=Kind.STYLE,
    summary="a foreign key without an index",
    documentation=__doc__ or "",
    check=check,
)
