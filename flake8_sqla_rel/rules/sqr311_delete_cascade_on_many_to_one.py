"""A child that takes its parent with it.

## What it does

Reports `delete` or `all` in the `cascade` of a many-to-one relationship without
`single_parent=True`, unless the foreign key is unique or the other side is a scalar, so that
there is one child only.

## Why is this bad?

The cascade goes from the object that is deleted to the one that the relationship points to.
Deleting one child deletes the parent that its brothers and sisters refer to, too: these are
left without a parent, deleted along, or the delete fails in the database. SQLAlchemy says
nothing; there is no message and no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

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
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children", cascade="all")
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent", cascade="all")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Fix safety

Deleting a child no longer deletes the parent; deleting the parent then deletes or empties its
children. Where each parent does have one child only, say so with `single_parent=True` or make
the foreign key unique.

## What it does not see

A `cascade` that is not literal text, or a direction that cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#delete>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import deletes_the_shared
from flake8_sqla_rel.rules.sides import once, other_side, target_class
from flake8_sqla_rel.rules.wording import class_at, class_name_of, one_line, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every many-to-one that deletes what others may refer to."""
    return once(
        _finding(model, relationship)
        for relationship in model.relationships
        if deletes_the_shared(model, relationship)
    )


def _finding(model: Model, relationship: Relationship) -> Finding:
    target = target_class(model, relationship)
    reverse = other_side(model, relationship)
    parent = "the row it points to" if target is None else f"its {class_at(target)}"
    cure = "leave the cascade out"
    if reverse is not None:
        cure = f"the cascade belongs on {side(reverse)}"
    return Finding(
        code=RULE.code,
        place=relationship.args["cascade"].place,
        message=one_line(
            f"{relationship.name} is many-to-one and cascades delete: deleting one "
            f"{class_name_of(relationship)} deletes {parent}, which others may refer to; {cure}"
        ),
        subject=relationship.name,
        related=() if reverse is None else (Related(reverse.call, reverse.name),),
    )


RULE = Rule(
    code="SQR311",
    name="delete-cascade-on-many-to-one",
    kind=Kind.BUG,
    summary="deleting a child deletes its parent",
    documentation=__doc__ or "",
    check=check,
)
