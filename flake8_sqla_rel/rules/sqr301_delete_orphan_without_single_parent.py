"""A delete-orphan cascade on the many side.

## What it does

Reports `delete-orphan` in the `cascade` of a many-to-one or many-to-many relationship that does
not say `single_parent=True`, in `relationship()` as well as in `backref()`.

## Why is this bad?

An orphan is a row that its one owner let go. Seen from the many side the row may have many
owners, so SQLAlchemy refuses: "For many-to-one relationship Child.parent, delete-orphan cascade
is normally configured only on the "one" side of a one-to-many relationship" (`ArgumentError`,
<https://sqlalche.me/e/20/bbf0>). It is raised when the mappers are configured, and every later
use of any mapper raises it again.

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
    parent: Mapped["Parent"] = relationship(
        back_populates="children", cascade="all, delete-orphan"
    )
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

The code did not run before. Moving the cascade to the other side means that deleting a parent
deletes its children.

## What it does not see

A relationship whose direction cannot be told, or whose `cascade` is not a literal.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#delete-orphan>
- <https://sqlalche.me/e/20/bbf0>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Direction, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import has_lone_orphans
from flake8_sqla_rel.rules.sides import once, other_side, target_class
from flake8_sqla_rel.rules.wording import class_at, one_line, side

_WORDS = {Direction.MANYTOONE: "many-to-one", Direction.MANYTOMANY: "many-to-many"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship with the cascade in a direction that it does not fit."""
    return once(_finding(model, r) for r in model.relationships if has_lone_orphans(r))


def _finding(model: Model, relationship: Relationship) -> Finding:
    assert isinstance(relationship.direction, Direction)
    target = target_class(model, relationship)
    reverse = other_side(model, relationship)
    to = "" if target is None else f" to {class_at(target)}"
    message = f"{relationship.name} cascades delete-orphan, but is {_WORDS[relationship.direction]}{to}"
    if relationship.direction is Direction.MANYTOONE and reverse is not None:
        cure = f"move the cascade to {side(reverse)}, the one side"
    elif relationship.direction is Direction.MANYTOONE:
        cure = "the cascade belongs on the one side; here it takes single_parent=True"
    else:
        cure = "leave it out, or add single_parent=True if each row has one owner only"
    return Finding(
        code=RULE.code,
        place=relationship.args["cascade"].place,
        message=one_line(f"{message}; {cure}"),
        subject=relationship.name,
        related=() if reverse is None else (Related(reverse.call, reverse.name),),
    )


RULE = Rule(
    code="SQR301",
    name="delete-orphan-without-single-parent",
    kind=Kind.ERROR,
    summary="delete-orphan cascade on a many-to-one or many-to-many without single_parent",
    documentation=__doc__ or "",
    check=check,
)
