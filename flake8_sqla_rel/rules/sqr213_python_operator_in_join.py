"""A join with Python's own operators in it.

## What it does

Reports `and`, `or`, `not`, `in`, `not in`, `is`, `is not` and chained comparisons between
columns in `primaryjoin`, `secondaryjoin` and `order_by`: in strings, lambdas and expressions.

## Why is this bad?

Python works these operators out itself, before SQLAlchemy sees anything. `A.id == B.a_id and
B.live == 1` is just its last or first part, so that a criterion is dropped without a word and
the relationship loads wrong rows; `in` and `is` give a plain `False`; with other operands
"Boolean value of this clause is not defined" (`TypeError`) is raised. The message has no page
on sqlalche.me.

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
    posts: Mapped[list["Post"]] = relationship(
        primaryjoin="User.id == Post.user_id and Post.position > 0", viewonly=True
    )


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
    posts: Mapped[list["Post"]] = relationship(
        primaryjoin="and_(User.id == Post.user_id, Post.position > 0)", viewonly=True
    )


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Fix safety

The join becomes the one that was meant, and loads fewer or other rows.

## What it does not see

Operands that are not known to be columns.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#specifying-alternate-join-conditions>
- <https://docs.sqlalchemy.org/en/20/core/operators.html#conjunction-operators>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ExpressionFault, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.expressions import argument, faults
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line

_INSTEAD = {
    "and": "and_(...)",
    "or": "or_(...)",
    "not": "not_(...)",
    "in": "in_(...)",
    "not in": "not_in(...)",
    "is": "is_(...)",
    "is not": "is_not(...)",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every join that Python works out instead of the database."""
    return once(_finding(fault, relationship) for fault, relationship in faults(model, "operator"))


def _finding(fault: ExpressionFault, relationship: Relationship) -> Finding:
    instead = _INSTEAD.get(fault.name)
    what = f'uses Python\'s "{fault.name}"' if instead else f'chains "{fault.name}"'
    return Finding(
        code=RULE.code,
        place=fault.place,
        message=one_line(
            f"{argument(fault, relationship)} {what}, which is worked out before SQLAlchemy sees the "
            f"criteria and loses some; use {instead or 'and_(...) of two comparisons'}"
        ),
        subject=relationship.name,
    )


RULE = Rule(
    code="SQR213",
    name="python-operator-in-join",
    kind=Kind.BUG,
    summary="and, or, not, in, is or a chained comparison between criteria of a join",
    documentation=__doc__ or "",
    check=check,
)
