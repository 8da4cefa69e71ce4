"""A secondary table that can hold a pair twice.

## What it does

Opt-in. Reports the `secondary` table of a writable relationship when neither its primary key
nor a unique constraint or index is over the columns that the relationship writes, or some of
them.

## Why is this bad?

Two sessions that add the same link insert the same pair twice. When it is removed, SQLAlchemy
expects one row to go: "DELETE statement on table 'post_tag' expected to delete 1 row(s); Only 2
were matched." (`StaleDataError`, no page on sqlalche.me).

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("post_id", ForeignKey("post.id")),
    Column("tag_id", ForeignKey("tag.id")),
)


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[list["Tag"]] = relationship(secondary=post_tag)


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[list["Tag"]] = relationship(secondary=post_tag)


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Fix safety

A new key needs a migration, which fails on pairs that are there twice.

## What it does not see

Keys that only the database knows, as those of a table that a migration writes down for itself, and
tables that may have keys which the source does not show. A
table with further columns is left alone: a kind, a position or a date may tell two of its rows apart.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#many-to-many>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Relationship, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, one_line, side, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every secondary table, once, that may hold a pair of keys twice."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        if not isinstance(relationship.secondary, int) or relationship.sync_pairs is UNKNOWN:
            continue
        table = model.tables[relationship.secondary]
        names = frozenset(column.name for _, column in relationship.sync_pairs if column.table == table.id)
        if table.metadata in model.sketches or not names:
            continue
        if not _may_be_unique(table, names) and not _says_more(table, names):
            yield _finding(relationship, table, names)


def _may_be_unique(table: Table, names: frozenset[str]) -> bool:
    primary = table.primary_key
    if not table.complete or not table.keys_known or primary is UNKNOWN:
        return True
    if any(column.unique is UNKNOWN for column in table.columns):
        return True
    keys = (*table.unique, *([primary] if primary else []))
    return any(key <= names or names <= key for key in keys)


def _says_more(table: Table, names: frozenset[str]) -> bool:
    """Whether a row has columns beside the pair and a key, which may tell two rows of one pair apart."""
    return any(column.name not in names and column.primary_key is not True for column in table.columns)


def _finding(relationship: Relationship, table: Table, names: frozenset[str]) -> Finding:
    name = table_text(table)
    cure = "add a UniqueConstraint over them" if table.primary_key else "make them its primary key"
    return Finding(
        code=RULE.code,
        place=table.place,
        message=one_line(
            f"table {name} can hold a pair of {side(relationship)} twice: neither its primary key nor a "
            f"unique constraint is over {listed(sorted(names))}; {cure}"
        ),
        subject=f"table {name}",
        related=(Related(relationship.call, relationship.name),),
    )


RULE = Rule(
    code="SQR912",
    name="secondary-without-key",
    kind=Kind.BUG,
    summary="a secondary table without primary key or unique constraint over its pair",
    documentation=__doc__ or "",
    check=check,
)
