"""A name that says nothing.

## What it does

Reports a relationship that is called `items`, `related`, `data`, `objects` and the like. The option
`--sqla-rel-generic-names` names others in their place.

## Why is this bad?

`order.items` may hold anything, and the second relationship of the class has no name left.
SQLAlchemy says nothing; there is no page on sqlalche.me.

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
    items: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
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
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

Every use of the attribute has to follow, strings in `back_populates` included.

## What it does not see

Names that are generic in one project and the right word in another: opt in where it helps.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import declared, once, target_class
from flake8_sqla_rel.rules.wording import class_at, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship with one of the generic names."""
    generic = set(options.generic_names)
    return once(
        _finding(model, relationship)
        for relationship in declared(model)
        if relationship.key.strip("_").lower() in generic
    )


def _finding(model: Model, relationship: Relationship) -> Finding:
    target = target_class(model, relationship)
    meant = "its class" if target is None else class_at(target)
    message = f"{relationship.name} does not say what it holds; name it after its role, or after {meant}"
    related = () if target is None else (Related(target.place, target.name),)
    return Finding(RULE.code, relationship.place, one_line(message), relationship.name, related)


RULE = Rule(
    code="SQR906",
    name="generic-name",
    kind=Kind.STYLE,
    summary="a relationship whose name says nothing of what it holds",
    documentation=__doc__ or "",
    check=check,
)
