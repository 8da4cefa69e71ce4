"""A cascade on a relationship that writes nothing.

## What it does

Reports a `viewonly=True` relationship whose `cascade` has `save-update`, `delete` or
`delete-orphan` (`all` has the first two).

## Why is this bad?

A viewonly relationship takes no part in a flush, so the cascade says something that does not
happen: whoever reads it believes that children are deleted. SQLAlchemy 1.4 raises "Cascade
settings ... apply to persistence operations and should not be combined with a viewonly=True
relationship" (`ArgumentError`, no page on sqlalche.me); 2.0 and later leave those cascades out
without a word.

## Versions

An error in 1.4; silently ignored from 2.0 on.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(viewonly=True, cascade="all, delete-orphan")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship()
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
    children: Mapped[list["Child"]] = relationship(viewonly=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship()
```

## Fix safety

None in 2.0 and later: the cascade had no effect.

## What it does not see

A `cascade` or `viewonly` that is not a literal. `merge`, `expunge`, `refresh-expire` and `none`
are allowed.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.viewonly>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.keywords import CASCADES, cascade_set, cascade_words
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import listed, one_line

_WRITING = ("save-update", "delete", "delete-orphan")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every viewonly relationship with a cascade that only a writing one can have."""
    return once(_findings(model, options))


def _findings(model: Model, options: Options) -> Iterator[Finding]:
    for relationship in model.relationships:
        argument = relationship.args.get("cascade")
        if relationship.viewonly is not True or argument is None or not isinstance(argument.value, str):
            continue
        words = cascade_words(argument.value)
        writing = [word for word in _WRITING if word in cascade_set(words)]
        if writing and set(words) <= set(CASCADES):
            refused = options.sqlalchemy < (2, 0)
            then = "SQLAlchemy refuses it" if refused else "SQLAlchemy ignores it"
            yield Finding(
                code=RULE.code,
                place=argument.place,
                message=one_line(
                    f"{relationship.name} is viewonly and writes nothing, but cascades {listed(writing)}: "
                    f"{then}; leave out cascade, or viewonly"
                ),
                subject=relationship.name,
                kind=Kind.ERROR if refused else None,
            )


RULE = Rule(
    code="SQR304",
    name="cascade-on-viewonly",
    kind=Kind.STYLE,
    summary="a cascade that writes, on a relationship that is viewonly",
    documentation=__doc__ or "",
    check=check,
)
