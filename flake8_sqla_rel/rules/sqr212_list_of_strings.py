"""Strings in a list, which nobody evaluates.

## What it does

Reports `foreign_keys`, `remote_side` and `order_by` given as a list or tuple with strings in
it, as a function that returns strings, or as a string in which the names are quoted again.

## Why is this bad?

Only an argument that is itself one string is evaluated: "Column expression expected for
argument 'foreign_keys'; got 'Post.user_id'." (`ArgumentError`) is raised when the mappers are
configured. The message has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[list["Post"]] = relationship(foreign_keys=["Post.user_id"])


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[list["Post"]] = relationship(foreign_keys="[Post.user_id]")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Lists whose items cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ExpressionFault, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.expressions import argument, faults, qualified
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every string that stands where a column is wanted."""
    return once(_finding(model, fault, relationship) for fault, relationship in faults(model, "strings"))


def _finding(model: Model, fault: ExpressionFault, relationship: Relationship) -> Finding:
    column = qualified(model, relationship, fault.keyword, fault.name)
    return Finding(
        code=RULE.code,
        place=fault.place,
        message=one_line(
            f"{argument(fault, relationship)} has the string {quoted(fault.name)}, which is not evaluated; "
            f"make the whole argument one string: {fault.keyword}={quoted(f'[{column}]')}"
        ),
        subject=relationship.name,
    )


RULE = Rule(
    code="SQR212",
    name="list-of-strings",
    kind=Kind.ERROR,
    summary="a list of strings where one string is evaluated",
    documentation=__doc__ or "",
    check=check,
)
