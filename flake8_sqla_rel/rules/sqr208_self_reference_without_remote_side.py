"""A many-to-one to the own class lacks its remote_side.

## What it does

Reports a relationship from a class to itself that shows one object (by its annotation or
`uselist=False`), or that is named after its foreign key (`parent` and `parent_id`), but is
one-to-many, because nothing says which of the two columns is on the other side, because `remote_side`
names the foreign key itself, or because it was given to the other relationship of the pair, as to the `children` in
`parent = relationship("Node", backref=backref("children", remote_side=[id]))`.

## Why is this bad?

SQLAlchemy takes the foreign key for the remote side, so that `node.parent` loads the row whose
`parent_id` is this node: a child. Assigning a parent writes the parent's own `parent_id`. There is
no error and no warning, hence no page on sqlalche.me; only where a list that names it as its
reverse exists are the two refused (SQR008).

## Versions

Every release, 1.4, 2.0 and 2.1 alike; 1.4 does not read annotations.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    parent: Mapped[Optional["Node"]] = relationship()
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    parent: Mapped[Optional["Node"]] = relationship(remote_side=[id])
```

## Fix safety

The attribute leads the other way afterwards. Code that came to rely on the wrong direction, and
rows that were written through it, have to be looked at.

## What it does not see

Joins that cannot be worked out. The other end of a one-to-one is left alone: one whose reverse is
many-to-one, or whose foreign key is unique and not what the attribute is named after.

## References

- <https://docs.sqlalchemy.org/en/20/orm/self_referential.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.one_direction import unfit_partner
from flake8_sqla_rel.rules.self_reference import (
    exchanged_with,
    is_named_after_key,
    is_turned_round,
    keys,
    remote_side,
)
from flake8_sqla_rel.rules.sides import anchor, declared, is_self_referential, mirrored, once
from flake8_sqla_rel.rules.wording import column_text, listed, located, one_line, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship that is one-to-many although it was meant the other way round."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        other = exchanged_with(model, relationship)
        if other is not None:
            yield _finding(model, relationship, other)
        elif (
            (is_turned_round(model, relationship) or _says_the_wrong_side(model, relationship))
            and (is_named_after_key(relationship) or _shows_one_of_many(model, relationship))
            and not _has_partner(model, relationship)
        ):
            yield _finding(model, relationship)


def _says_the_wrong_side(model: Model, relationship: Relationship) -> bool:
    """Whether ``remote_side`` lists the foreign key itself, which is what no ``remote_side`` says as well."""
    joins = relationship.joins
    return (
        joins is not None
        and relationship.direction is Direction.ONETOMANY
        and joins.primaryjoin is None
        and isinstance(joins.remote_side, tuple)
        and set(joins.remote_side) == set(keys(relationship)) != set()
        and is_named_after_key(relationship)
        and is_self_referential(model, relationship)
    )


def _shows_one_of_many(model: Model, relationship: Relationship) -> bool:
    """Whether it is a scalar over a foreign key that many rows can share."""
    columns = keys(relationship)
    table = model.tables[columns[0].table] if columns else None
    names = frozenset(column.name for column in columns)
    unique = table is None or names in table.unique or names == table.primary_key
    return relationship.uselist is False and not unique


def _has_partner(model: Model, relationship: Relationship) -> bool:
    """Whether it is refused for its reverse (SQR008), or belongs to a many-to-one that it mirrors."""
    if relationship.reverse is UNKNOWN:
        return True
    reverses = [model.relationships[number] for number in relationship.reverse]
    if any(other.direction is not Direction.ONETOMANY for other in reverses):
        return True
    if any(unfit_partner(model, each) is not None for each in (relationship, *reverses)):
        return True
    return any(
        other.direction is Direction.MANYTOONE and mirrored(relationship, other) is True
        for other in model.by_owner.get(relationship.owner, ())
    )


def _finding(model: Model, relationship: Relationship, other: Relationship | None = None) -> Finding:
    """``other`` is the many-to-one that is said to be what this is meant to be."""
    columns = keys(relationship)
    key = model.tables[columns[0].table].column(columns[0].name)
    names = listed(column_text(model, column) for column in columns)
    where = names if key is None else located(names, key.place)
    message = (
        f"{relationship.name} leads to the rows that refer to this one by {where}, not to the row that this "
        f"one refers to; say {remote_side(model, relationship)}"
    )
    if other is not None:
        message += f" here and nothing of the kind on {side(other)}, which is the many-to-one now"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "remote_side"),
        message=one_line(message),
        subject=relationship.name,
        related=() if key is None else (Related(key.place, "the foreign key"),),
    )


RULE = Rule(
    code="SQR208",
    name="self-reference-without-remote-side",
    kind=Kind.BUG,
    summary="a many-to-one to the own class is one-to-many for want of remote_side",
    documentation=__doc__ or "",
    check=check,
)
