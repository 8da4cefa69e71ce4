"""A collection that SQLAlchemy cannot make.

## What it does

Reports a relationship whose collection, by its annotation or by `collection_class`, is abstract
(`Sequence`, `Collection`, `Mapping`), a built-in type that cannot be changed (`tuple`,
`frozenset`, `deque`, `defaultdict`), or a class of the project that lacks an appender, remover
or iterator. Also `relationship()` or SQLModel's `Relationship()` inside `Annotated[...]`, and the
latter in another generic than a list.

## Why is this bad?

SQLAlchemy has to make the collection and to notice what is put into it. It raises "Collection
annotation type <class 'collections.abc.Sequence'> cannot be instantiated; please provide an
explicit 'collection_class' parameter" (`ArgumentError`) when the class is made, and "Type Box
must elect an appender method to be a collection class" (`ArgumentError`) or "cannot set
'append' attribute of immutable type" (`TypeError`) when the mappers are configured. `Annotated`
raises `NotImplementedError`, in SQLModel "<class 'list'> has no matching SQLAlchemy type" (`ValueError`):
it looks for a column. SQLModel looks for the class in `Optional`, unions and lists, and ends in
`RecursionError` with a set. None of these has a page on sqlalche.me.

## Versions

`collection_class` in every release, annotations from 2.0 on. SQLModel on Pydantic 1 knew sets as well.

## Example

```python
from collections.abc import Sequence

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[Sequence["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
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
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Collections made by a function or a lambda, classes that derive from something outside the
project, and a collection over a many-to-one, which is never made. A dict is SQR517.

## References

- <https://docs.sqlalchemy.org/en/20/orm/collection_api.html#custom-collection-implementations>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import Hint
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.collection_classes import unusable
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.statements import (
    NO_LISTS,
    declarative,
    hinted,
    in_force,
    sqlmodel_relationships,
    written,
)
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose collection is no list, set or class with the roles of one."""
    modern = options.sqlalchemy >= (2, 0)
    yield from once(
        Finding(
            RULE.code,
            found.place,
            one_line(
                f"{relationship.name} cannot be a collection of this kind: {found.why}; use list or set"
            ),
            relationship.name,
        )
        for relationship in declared(model)
        if (found := unusable(model, relationship, modern=modern)) is not None and found.kind == "other"
    )
    if modern:
        yield from _annotated(model)
        yield from _annotated_fields(model)
        yield from _of_sqlmodel(model)


def _annotated(model: Model) -> Iterator[Finding]:
    """Every ``relationship()`` inside of ``Annotated``."""
    for cls in declarative(model):
        for statement in in_force(cls):
            hint = hinted(statement)
            if hint is not None and statement.value is None and "relationship" in hint.constructs:
                name = f"{cls.name}.{statement.name}"
                message = f"{name} takes its relationship() from Annotated[...], which is refused; assign it"
                yield Finding(RULE.code, hint.inner, one_line(message), name)


def _annotated_fields(model: Model) -> Iterator[Finding]:
    """Every ``Relationship()`` inside of ``Annotated``: SQLModel looks for the column type of what is beside it."""
    for cls in written(model).mapped():
        for statement in in_force(cls) if cls.style == "sqlmodel" else ():
            hint, value = statement.hint, statement.value
            if hint is None or hint.mapped is not False or "Relationship" not in hint.constructs:
                continue
            if value is None or value.form == "constant":
                name = f"{cls.name}.{statement.name}"
                message = f"{name} takes its Relationship() from Annotated[...], which is refused; assign it"
                yield Finding(RULE.code, hint.place, one_line(message), name)


def _of_sqlmodel(model: Model) -> Iterator[Finding]:
    """The relationships in a generic that SQLModel does not look into: it knows lists alone."""
    for name, statement, _ in sqlmodel_relationships(model):
        hint = statement.hint
        if hint is None or hint.mapped is not False or hint.target is not None or hint.taken is not None:
            continue
        if hint.container in NO_LISTS:
            message = f"{name} is a {hint.container}[...], and SQLModel looks into list[...] alone"
            yield Finding(RULE.code, hint.place, one_line(f"{message}; {_cure(hint)}"), name)


def _cure(hint: Hint) -> str:
    if hint.container in ("set", "Set"):
        return 'write list[...] and sa_relationship_kwargs={"collection_class": set}'
    return "write list[...]"


RULE = Rule(
    code="SQR516",
    name="unusable-collection",
    kind=Kind.ERROR,
    summary="a collection that SQLAlchemy cannot make or instrument",
    documentation=__doc__ or "",
    check=check,
)
