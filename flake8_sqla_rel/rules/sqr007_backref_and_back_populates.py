"""A relationship says both backref and back_populates.

## What it does

Reports a relationship that is given `backref` and `back_populates` at once.

## Why is this bad?

"backref and back_populates keyword arguments are mutually exclusive" (`ArgumentError`) is raised
while the class body runs, so that the module cannot be imported. The message has no page of its
own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", backref="parent", back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
    parent = relationship("Parent", back_populates="children")
```

## Fix safety

The code did not run before. Without `backref` the other class has to declare the reverse.

## What it does not see

Arguments whose value cannot be told, which may be `None`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.backref>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Backref, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import anchor, declared, once, relationship_at, target_class
from flake8_sqla_rel.rules.wording import one_line, quoted, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship with both."""
    return once(
        _finding(model, relationship)
        for relationship in declared(model)
        if isinstance(relationship.backref, Backref)
        and relationship.backref.name != ""
        and relationship.back_populates is not UNKNOWN
        and relationship.back_populates
    )


def _finding(model: Model, relationship: Relationship) -> Finding:
    name, target = relationship.back_populates, target_class(model, relationship)
    reverse = relationship_at(model, target, name) if target is not None and isinstance(name, str) else None
    if reverse is not None:
        cure = f"drop backref: {side(reverse)} is declared"
    else:
        there = target.name if target is not None else "the other class"
        cure = f"drop backref and declare {name} on {there}, with back_populates={quoted(relationship.key)}"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "backref"),
        message=one_line(f"{relationship.name} says both backref and back_populates; {cure}"),
        subject=relationship.name,
        related=() if reverse is None else (Related(reverse.call, reverse.name),),
    )


RULE = Rule(
    code="SQR007",
    name="backref-and-back-populates",
    kind=Kind.ERROR,
    summary="backref and back_populates exclude each other",
    documentation=__doc__ or "",
    check=check,
)
