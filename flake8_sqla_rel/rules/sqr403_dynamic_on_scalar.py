"""A dynamic or write-only relationship to one object.

## What it does

Reports `lazy="dynamic"` or `"write_only"`, `DynamicMapped` or `WriteOnlyMapped` on a
many-to-one relationship or one with `uselist=False`.

## Why is this bad?

These loaders stand for a collection that is not loaded: there is none. "On relationship
Child.parent, 'dynamic' loaders cannot be used with many-to-one/one-to-one relationships and/or
uselist=False." (`InvalidRequestError`) is raised when the mappers are configured. The message
has no page on sqlalche.me.

## Versions

Every release; in 1.4 a many-to-one with `uselist=True` only warns. `Mapped["Child"]` makes a
scalar from 2.0 on, whatever `uselist` says.

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
    parent: Mapped["Parent"] = relationship(back_populates="children", lazy="dynamic")
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

The code did not run before.

## What it does not see

A relationship whose direction cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/large_collections.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import is_dynamic_scalar, lazy
from flake8_sqla_rel.rules.sides import once, target_class
from flake8_sqla_rel.rules.statements import LOADING_CONTAINERS
from flake8_sqla_rel.rules.wording import class_at, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship with such a loader that has one object at most."""
    return once(_findings(model, options))


def _findings(model: Model, options: Options) -> Iterator[Finding]:
    modern = options.sqlalchemy >= (2, 0)
    for relationship in model.relationships:
        if not modern and "lazy" not in relationship.args:
            continue  # Annotations are not read there.
        if is_dynamic_scalar(relationship):
            warned = not modern and relationship.uselist is True
            kind = Kind.WARNING if warned else None
            yield _finding(model, relationship, str(lazy(relationship)), kind, modern)


def _finding(
    model: Model, relationship: Relationship, strategy: str, kind: Kind | None, modern: bool
) -> Finding:
    target = target_class(model, relationship)
    to = "" if target is None else f" to {class_at(target)}"
    many_to_one = relationship.direction is Direction.MANYTOONE
    what = "many-to-one" if many_to_one else "a single object (uselist is False)"
    cure = "take another loader"
    if not many_to_one:
        cure += ", or make it a collection"
        annotated = modern and relationship.annotation is not None
        if annotated and target is not None and strategy in LOADING_CONTAINERS:
            cure += f", as {LOADING_CONTAINERS[strategy]}[{quoted(target.name)}] is"
    return Finding(
        code=RULE.code,
        place=_place(relationship),
        message=one_line(
            f"{relationship.name} is {what}{to}, but loaded as {strategy}, which is for collections; {cure}"
        ),
        subject=relationship.name,
        kind=kind,
    )


def _place(relationship: Relationship) -> Place:
    if "lazy" in relationship.args:
        return relationship.args["lazy"].place
    return relationship.call if relationship.annotation is None else relationship.annotation.place


RULE = Rule(
    code="SQR403",
    name="dynamic-on-scalar",
    kind=Kind.ERROR,
    summary="a dynamic or write-only relationship that is no collection",
    documentation=__doc__ or "",
    check=check,
)
