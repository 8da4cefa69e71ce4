"""A relationship that would be loaded behind an `await`'s back.

## What it does

Reports a relationship that does not state `lazy` in a project that imports SQLAlchemy's `AsyncSession`,
`async_sessionmaker`, `async_scoped_session` or `create_async_engine`.

## Why is this bad?

The default is to load at the first access, which is I/O inside of an attribute: under
`AsyncSession` it raises "greenlet_spawn has not been called; can't call await_only() here"
(`MissingGreenlet`, sqlalche.me xd2s), wherever the attribute was not loaded before. Stating
`lazy="raise"`, `"selectin"` or `"write_only"` says what is meant.

## Versions

Every release with the asyncio extension, 1.4, 2.0 and 2.1.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
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

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(lazy="raise")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

`lazy="raise"` finds every access that is not loaded before; `"selectin"` loads with each query.

## What it does not see

Sessions that another package makes; `AsyncAttrs`, with which an attribute can be awaited, makes no
difference here.

## References

- <https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#preventing-implicit-io-when-using-asyncsession>
- <https://sqlalche.me/e/20/xd2s>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import has_unseen_keywords
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.statements import hinted, is_of_sqlmodel, statement_of, written
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship without ``lazy`` in a project that loads asynchronously."""
    found = written(model).asynchronous
    if found is None:
        return iter(())
    where = located("AsyncSession is used", found)
    return once(
        Finding(
            RULE.code,
            relationship.call,
            one_line(
                f'{relationship.name} is loaded when it is first read, and {where}: state lazy="raise", "selectin" or'
                f" another{_within(model, relationship)}"
            ),
            relationship.name,
            (Related(found, "AsyncSession"),),
        )
        for relationship in declared(model)
        if "lazy" not in relationship.args and not has_unseen_keywords(relationship)
        for statement in (statement_of(model, relationship),)
        for hint in (None if statement is None else hinted(statement),)
        if hint is None or hint.container not in ("DynamicMapped", "WriteOnlyMapped")
    )


def _within(model: Model, relationship: Relationship) -> str:
    return " in sa_relationship_kwargs" if is_of_sqlmodel(model, relationship) else ""


RULE = Rule(
    code="SQR911",
    name="implicit-lazy-in-async",
    kind=Kind.STYLE,
    summary="a relationship that does not state lazy in a project that uses AsyncSession",
    documentation=__doc__ or "",
    check=check,
)
