"""An attribute that takes the name of SQLAlchemy's own.

## What it does

Reports a column, relationship or other mapped property that is called `metadata` (or
`registry`, from 2.1 on).

## Why is this bad?

A declarative class holds its `MetaData` under that name: "Attribute name 'metadata' is reserved
when using the Declarative API" (`InvalidRequestError`) when the class is made; 2.1 warns that
it "should be left reserved". It has no page on sqlalche.me.

## Versions

1.4 and 2.0 raise for `metadata` and say nothing of `registry`; 2.1 warns for both.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    metadata = Column(Integer)


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
    metadata_ = Column("metadata", Integer)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

The column keeps its name when it is given as the first argument; every use of the attribute has
to follow.

## What it does not see

Attributes that are no mapped ones, such as the `MetaData` of an abstract base.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html#naming-declarative-mapped-columns-explicitly>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, PROPERTIES, call_of, hinted, written
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapped attribute of a reserved name."""
    reserved = ("metadata", "registry") if options.sqlalchemy >= (2, 1) else ("metadata",)
    modern = options.sqlalchemy >= (2, 0)
    return once(
        Finding(
            RULE.code,
            statement.place,
            one_line(
                f"{cls.name}.{statement.name} takes the name of SQLAlchemy's own attribute;"
                f" call it {statement.name}_, and keep the column's name as the first argument"
            ),
            f"{cls.name}.{statement.name}",
            kind=Kind.WARNING if options.sqlalchemy >= (2, 1) else None,
        )
        for cls in written(model).mapped()
        for statement in cls.collected
        if statement.name in reserved
        and statement.kind != "outside"
        and _is_mapped(statement, modern, cls.style)
    )


def _is_mapped(statement: Statement, modern: bool, style: str) -> bool:
    if style == "sqlmodel":
        # Whatever is annotated is a field, and each of these a column; SQLModel uses no registry attribute.
        hint = statement.hint
        return statement.name == "metadata" and hint is not None and not hint.left_alone
    if style == "imperative":
        return False
    if statement.value is None:
        return modern and hinted(statement) is not None
    return call_of(statement.value, COLUMNS | PROPERTIES) is not None


RULE = Rule(
    code="SQR518",
    name="reserved-attribute",
    kind=Kind.ERROR,
    summary="a mapped attribute called metadata or registry",
    documentation=__doc__ or "",
    check=check,
)
