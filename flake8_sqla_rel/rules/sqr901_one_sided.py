"""A relationship that has no reverse.

## What it does

Reports a relationship without `back_populates` and without `backref` when the target class
has no relationship that leads back over the same columns. Opt-in.

## Why is this bad?

It is not wrong: SQLAlchemy neither raises nor warns, and has no code for it on sqlalche.me.
Some teams want both ends of every link declared, so that either class shows what it is linked
to and a change on one side is seen on the other. Others declare only the side that they use.

## Versions

Every release.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship()
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship(back_populates="chef")


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped["Chef"] = relationship(back_populates="bookings")
```

## Fix safety

The new side takes part in flushes: deleting its object then sets the foreign keys of the
rows it lists to NULL, unless a cascade or `passive_deletes` says otherwise.

## What it does not see

Relationships that are `viewonly`, which need no reverse, and those whose target or join
cannot be worked out. A reverse that is there but not linked is SQR002's or SQR003's.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_sqla_rel.mapper.model import MappedClass, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import declarations, mirrored, once, points_to, stated, target_class
from flake8_sqla_rel.rules.wording import class_at, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declaration whose relationships all lack a reverse."""
    return once(
        _finding(model, group, target)
        for group in declarations(model)
        if (target := target_class(model, group[0])) is not None
        and all(_one_sided(model, relationship) for relationship in group)
    )


def _one_sided(model: Model, relationship: Relationship) -> bool:
    target = target_class(model, relationship)
    if target is None or relationship.problem is not None or relationship.viewonly is not False:
        return False
    if stated(model, relationship) is not None or relationship.reverse != ():
        return False
    return not any(
        points_to(model, other, relationship.owner) and mirrored(relationship, other) is not False
        for cls in model.by_root[target.root]
        for other in model.by_owner.get(cls, ())
        if other.id != relationship.id
    )


def _finding(model: Model, group: Sequence[Relationship], target: MappedClass) -> Finding:
    relationship = group[0]
    owner = model.classes[relationship.owner]
    cure = f"declare it there with back_populates={quoted(relationship.key)} and name it here"
    if len(group) > 1:
        each = f"each of the {len(group)} classes that have it"
        cure = f"declare one for {each}, under a name made of theirs, and give that name here"
    message = f"{relationship.name} has no reverse: nothing on {class_at(target)} leads back to {owner.name}; {cure}"
    return Finding(
        code=RULE.code,
        place=relationship.call,
        message=one_line(message),
        subject=relationship.name,
        related=(Related(target.place, target.name),),
    )


RULE = Rule(
    code="SQR901",
    name="one-sided",
    kind=Kind.STYLE,
    summary="a relationship that has no reverse",
    documentation=__doc__ or "",
    check=check,
)
