"""The annotation and the foreign key disagree about `None`.

## What it does

Reports a many-to-one annotated `Mapped["Parent"]` whose foreign key is nullable, and one
annotated `Mapped[Optional["Parent"]]` whose key is NOT NULL.

## Why is this bad?

SQLAlchemy does not compare the two and says nothing; there is no page on sqlalche.me. With a
nullable key `child.parent` is `None` at times, and the type checker, which believes the
annotation, does not ask for the check that is missing. The other way round the code is full of
checks for what cannot be.

## Versions

2.0 and 2.1. 1.4 reads no annotations.

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
    parent: Mapped["Parent"] = relationship(back_populates="children")
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Fix safety

Which of the two is right is the author's to say; a key that becomes NOT NULL needs a migration.

## What it does not see

Relationships with a join of their own, which may find nothing over a key that is set, and
columns whose nullability cannot be told. A key to the table of a base class may lead to a row that is
no object of the subclass: `Optional` is right there.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#nullable-many-to-one>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Relationship
from flake8_sqla_rel.mapper.written import Hint
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import declared, once, target_class
from flake8_sqla_rel.rules.statements import hinted, statement_of
from flake8_sqla_rel.rules.wording import column_text, listed, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every many-to-one that is optional on one side only."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        found
        for relationship in declared(model)
        if relationship.direction is Direction.MANYTOONE and "primaryjoin" not in relationship.args
        for statement in (statement_of(model, relationship),)
        if statement is not None
        for hint in (hinted(statement),)
        if hint is not None and hint.container == "Mapped" and hint.origin is None and not hint.bare
        for found in _findings(model, relationship, hint)
    )


def _findings(model: Model, relationship: Relationship, hint: Hint) -> Iterator[Finding]:
    if relationship.pairs is UNKNOWN or not relationship.pairs or "[" in (hint.quoted or ""):
        return
    columns = [(local, model.tables[local.table].column(local.name)) for local, _ in relationship.pairs]
    nullable = [(ref, column) for ref, column in columns if column is not None and column.nullable is True]
    filled = [(ref, column) for ref, column in columns if column is not None and column.nullable is False]
    if hint.optional and len(filled) == len(columns) and not _may_find_another(model, relationship):
        where = listed(located(column_text(model, ref), column.place) for ref, column in filled)
        why = f"is annotated as optional, but {where} is NOT NULL, so that it is never None"
    elif not hint.optional and nullable and len(nullable) + len(filled) == len(columns):
        where = listed(located(column_text(model, ref), column.place) for ref, column in nullable)
        why = f"is None where {where} is NULL, which the annotation does not say; annotate Optional"
    else:
        return
    first = columns[0][1]
    related = () if first is None else (Related(first.place, "the foreign key"),)
    message = one_line(f"{relationship.name} {why}")
    yield Finding(RULE.code, hint.inner, message, relationship.name, related)


def _may_find_another(model: Model, relationship: Relationship) -> bool:
    """Whether the row that the key leads to may be of another class than the target: that is no object of it."""
    target = target_class(model, relationship)
    if target is None or relationship.pairs is UNKNOWN:
        return True
    own = {target.table} if target.inheritance != "single" else set()
    return target.inheritance is not None and any(remote.table not in own for _, remote in relationship.pairs)


RULE = Rule(
    code="SQR904",
    name="nullability-differs",
    kind=Kind.STYLE,
    summary="an annotation that admits None over a NOT NULL key, or the other way round",
    documentation=__doc__ or "",
    check=check,
)
