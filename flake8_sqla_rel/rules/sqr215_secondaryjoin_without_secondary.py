"""A secondaryjoin without a secondary table.

## What it does

Reports a `secondaryjoin` on a relationship that has no `secondary`, and one in the `backref()` of
such a relationship.

## Why is this bad?

"Property User.posts specified with secondary join condition but no secondary argument"
(`ArgumentError`), or for a backref "Can't assign 'secondaryjoin' on a backref against a
non-secondary relationship" (`InvalidRequestError`), is raised when the mappers are configured.
Neither has a page of its own on sqlalche.me.

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
    posts: Mapped[list["Post"]] = relationship(secondaryjoin="User.id == Post.user_id")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
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
    posts: Mapped[list["Post"]] = relationship(primaryjoin="User.id == Post.user_id")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Calls whose arguments are not all known.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.secondaryjoin>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import Argument, Backref, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship, and every backref, with a half too many."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        if relationship.secondary is not None:
            continue
        if _gives(relationship.args) or _compares(relationship):
            place, what = relationship.args["secondaryjoin"].place, relationship.name
        elif isinstance(relationship.backref, Backref) and _gives(relationship.backref.args):
            place, what = (
                relationship.backref.args["secondaryjoin"].place,
                f"the backref of {relationship.name}",
            )
        else:
            continue
        yield _finding(relationship, place, what)


def _gives(args: Mapping[str, Argument]) -> bool:
    """Whether a ``secondaryjoin`` is given that is certain not to be ``None``."""
    argument = args.get("secondaryjoin")
    if argument is None:
        return False
    return argument.form == "function" or bool(isinstance(argument.value, str) and argument.value)


def _compares(relationship: Relationship) -> bool:
    """Whether a ``secondaryjoin`` is given as an object that is certain to be a criterion."""
    joins = relationship.joins
    return joins is not None and isinstance(joins.secondaryjoin, Criterion)


def _finding(relationship: Relationship, place: Place, what: str) -> Finding:
    message = f"{what} is given secondaryjoin, but no secondary; say primaryjoin, or give the secondary table"
    return Finding(code=RULE.code, place=place, message=one_line(message), subject=relationship.name)


RULE = Rule(
    code="SQR215",
    name="secondaryjoin-without-secondary",
    kind=Kind.ERROR,
    summary="a secondaryjoin is given without a secondary table",
    documentation=__doc__ or "",
    check=check,
)
