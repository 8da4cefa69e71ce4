"""A delete that takes shared rows along.

## What it does

Opt-in. Reports `delete` or `all` in the `cascade` of a many-to-many relationship without
`single_parent=True`, unless the secondary table lets each row have one owner only.

## Why is this bad?

Deleting one post deletes its tags, which other posts have, too: these lose them without a word,
or the delete fails in the database (`IntegrityError`, <https://sqlalche.me/e/20/gkpj>). The
rows of the secondary table go by themselves; no cascade is needed for them.

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
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[list["Tag"]] = relationship(secondary=post_tag, cascade="all, delete")


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

The related rows stay when one owner is deleted.

## What it does not see

A `cascade` that is not literal text, and one that finds nothing to delete: of a relationship that is
never loaded. With `delete-orphan` SQLAlchemy refuses the relationship: SQR301.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#using-delete-cascade-with-many-to-many-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import rows_concerned
from flake8_sqla_rel.rules.keywords import cascade, option
from flake8_sqla_rel.rules.sides import once, persist_tables, target_class
from flake8_sqla_rel.rules.wording import class_at, class_name_of, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every many-to-many that deletes what others may have."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        words = cascade(relationship)
        if relationship.direction is not Direction.MANYTOMANY or words is UNKNOWN:
            continue
        if "delete" not in words or "delete-orphan" in words or _has_one_owner(model, relationship):
            continue
        target = target_class(model, relationship)
        if target is None or option(relationship, "single_parent", False) not in (False, None):
            continue
        rows = rows_concerned(relationship)
        if rows == "none":
            continue
        owner, has = class_name_of(relationship), "has loaded" if rows == "loaded" else "has"
        yield Finding(
            code=RULE.code,
            place=relationship.args["cascade"].place,
            message=one_line(
                f"{relationship.name} is many-to-many and cascades delete: deleting one {owner} deletes each "
                f"{class_at(target)} it {has}, though others may have it too; leave delete out of the cascade"
            ),
            subject=relationship.name,
            related=(Related(target.place, target.name),),
        )


def _has_one_owner(model: Model, relationship: Relationship) -> bool:
    """Whether the secondary table is known to have each target once."""
    if not isinstance(relationship.secondary, int) or relationship.sync_pairs is UNKNOWN:
        return False
    table = model.tables[relationship.secondary]
    target = target_class(model, relationship)
    theirs = {each.id for each in persist_tables(model, target.id)} if target is not None else set()
    written = {column.name for _, column in relationship.sync_pairs}
    names = {column.name for source, column in relationship.sync_pairs if source.table in theirs}
    primary = table.primary_key
    keys = [*table.unique, *([primary] if primary is not UNKNOWN and primary else [])]
    return any(key <= names and key < written for key in keys)


RULE = Rule(
    code="SQR916",
    name="delete-cascade-on-many-to-many",
    kind=Kind.BUG,
    summary="a delete cascade on a many-to-many deletes rows that others share",
    documentation=__doc__ or "",
    check=check,
)
