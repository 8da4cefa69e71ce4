"""A secondary table with a column that nobody fills.

## What it does

Reports a writable relationship over a `secondary` table that has a NOT NULL column without
default besides the keys that the relationship writes, or one more column in the primary key; once for
the two sides of a pair.

## Why is this bad?

`post.tags.append(tag)` inserts a row with the two keys and nothing else, and the flush fails
with an `IntegrityError` (`NOT NULL constraint failed: post_tag.position`,
<https://sqlalche.me/e/20/gkpj>). SQLAlchemy says nothing before. An integer that is the primary key is
counted by the database, one that is a part of it is not: "Column 'post_tag.id' is marked as a member of
the primary key for table 'post_tag', but has no Python-side or server-side default generator indicated".

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
    Column("position", Integer, nullable=False),
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
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
    Column("position", Integer, nullable=False, default=0),
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

A default fills the column with the same value for all rows. Where it means something, map the
table as a class of its own (an association object) and make this relationship `viewonly=True`.

## What it does not see

Columns whose default or nullability cannot be told, an integer that is the primary key by itself, or says
`autoincrement=` beside others (the database may count it), and defaults that only the database knows.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#association-object>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Column, Model, Relationship, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import is_foreign
from flake8_sqla_rel.rules.sides import anchor, mapped_by, once, other_side
from flake8_sqla_rel.rules.statements import written
from flake8_sqla_rel.rules.wording import class_at, located, one_line, side, table_text

# Types of columns that a database counts by itself when they are the primary key.
_COUNTED = frozenset({None, *"int Integer INTEGER INT BigInteger BIGINT SmallInteger SMALLINT".split()})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose rows cannot be inserted; of a pair the side configured first."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    said: set[int] = set()
    for relationship in model.relationships:
        if not isinstance(relationship.secondary, int) or said & _reverse(relationship):
            continue
        table = model.tables[relationship.secondary]
        column = _empty_column(model, relationship, table)
        if column is not None:
            said.add(relationship.id)
            yield _finding(model, relationship, table, column)


def _reverse(relationship: Relationship) -> set[int]:
    return set(relationship.reverse) if isinstance(relationship.reverse, tuple) else set()


def _empty_column(model: Model, relationship: Relationship, table: Table) -> Column | None:
    """The first column that stays empty though it may not."""
    if relationship.viewonly is not False or not isinstance(relationship.sync_pairs, tuple):
        return None
    copied = {column.name for _, column in relationship.sync_pairs if column.table == table.id}
    for column in table.columns:
        filled = column.name in copied or column.has_default is not False
        if copied and not filled and column.nullable is False and not _is_counted(model, table, column):
            return column
    return None


def _is_counted(model: Model, table: Table, column: Column) -> bool:
    """Whether the database may fill a column of the primary key by itself.

    Source: ``PrimaryKeyConstraint._autoincrement_column``: of several columns only one that asks for it, of one
    alone any integer that is no foreign key.
    """
    if column.primary_key is False or column.type not in _COUNTED:
        return False
    call = written(model).call_at.get(column.place)
    if call is None or call.open or call.keyword("autoincrement", "sa_column_kwargs") is not None:
        return True
    if call.name == "mapped_column" and call.keyword("primary_key") is None:
        return True  # What makes it one, a call that its annotation carries, may say autoincrement as well.
    alone = table.primary_key is UNKNOWN or table.primary_key == {column.name}
    return alone and not is_foreign(table, column.name)


def _finding(model: Model, relationship: Relationship, table: Table, column: Column) -> Finding:
    name = f"{table_text(table)}.{column.name}"
    classes = mapped_by(model, table)
    both = _sides(model, relationship)
    if column.primary_key is True and column.type in _COUNTED and not is_foreign(table, column.name):
        cure = f"leave it out, make it the primary key by itself, which the database counts, or make {both} viewonly"
    elif classes:
        cure = f"give it one, or make {both} viewonly=True and write through {class_at(classes[0])}"
    else:
        cure = f"give it one, or map {table_text(table)} as a class and make {both} viewonly"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "secondary"),
        message=one_line(
            f"the rows that {relationship.name} adds to {table_text(table)} leave "
            f"{located(name, column.place)} empty, which is NOT NULL and has no default; {cure}"
        ),
        subject=relationship.name,
        related=(Related(column.place, name),),
    )


def _sides(model: Model, relationship: Relationship) -> str:
    """What has to be made viewonly: a declared reverse as well, while a backref takes it over."""
    reverse = other_side(model, relationship)
    alone = reverse is None or reverse.viewonly is not False or reverse.made_by is not None
    return "this" if reverse is None or alone else f"this and {side(reverse)}"


RULE = Rule(
    code="SQR223",
    name="secondary-column-not-filled",
    kind=Kind.BUG,
    summary="a secondary table with a NOT NULL column that the relationship cannot fill",
    documentation=__doc__ or "",
    check=check,
)
