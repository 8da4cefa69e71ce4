"""A relationship without `Mapped[...]`.

## What it does

Reports a relationship without an annotation in a class of the 2.0 style: one on a
`DeclarativeBase`, or with other attributes that are annotated `Mapped[...]`.

## Why is this bad?

Without the annotation neither a reader nor a type checker knows whether the attribute is one
object or many, and whether it may be `None`. SQLAlchemy says nothing; there is no page on
sqlalche.me.

## Versions

2.0 and 2.1. In 1.4 annotations have no meaning for the mapping.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children = relationship("Child")


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

The annotation decides over list or scalar from then on: `uselist` and the annotation must
agree. On `MappedAsDataclass` the attribute becomes a field, and so an argument of `__init__`.

## What it does not see

Classes on `declarative_base()` without any annotation, and relationships that a `declared_attr`
returns.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_styles.html>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, ClassId, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import lazy
from flake8_sqla_rel.rules.sides import scalar_type, target_class
from flake8_sqla_rel.rules.statements import declarative, hinted, in_force, relationship_call
from flake8_sqla_rel.rules.wording import one_line

_CONTAINERS: Final[Mapping[object, str]] = {"dynamic": "DynamicMapped", "write_only": "WriteOnlyMapped"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship of a 2.0-style class that is not annotated."""
    if options.sqlalchemy < (2, 0):
        return
    for cls in declarative(model):
        statements = list(in_force(cls))
        if cls.style != "2.x" and all(hinted(statement) is None for statement in statements):
            continue
        for statement in statements:
            if statement.hint is None and relationship_call(statement) is not None:
                name = f"{cls.name}.{statement.name}"
                message = f"{name} has no annotation: {_cure(model, cls.id, statement.name)}"
                yield Finding(RULE.code, statement.place, one_line(message), name)


def _cure(model: Model, cls: ClassId, name: str) -> str:
    """What to annotate; a relationship that is no plain object or list is not spelt out."""
    relationship = model.relationship(cls, name)
    target = None if relationship is None else target_class(model, relationship)
    if relationship is None or target is None or relationship.uselist is UNKNOWN or _is_special(relationship):
        return "say Mapped[...] with what it holds, one object or a collection"
    container = _CONTAINERS.get(lazy(relationship)) if relationship.uselist else None
    if container is not None:
        return f'say {container}["{target.name}"]'
    inner = (
        f'list["{target.name}"]' if relationship.uselist else scalar_type(model, relationship, target.name)
    )
    return f"say Mapped[{inner}]"


def _is_special(relationship: Relationship) -> bool:
    return "collection_class" in relationship.args or lazy(relationship) is UNKNOWN


RULE = Rule(
    code="SQR905",
    name="relationship-without-mapped",
    kind=Kind.STYLE,
    summary="a relationship without an annotation among annotated attributes",
    documentation=__doc__ or "",
    check=check,
)
