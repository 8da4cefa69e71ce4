"""Tables that cannot be put in an order.

## What it does

Reports a circle of foreign keys over two or more tables, none of which has `use_alter=True`:
once, at the key that is best taken out, which is one over nullable columns. Also a key with
`use_alter=True` that has no name, given or by a `naming_convention` of the MetaData.

## Why is this bad?

No order creates, fills or drops the tables. "Cannot correctly sort tables; there are
unresolvable cycles between tables "player, team", which is usually caused by mutually dependent
foreign key constraints" is warned wherever tables are sorted (`MetaData.sorted_tables`:
Alembic, fixtures, exports); `drop_all()` warns on SQLite and raises `CircularDependencyError`
elsewhere when the constraints have no names (<https://sqlalche.me/e/20/8891>). A key with
`use_alter` is made and dropped by an `ALTER` of its own; without a name `drop_all()` raises
"Can't emit DROP CONSTRAINT for constraint ...; it has no name" (`CompileError`).

## Versions

Every release, 1.4, 2.0 and 2.1 alike. `create_all()` says nothing.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey("player.id")
    )


class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey("player.id", use_alter=True, name="fk_team_captain")
    )


class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
```

## Fix safety

A new name of a constraint that the database has already needs a migration.

## What it does not see

Keys whose target cannot be told, tables that may never be made, and a table that refers to
itself, which is no circle.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#creating-dropping-foreign-key-constraints-via-alter>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.circles import Edge, circles
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, located, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every circle, and every key that cannot be dropped."""
    return once([*(_finding(model, circle) for circle in circles(model)), *_unnamed(model)])


def _finding(model: Model, circle: tuple[Edge, ...]) -> Finding:
    """``circle`` begins with the key to take out."""
    key, *others = circle
    tables = listed(sorted(table_text(model.tables[edge.child]) for edge in circle))
    links = [_link(model, edge) for edge in circle]
    texts = [links[0], *(located(text, edge.constraint.place) for text, edge in zip(links[1:], others))]
    named = isinstance(key.constraint.name, str) or not _lacks_name(model, key)
    cure = "use_alter=True" if named else 'use_alter=True, name="..."'
    return Finding(
        code=RULE.code,
        place=key.constraint.place,
        message=one_line(
            f"tables {tables} refer to each other in a circle and cannot be sorted: {listed(texts)}; "
            f"add {cure} to this foreign key"
        ),
        subject=f"tables {tables}",
        related=tuple(Related(edge.constraint.place, _link(model, edge)) for edge in others),
    )


def _link(model: Model, edge: Edge) -> str:
    names = ", ".join(element.column for element in edge.constraint.elements)
    return f"{table_text(model.tables[edge.child])}.{names} to {table_text(model.tables[edge.parent])}"


def _lacks_name(model: Model, edge: Edge) -> bool:
    return edge.constraint.name is None and model.tables[edge.child].metadata in model.without_convention


def _unnamed(model: Model) -> Iterator[Finding]:
    for table in model.created_tables:
        for constraint in table.constraints:
            if constraint.use_alter is not True or constraint.name is not None:
                continue
            if table.metadata not in model.without_convention:
                continue
            name = f"{table_text(table)}.{constraint.elements[0].column}"
            yield Finding(
                code=RULE.code,
                place=constraint.keyword("use_alter"),
                message=one_line(
                    f"the foreign key {name} has use_alter=True but no name, so that drop_all() cannot "
                    'drop it; add name="..."'
                ),
                subject=name,
            )


RULE = Rule(
    code="SQR207",
    name="foreign-key-cycle",
    kind=Kind.WARNING,
    summary="tables that refer to each other in a circle",
    documentation=__doc__ or "",
    check=check,
)
