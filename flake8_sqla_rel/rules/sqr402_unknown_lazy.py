"""A loader strategy that SQLAlchemy does not know.

## What it does

Reports a `lazy` of `relationship()` or `backref()` that is none of `select`, `joined`,
`selectin`, `subquery`, `immediate`, `raise`, `raise_on_sql`, `noload`, `write_only`, `dynamic`,
`True`, `False` and `None`.

## Why is this bad?

`Can't find strategy (('lazy', 'eager'),) for Parent.children` (`LoaderStrategyException`) is
raised when the mappers are configured, and every later use of any mapper raises it again. The
message has no page on sqlalche.me. The names of the query options (`joinedload`,
`selectinload`) are not those of `lazy`.

## Versions

Every release. `write_only` came with 2.0.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="eager")


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
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="selectin")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

The code did not run before. The strategies differ in the SQL that they emit, not in what is
loaded.

## What it does not see

A `lazy` that is not a literal, and strategies that an extension registers under a name of its
own.

## References

- <https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Argument, Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import annotated_lazy, calls
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, nearest, one_line, quoted

_STRATEGIES = (
    "select",
    "joined",
    "selectin",
    "subquery",
    "immediate",
    "raise",
    "raise_on_sql",
    "noload",
    "dynamic",
    "write_only",
)
# baked_select is what the baked extension of 1.4 left behind; bulk comes with another package.
_ACCEPTED = frozenset({*_STRATEGIES, "baked_select", "bulk", True, False, None})
_MEANT = {"eager": "joined", "lazy": "select", "defer": "select", "select_in": "selectin", "join": "joined"}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every lazy argument that SQLAlchemy has no strategy for."""
    return once(_findings(model, options))


def _findings(model: Model, options: Options) -> Iterator[Finding]:
    for call in calls(model):
        argument = call.args.get("lazy")
        if argument is None or argument.value is UNKNOWN or _is_known(argument, options):
            continue
        of_backref = call.args is not call.relationship.args
        if options.sqlalchemy >= (2, 0) and not of_backref and annotated_lazy(call.relationship):
            continue  # The annotation takes its place before it is looked at.
        yield Finding(
            code=RULE.code,
            place=argument.place,
            message=one_line(
                f"lazy={quoted(argument.value)} of {call.subject} is no loader strategy of "
                f"SQLAlchemy {options.sqlalchemy[0]}.{options.sqlalchemy[1]}; {_cure(argument)}"
            ),
            subject=call.subject,
        )


def _is_known(argument: Argument, options: Options) -> bool:
    if argument.value == "write_only" and options.sqlalchemy < (2, 0):
        return False
    return argument.value in _ACCEPTED


def strategy_meant(word: str) -> str | None:
    """The strategy that a word which is none was probably meant to be."""
    short = word.removesuffix("load").strip("_").lower()
    near = short if short in _STRATEGIES else _MEANT.get(short) or nearest(word, _STRATEGIES)
    return None if near == word else near


def _cure(argument: Argument) -> str:
    near = strategy_meant(argument.value) if isinstance(argument.value, str) else None
    if near is None:
        return f"it takes {listed(_STRATEGIES, 'or')}"
    return f"did you mean {quoted(near)}?"


RULE = Rule(
    code="SQR402",
    name="unknown-lazy",
    kind=Kind.ERROR,
    summary="a lazy= that is none of SQLAlchemy's loader strategies",
    documentation=__doc__ or "",
    check=check,
)
