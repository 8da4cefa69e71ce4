"""An option of flushing on a relationship that is never flushed.

## What it does

Reports `passive_deletes`, `passive_updates`, `enable_typechecks`, `active_history` or
`cascade_backrefs` with another value than its default beside `viewonly=True`.

## Why is this bad?

These options say how changes are written, and a viewonly relationship writes none. SQLAlchemy
warns "Setting passive_deletes on relationship() while also setting viewonly=True does not make
sense, as a viewonly=True relationship does not perform persistence operations. This
configuration may raise an error in a future release." The message has no page on sqlalche.me.

## Versions

Every release. The default of `cascade_backrefs` is true in 1.4 and false from 2.0 on.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(viewonly=True, passive_deletes=True)


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

None: the option had no effect.

## What it does not see

Arguments that are not literals.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.viewonly>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every such option, each at its keyword."""
    return once(
        finding
        for relationship in model.relationships
        if relationship.viewonly is True
        for finding in _findings(relationship, options)
    )


def _findings(relationship: Relationship, options: Options) -> Iterator[Finding]:
    defaults = {
        "passive_deletes": False,
        "passive_updates": True,
        "enable_typechecks": True,
        "active_history": False,
        "cascade_backrefs": options.sqlalchemy < (2, 0),
    }
    for name, default in defaults.items():
        argument = relationship.args.get(name)
        if argument is None or argument.value is UNKNOWN or argument.value == default:
            continue
        yield Finding(
            code=RULE.code,
            place=argument.place,
            message=one_line(
                f"{relationship.name} is viewonly and writes nothing, so that {name} means nothing; "
                "leave it out"
            ),
            subject=relationship.name,
        )


RULE = Rule(
    code="SQR310",
    name="persistence-option-on-viewonly",
    kind=Kind.WARNING,
    summary="an option of flushing on a relationship that is viewonly",
    documentation=__doc__ or "",
    check=check,
)
