"""A list on one side of what can only be a one-to-one.

## What it does

Reports a one-to-many relationship that gives a list although its foreign key is unique or is
the primary key of the child, so that there is never more than one child.

## Why is this bad?

Every reader has to write `user.profile[0]`, and nobody is told that the list holds one row
at most. When a second child is appended, the flush fails in the database. SQLAlchemy itself
says nothing: there is no message and no code on sqlalche.me.

## Versions

Every release. From 2.0 on an annotation decides: `Mapped["Profile"]` or
`Mapped[Optional["Profile"]]` gives a scalar; without one it takes `uselist=False`.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[list["Profile"]] = relationship(back_populates="user")


class Profile(Base):
    __tablename__ = "profile"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    user: Mapped["User"] = relationship(back_populates="profile")
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[Optional["Profile"]] = relationship(back_populates="user")


class Profile(Base):
    __tablename__ = "profile"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    user: Mapped["User"] = relationship(back_populates="profile")
```

## Fix safety

The attribute becomes an object or `None` instead of a list: every use of it has to follow. Safe where
`uselist=False` is all that is missing and no file of the project uses an attribute of that name as a
list (goes through it, takes its length or an element, appends to it, asks for `.any()`); unsafe
otherwise, and where an annotation has to change.

## What it does not see

Uniqueness that only the database knows (a migration, a partial or functional index), and
unique constraints over more or other columns than those of the foreign key.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#one-to-one>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.backrefs import to_say
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.joins import turned_round
from flake8_sqla_rel.rules.sides import anchor, once, persist_tables, target_class
from flake8_sqla_rel.rules.wording import column_text, listed, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every list whose foreign key admits one row only, declared or made by a backref."""
    found: dict[Place, list[Finding | None]] = {}
    for relationship in model.relationships:
        if relationship.problem is None:
            place, cure = _cure(model, relationship, options)
            found.setdefault(place, []).append(_finding(model, relationship, place, cure))
    # A mixin's declaration serves several classes: it has to be so for all of them.
    return once(finding for group in found.values() if None not in group for finding in group if finding)


def _finding(model: Model, relationship: Relationship, place: Place, cure: str) -> Finding | None:
    if relationship.direction is not Direction.ONETOMANY or relationship.uselist is not True:
        return None
    reason = _why_unique(model, relationship)
    # What takes the wrong end of the key for foreign is a list for that alone: SQR206 has it.
    if reason is None or turned_round(model, relationship):
        return None
    why, column = reason
    message = f"{relationship.name} is a list, but {why}, so that it never holds more than one; {cure}"
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(message),
        subject=relationship.name,
        related=(Related(column, "the foreign key"),),
    )


def _why_unique(model: Model, relationship: Relationship) -> tuple[str, Place] | None:
    """What makes the foreign key unique, and where its first column is."""
    if relationship.pairs is UNKNOWN or not relationship.pairs:
        return None
    keys = [remote for _, remote in relationship.pairs]
    table = model.tables[keys[0].table]
    names = frozenset(key.name for key in keys)
    first = table.column(keys[0].name)
    target = target_class(model, relationship)
    theirs = () if target is None else tuple(each.id for each in persist_tables(model, target.id))
    if (
        first is None
        # A remote_side that names the wrong side is SQR209's to tell.
        or (theirs and table.id not in theirs)
        or any(key.table != table.id for key in keys)
        or not _equated(model, relationship, names)
    ):
        return None
    text = listed(column_text(model, ColumnRef(table.id, name)) for name in sorted(names))
    be = "is" if len(names) == 1 else "are together"
    if names in table.unique:
        return f"{located(text, first.place)} {be} unique", first.place
    if names == table.primary_key:
        return f"{located(text, first.place)} {be} the primary key of the table", first.place
    return None


def _equated(model: Model, relationship: Relationship, names: frozenset[str]) -> bool:
    """Whether the join asks for one value of each of these columns, not for all that are like it."""
    creator = relationship if relationship.made_by is None else model.relationships[relationship.made_by]
    given = None if creator.joins is None else creator.joins.primaryjoin
    if not isinstance(given, Criterion):
        return True
    equal = [each for each in given.comparisons if each.op == "==" and not each.alternative]
    plain = {side.columns[0].ref.name for each in equal for side in (each.left, each.right) if side.plain}
    return names <= plain


def _cure(model: Model, relationship: Relationship, options: Options) -> tuple[Place, str]:
    """Where a scalar has to be asked for, and how."""
    annotation = relationship.annotation
    if relationship.made_by is not None:
        return relationship.call, to_say(model, relationship, "uselist=False")
    if annotation is not None and annotation.container and options.sqlalchemy >= (2, 0):
        target = annotation.target or "..."
        return annotation.place, f'annotate Mapped[Optional["{target}"]]'
    return anchor(relationship, "uselist"), "say uselist=False"


RULE = Rule(
    code="SQR004",
    name="missing-uselist-on-one-to-one",
    kind=Kind.STYLE,
    summary="a list on one side of a foreign key that is unique",
    documentation=__doc__ or "",
    check=check,
)
