"""Two opinions about what a delete does.

## What it does

Opt-in. Reports a one-to-many that cascades `delete` while its foreign key says
`ondelete="RESTRICT"`, `"SET NULL"`, `"SET DEFAULT"` or `"NO ACTION"`, and one that does not
cascade `delete` while the key says `ondelete="CASCADE"`.

## Why is this bad?

What becomes of the children then depends on who deletes the parent: `session.delete()` does the
one, a `delete()` statement or a person at the database the other. SQLAlchemy says nothing;
there is no message and no page on sqlalche.me.

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
    children: Mapped[list["Child"]] = relationship(
        back_populates="parent", cascade="all, delete-orphan"
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="RESTRICT"))
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
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id", ondelete="CASCADE"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

A changed `ondelete` needs a migration, a changed cascade changes what `session.delete()` does.

## What it does not see

A key without `ondelete` says nothing and so contradicts nothing. `passive_deletes="all"` leaves
everything to the key, and so does a relationship that loads nothing: `lazy="noload"`, or one that is
write-only or dynamic and says `passive_deletes=True`. One whose rows another relationship over the
same columns deletes is left alone. A delete that fails for it is SQR308, and where the key is in the
primary key of the child SQR913.

## References

- <https://docs.sqlalchemy.org/en/20/orm/cascades.html#using-foreign-key-on-delete-cascade-with-orm-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.deletes import (
    Cascades,
    Emptied,
    cascading,
    deleted_by_another,
    emptied,
    fails_on_delete,
    not_null,
    orphans_cure,
    rows_concerned,
)
from flake8_sqla_rel.rules.keywords import cascade
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import located, one_line, quoted, table_text

_KEEPING = ("RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every one-to-many and its foreign key that disagree."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    ways = cascading(model)
    for relationship in model.relationships:
        found = emptied(model, relationship)
        words = cascade(relationship)
        if found is None or not found.keys or words is UNKNOWN:
            continue
        kept = next((action for action in _KEEPING if found.on_delete(action)), None)
        if "delete" in words and kept is not None:
            does = "deletes the rows of a parent that is deleted, but the key keeps them"
            yield _finding(relationship, found, does, kept, "make the two agree")
        elif (
            "delete" not in words
            and found.on_delete("CASCADE")
            and _is_left(model, relationship, found, ways)
        ):
            does = f"{_empties(relationship, found)}, but the key deletes them"
            cure = orphans_cure(model, relationship, passive=True)
            yield _finding(relationship, found, does, "CASCADE", cure)


def _is_left(model: Model, relationship: Relationship, found: Emptied, ways: Cascades) -> bool:
    """Whether a delete of the parent empties keys, and no other rule says so."""
    if rows_concerned(relationship) not in ("all", "loaded") or deleted_by_another(model, relationship, ways):
        return False
    if any(column.primary_key is True for column in found.columns):
        return False  # It is SQR308 or SQR913.
    return fails_on_delete(model, relationship, ways) is None  # Else it is SQR308.


def _empties(relationship: Relationship, found: Emptied) -> str:
    """What a delete of the parent does with the rows."""
    if rows_concerned(relationship) == "all":
        return "keeps the rows of a parent that is deleted"
    if not_null(found.columns) is None:
        return "keeps those rows of a parent that is deleted which are loaded"
    return "fails when a parent is deleted whose rows are loaded, for it sets their NOT NULL key to NULL"


def _finding(relationship: Relationship, found: Emptied, does: str, action: str, cure: str) -> Finding:
    key = found.keys[0]
    name = f"{table_text(found.table)}.{key.elements[0].column}"
    place = key.keyword("ondelete")
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "cascade"),
        message=one_line(
            f"{relationship.name} {does}: {located(name, place)} says ondelete={quoted(action)}; {cure}"
        ),
        subject=relationship.name,
        related=(Related(place, name),),
    )


RULE = Rule(
    code="SQR908",
    name="cascade-disagrees",
    kind=Kind.STYLE,
    summary="the ORM's cascade and the ondelete of the foreign key say different things",
    documentation=__doc__ or "",
    check=check,
)
