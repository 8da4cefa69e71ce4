"""Deletes that are left to the database, which was told nothing.

## What it does

Reports `passive_deletes=True` or `passive_deletes="all"` on a one-to-many whose foreign key has
no `ondelete`, and on a many-to-many whose secondary table has none on the key to the relationship's class.

## Why is this bad?

With `passive_deletes` SQLAlchemy does not load the children of a parent that is deleted and
leaves them to the database. A foreign key without `ondelete` lets no parent go that has
children: the delete fails with an `IntegrityError` (`FOREIGN KEY constraint failed`,
<https://sqlalche.me/e/20/gkpj>) as soon as there are children that were not loaded before. A
database that does not enforce foreign keys keeps children without a parent. The rows of a secondary
table, which SQLAlchemy deletes by itself otherwise, stay in the same way.

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
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan", passive_deletes=True
    )


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
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan", passive_deletes=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="CASCADE"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

A new `ondelete` needs a migration. Without one, leave out `passive_deletes`: SQLAlchemy then
loads the children and handles them itself. Where a delete is meant to be refused while there
are children, say so with `ondelete="RESTRICT"`.

## What it does not see

Foreign keys that only the database knows; a join over columns without any foreign key; and rows that
another relationship of the class, over the same columns, empties or deletes.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#using-foreign-key-on-delete-cascade-with-orm-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ColumnRef, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import Emptied, emptied, handled_by_another, linking, not_null
from flake8_sqla_rel.rules.keywords import cascade, option
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import class_name_of, column_text, located, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every one-to-many whose foreign key does not do what is left to it."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        passive = option(relationship, "passive_deletes", False)
        if passive != "all" and passive is not True:
            continue
        words = cascade(relationship)
        if isinstance(words, frozenset) and "delete" in words and passive == "all":
            continue  # Refused for that: SQR309.
        if handled_by_another(model, relationship):
            continue
        text = str(passive) if passive is True else quoted(passive)
        found = emptied(model, relationship)
        if found is not None and found.keys and found.on_delete(None):
            yield _finding(model, relationship, found, text)
        links = linking(model, relationship)
        if links is not None and links.keys and links.on_delete(None):
            yield _left_behind(model, relationship, links, text)


def _finding(model: Model, relationship: Relationship, found: Emptied, passive: str) -> Finding:
    key = found.keys[0]
    name = column_text(model, ColumnRef(found.table.id, key.elements[0].column))
    words = cascade(relationship)
    deletes = isinstance(words, frozenset) and "delete" in words
    action = "CASCADE" if deletes or not_null(found.columns) else "SET NULL"
    return Finding(
        code=RULE.code,
        place=relationship.args["passive_deletes"].place,
        message=one_line(
            f"{relationship.name} leaves deletes to the database (passive_deletes={passive}), but the "
            f"foreign key {located(name, key.place)} has no ondelete and lets no parent with children go; "
            f"give it ondelete={quoted(action)}, or leave out passive_deletes"
        ),
        subject=relationship.name,
        related=(Related(key.place, name),),
    )


def _left_behind(model: Model, relationship: Relationship, found: Emptied, passive: str) -> Finding:
    key = found.keys[0]
    name = column_text(model, ColumnRef(found.table.id, key.elements[0].column))
    return Finding(
        code=RULE.code,
        place=relationship.args["passive_deletes"].place,
        message=one_line(
            f"{relationship.name} leaves its rows of {table_text(found.table)} to the database "
            f"(passive_deletes={passive}), but the foreign key {located(name, key.place)} has no ondelete and lets "
            f'no {class_name_of(relationship)} that has any go; give it ondelete="CASCADE", or leave out '
            "passive_deletes"
        ),
        subject=relationship.name,
        related=(Related(key.place, name),),
    )


RULE = Rule(
    code="SQR307",
    name="passive-deletes-without-ondelete",
    kind=Kind.BUG,
    summary="passive_deletes leaves deletes to a foreign key that says nothing",
    documentation=__doc__ or "",
    check=check,
)
