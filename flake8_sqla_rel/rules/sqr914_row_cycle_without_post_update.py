"""Rows that cannot be written one after the other.

## What it does

Opt-in. Reports two writable relationships over different foreign keys between the same two
tables in opposite directions, or over two foreign keys from a table to itself, when neither of
the two says `post_update=True`: once, at the one that is best updated later. Where a relationship
has a reverse, both of them have to say it; one whose reverse does not is reported at that.

## Why is this bad?

Two new rows that refer to each other cannot be inserted in any order: the flush fails with
"Circular dependency detected" (`CircularDependencyError`, no page on sqlalche.me). With
`post_update=True` one of the keys is written by an UPDATE of its own, after both rows are
there. `use_alter` of the foreign key is about creating tables and does not help here.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey("player.id", use_alter=True, name="fk_team_captain")
    )
    captain: Mapped[Optional["Player"]] = relationship(foreign_keys=[captain_id])
    players: Mapped[list["Player"]] = relationship(
        foreign_keys="Player.team_id", back_populates="team"
    )


class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[Optional[int]] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Optional["Team"]] = relationship(
        foreign_keys=[team_id], back_populates="players"
    )
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey("player.id", use_alter=True, name="fk_team_captain")
    )
    captain: Mapped[Optional["Player"]] = relationship(
        foreign_keys=[captain_id], post_update=True
    )
    players: Mapped[list["Player"]] = relationship(
        foreign_keys="Player.team_id", back_populates="team"
    )


class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[Optional[int]] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Optional["Team"]] = relationship(
        foreign_keys=[team_id], back_populates="players"
    )
```

## Fix safety

One more UPDATE for each row. The column must be nullable. A reverse that a `backref` makes takes
`post_update` over.

## What it does not see

Circles over three or more tables, relationships whose join cannot be worked out, and rows that
never do refer to each other.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_persistence.html#rows-that-point-to-themselves-mutually-dependent-rows>
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Direction, Model, Relationship, TableId
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import option
from flake8_sqla_rel.rules.sides import anchor, once, related
from flake8_sqla_rel.rules.statements import as_written
from flake8_sqla_rel.rules.wording import column_text, listed, one_line, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every two keys by which rows can refer to each other."""
    return once(_finding(model, one, other) for one, other in _pairs(model))


def _pairs(model: Model) -> Iterator[tuple[list[Relationship], list[Relationship]]]:
    """The relationships over one key, and those over the other."""
    ways: dict[tuple[TableId, TableId], dict[frozenset[ColumnRef], list[Relationship]]] = {}
    for relationship in model.relationships:
        way = _way(relationship)
        if way is not None:
            child, parent, columns = way
            ways.setdefault((child, parent), {}).setdefault(columns, []).append(relationship)
    for (child, parent), keys in ways.items():
        if child == parent:
            groups = list(combinations(keys.values(), 2))
        elif child < parent:
            groups = list(product(keys.values(), ways.get((parent, child), {}).values()))
        else:
            continue
        for one, other in groups:
            if not any(_is_written_later(model, r) for r in (*one, *other)):
                yield one, other


def _way(relationship: Relationship) -> tuple[TableId, TableId, frozenset[ColumnRef]] | None:
    """From which table to which a writable relationship leads, and the columns that it writes."""
    pairs = relationship.sync_pairs
    if pairs is UNKNOWN or not pairs or relationship.secondary is not None:
        return None
    children = {column.table for _, column in pairs}
    parents = {source.table for source, _ in pairs}
    if len(children) != 1 or len(parents) != 1:
        return None
    return children.pop(), parents.pop(), frozenset(column for _, column in pairs)


def _is_written_later(model: Model, relationship: Relationship) -> bool:
    """Whether it and its reverse may say post_update: one that does not is written with the row."""
    both = (relationship, *_reverses(model, relationship))
    return all(_may_update_later(model, each) for each in both)


def _may_update_later(model: Model, relationship: Relationship) -> bool:
    """Whether it says post_update; a backref takes that over from what makes it."""
    if relationship.made_by is not None and "post_update" not in relationship.args:
        return _may_update_later(model, model.relationships[relationship.made_by])
    return option(relationship, "post_update", False) not in (False, None)


def _finding(model: Model, one: list[Relationship], other: list[Relationship]) -> Finding:
    later, first = sorted((one, other), key=lambda group: _reluctance(model, group))
    partner = _many_to_one(first)
    said = [relationship for relationship in later if _may_update_later(model, relationship)]
    silent = (
        [each for each in _reverses(model, said[0]) if not _may_update_later(model, each)] if said else []
    )
    chosen = silent[0] if silent else _many_to_one(later)
    cure = f"add {as_written(model, chosen, 'post_update=True')} to this one"
    if silent:
        cure += f", as its reverse {side(said[0])} has it"
    elif beside := [each for each in _reverses(model, chosen) if each.made_by is None]:
        cure += f" and to its reverse {side(beside[0])}"
    filled = [column_text(model, ref) for ref in _columns(chosen) if not _may_be_null(model, ref)]
    if filled:
        cure = f"make {listed(filled)} nullable and {cure}"
    return Finding(
        code=RULE.code,
        place=anchor(chosen),
        message=one_line(
            f"rows linked by {chosen.name} and by {side(partner)} can refer to each other, and then cannot "
            f"be written in any order; {cure}"
        ),
        subject=chosen.name,
        related=related([partner]),
    )


def _reverses(model: Model, relationship: Relationship) -> list[Relationship]:
    """Its reverse, as far as that is known and writes."""
    found = () if relationship.reverse is UNKNOWN else relationship.reverse
    return [model.relationships[each] for each in found if model.relationships[each].viewonly is not True]


def _many_to_one(group: list[Relationship]) -> Relationship:
    return next((r for r in group if r.direction is Direction.MANYTOONE), group[0])


def _reluctance(model: Model, group: list[Relationship]) -> tuple[bool, bool, bool, int]:
    """How little a key invites to be written later: not half said, NOT NULL, the key of a list, its place."""
    is_list = any(relationship.uselist is True for relationship in group)
    half = any(_may_update_later(model, relationship) for relationship in group)
    nullable = all(_may_be_null(model, ref) for ref in _columns(group[0]))
    return (not half, not nullable, is_list, min(relationship.id for relationship in group))


def _columns(relationship: Relationship) -> list[ColumnRef]:
    """The columns that it writes."""
    return [] if relationship.sync_pairs is UNKNOWN else [ref for _, ref in relationship.sync_pairs]


def _may_be_null(model: Model, ref: ColumnRef) -> bool:
    column = model.tables[ref.table].column(ref.name)
    return column is not None and column.nullable is not False


RULE = Rule(
    code="SQR914",
    name="row-cycle-without-post-update",
    kind=Kind.BUG,
    summary="rows that may refer to each other, and no post_update",
    documentation=__doc__ or "",
    check=check,
)
