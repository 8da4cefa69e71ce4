"""A relationship that is loaded dynamically.

## What it does

Reports `lazy="dynamic"`, `DynamicMapped[...]` and `dynamic_loader()`, in a backref too.

## Why is this bad?

A dynamic relationship is a `Query` in disguise: it cannot be loaded eagerly, cannot be awaited
in async code, and reads the whole collection at the first careless `for`. SQLAlchemy calls the
strategy legacy and superseded by `write_only`, which never loads on its own. It raises no
warning; there is no page on sqlalche.me.

## Versions

2.0 and later, where `WriteOnlyMapped` and `lazy="write_only"` replace it. 1.4 has nothing to
take its place, and nothing is reported there.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, DynamicMapped, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: DynamicMapped["Child"] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: WriteOnlyMapped["Child"] = relationship(
        back_populates="parent", passive_deletes=True
    )


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("parent.id", ondelete="SET NULL"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
```

## Fix safety

Every use of the attribute has to follow: `parent.children.select()` is executed by a session. A
write-only collection is never loaded, so that deleting its parent raises ("full iteration is not
permitted", `InvalidRequestError`) without `passive_deletes=True`, and the database has to know what
becomes of the rows.

## What it does not see

A `lazy` that is not a literal.

## References

- <https://docs.sqlalchemy.org/en/20/orm/large_collections.html#dynamic-relationship-loaders>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Annotation, Model, Place
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.deletes import write_only_needs
from flake8_sqla_rel.rules.keywords import backref_made, calls, is_dynamic_scalar
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship and backref that is dynamic."""
    return once(_findings(model)) if options.sqlalchemy >= (2, 0) else iter(())


def _findings(model: Model) -> Iterator[Finding]:
    for call in calls(model):
        relationship, argument = call.relationship, call.args.get("lazy")
        made = relationship if call.args is relationship.args else backref_made(model, relationship)
        if made is not None and is_dynamic_scalar(made):
            continue  # Refused, whatever it is called: SQR403.
        annotation = relationship.annotation if call.args is relationship.args else None
        needs = "" if made is None else write_only_needs(model, made)
        if argument is not None and argument.value == "dynamic":
            yield _finding(call.subject, argument.place, 'lazy="dynamic"', f'lazy="write_only"{needs}')
        elif argument is None and annotation is not None and annotation.container == "DynamicMapped":
            yield _finding(call.subject, annotation.place, "DynamicMapped", _write_only(annotation) + needs)


def _write_only(annotation: Annotation) -> str:
    return f"WriteOnlyMapped[{quoted(annotation.target or '...')}]"


def _finding(subject: str, place: Place, what: str, instead: str) -> Finding:
    message = f"{subject} is loaded by {what}, a legacy of 1.x; use {instead}, or another loader and queries"
    return Finding(code=RULE.code, place=place, message=one_line(message), subject=subject)


RULE = Rule(
    code="SQR401",
    name="legacy-dynamic",
    kind=Kind.STYLE,
    summary="a relationship loaded with lazy='dynamic', which SQLAlchemy calls legacy",
    documentation=__doc__ or "",
    check=check,
)
