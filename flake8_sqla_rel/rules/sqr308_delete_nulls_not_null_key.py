"""A parent that cannot be deleted.

## What it does

Reports a one-to-many whose foreign key is NOT NULL and has `ondelete="CASCADE"`, so that
deletes are meant, when the relationship has neither a `delete` cascade nor `passive_deletes`.

## Why is this bad?

When a parent is deleted, SQLAlchemy loads its children and sets their foreign key to NULL,
before the database could act: the flush fails with an `IntegrityError` (`NOT NULL constraint
failed: child.parent_id`, <https://sqlalche.me/e/20/gkpj>), or, where the foreign key is in the
primary key of the child, with `Dependency rule on column 'parent.id' tried to blank-out primary
key column 'child.parent_id'` (`AssertionError`). `ondelete` alone does not tell SQLAlchemy what
to do.

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
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="CASCADE"))
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

The delete failed before. `cascade="all, delete-orphan"` also deletes a child that is taken out of
the collection; `passive_deletes="all"` alone leaves everything to the database.

## What it does not see

A relationship without `ondelete` on its key is SQR902. One whose rows another relationship over
the same columns deletes is left alone, and so are one whose rows may be reached by the cascades of
what is deleted with the parent, and one that loads nothing (`lazy="noload"`). Where the cascade stands
on the wrong side, SQR301 or SQR311 says so.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#using-foreign-key-on-delete-cascade-with-orm-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import (
    Emptied,
    cascading,
    failing_delete,
    fails_on_delete,
    is_cascaded_from_the_other_side,
    not_null,
    orphans_cure,
)
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import located, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every one-to-many that empties a column which the database would have handled."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    ways = cascading(model)
    for relationship in model.relationships:
        found = fails_on_delete(model, relationship, ways)
        if found is None or is_cascaded_from_the_other_side(model, relationship):
            continue
        if found.on_delete("CASCADE"):
            yield _finding(model, relationship, found)


def _finding(model: Model, relationship: Relationship, found: Emptied) -> Finding:
    column = not_null(found.columns)
    assert column is not None
    name = f"{table_text(found.table)}.{column.name}"
    inside = "is in the primary key" if column.primary_key is True else "is NOT NULL"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "cascade"),
        message=one_line(
            f"{failing_delete(relationship)}: {relationship.name} sets "
            f"{located(name, column.place)} to NULL, which {inside}, before its "
            f'ondelete="CASCADE" can act; {orphans_cure(model, relationship, passive=True)}'
        ),
        subject=relationship.name,
        related=(Related(column.place, name),),
    )


RULE = Rule(
    code="SQR308",
    name="delete-nulls-not-null-key",
    kind=Kind.BUG,
    summary="deleting the parent sets a NOT NULL foreign key to NULL before its ON DELETE CASCADE can act",
    documentation=__doc__ or "",
    check=check,
)
