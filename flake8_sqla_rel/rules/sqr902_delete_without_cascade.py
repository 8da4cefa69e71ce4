"""A parent that cannot be deleted while it has children.

## What it does

Opt-in. Reports a one-to-many whose foreign key is NOT NULL and has no `ondelete`, with neither
a `delete` cascade nor `passive_deletes`.

## Why is this bad?

When a parent is deleted, SQLAlchemy sets the foreign key of its children to NULL, and the flush
fails with an `IntegrityError` (`NOT NULL constraint failed: child.parent_id`,
<https://sqlalche.me/e/20/gkpj>). Some teams want just that, so that a parent with children
stays; they had better say so with `passive_deletes="all"` and `ondelete="RESTRICT"` on the key.

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
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

With the cascade, deleting a parent deletes its children.

## What it does not see

A key with `ondelete="CASCADE"` is SQR308, one in the primary key of the child SQR913. One whose
rows another relationship over the same columns deletes is left alone. Where the cascade stands on the
wrong side, SQR301 or SQR311 says so.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#delete>
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
    """Every one-to-many that empties a column which may not be empty."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    ways = cascading(model)
    for relationship in model.relationships:
        found = fails_on_delete(model, relationship, ways)
        if found is None or not found.on_delete(None):
            continue
        if is_cascaded_from_the_other_side(model, relationship):
            continue
        if not any(column.primary_key is not False for column in found.columns):
            yield _finding(model, relationship, found)


def _finding(model: Model, relationship: Relationship, found: Emptied) -> Finding:
    column = not_null(found.columns)
    assert column is not None
    name = f"{table_text(found.table)}.{column.name}"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "cascade"),
        message=one_line(
            f"{failing_delete(relationship)}: {relationship.name} sets {located(name, column.place)} to NULL, "
            f"which is NOT NULL; {orphans_cure(model, relationship, passive=False)}, "
            'or passive_deletes="all" in its place and ondelete="RESTRICT" on the key to have it refused'
        ),
        subject=relationship.name,
        related=(Related(column.place, name),),
    )


RULE = Rule(
    code="SQR902",
    name="delete-without-cascade",
    kind=Kind.BUG,
    summary="deleting the parent sets a NOT NULL foreign key to NULL",
    documentation=__doc__ or "",
    check=check,
)
