"""A relationship that never loads.

## What it does

Reports `lazy="noload"` and `lazy=None` of `relationship()` and `backref()`.

## Why is this bad?

The attribute is always empty or `None`, whatever the database holds, and nothing tells a reader
so: code that trusts it deletes or duplicates rows. SQLAlchemy 2.1 warns "The ``noload`` loader
strategy is deprecated and will be removed in a future release. This option produces incorrect
results by returning ``None`` for related items." (`SADeprecationWarning`, no page on
sqlalche.me).

## Versions

Every release; deprecated in 2.1.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="noload")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="raise")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

`"raise"` makes each access that was silently empty an error, and lets a delete of the parent load the
children and empty their foreign key, which `noload` leaves to the database. `"write_only"` (2.0) allows
adding without loading; its parent can be deleted only with `passive_deletes=True`.

## What it does not see

A `lazy` that is not a literal, and the option `noload()` in queries.

## References

- <https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html#preventing-unwanted-lazy-loads-using-raiseload>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.deletes import write_only_needs
from flake8_sqla_rel.rules.keywords import backref_made, calls
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship and backref that is not loaded at all."""
    return once(_findings(model, options))


def _findings(model: Model, options: Options) -> Iterator[Finding]:
    for call in calls(model):
        argument = call.args.get("lazy")
        if argument is None or argument.value not in ("noload", None):
            continue
        made = call.relationship if call.args is call.relationship.args else None
        made = backref_made(model, call.relationship) if made is None else made
        lists = made is not None and made.uselist is True and not write_only_needs(model, made)
        instead = 'lazy="raise" or "write_only"' if lists and options.sqlalchemy >= (2, 0) else 'lazy="raise"'
        yield Finding(
            code=RULE.code,
            place=argument.place,
            message=one_line(
                f"{call.subject} says lazy={quoted(argument.value)}: whatever the database holds, it looks empty "
                f"where the query does not load it; use {instead}"
            ),
            subject=call.subject,
            kind=Kind.WARNING if options.sqlalchemy >= (2, 1) else None,
        )


RULE = Rule(
    code="SQR406",
    name="noload",
    kind=Kind.STYLE,
    summary="lazy='noload', which always gives nothing",
    documentation=__doc__ or "",
    check=check,
)
