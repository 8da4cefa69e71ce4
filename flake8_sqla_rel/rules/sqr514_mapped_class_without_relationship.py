"""`Mapped[Child]` without a relationship.

## What it does

Reports an attribute whose annotation names a mapped class, alone or in a collection, imported or not,
and that
has no value or a `mapped_column()` without type and foreign key. With one of these it is reported where the
class is not imported, for SQLAlchemy evaluates the annotation of every column.

## Why is this bad?

Without `relationship()` the attribute is a column, and a mapped class is no type of a column:
"Could not locate SQLAlchemy Core type when resolving for Python type indicated by ..."
(`MappedAnnotationError`) is raised when the class is made. It has no page on sqlalche.me.

## Versions

2.0 and 2.1. 1.4 ignores annotations.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]]


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

Classes that a `type_annotation_map` gives a type, and annotations whose class cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#one-to-many>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import ClassId, MappedClass, Model
from flake8_sqla_rel.mapper.written import ClassStatement, Hint, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    RELATIONSHIPS,
    call_of,
    effective,
    hinted,
    in_tuple,
    is_bare_column,
    quoted_class,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line

#: What SQLAlchemy makes a column of where no construct stands beside it.
_CONTAINERS: Final = frozenset({"Mapped", "DynamicMapped", "WriteOnlyMapped"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column that is annotated with a mapped class."""
    if options.sqlalchemy < (2, 0):
        return iter(())
    return once(
        found
        for cls in written(model).mapped()
        if "__table__" not in cls.special and cls.style != "imperative"
        for source, statement in effective(model, cls)
        if (found := _finding(model, source, statement, cls.style)) is not None
    )


def _finding(model: Model, cls: ClassStatement, statement: Statement, style: str) -> Finding | None:
    target = _field_of(model, statement) if style == "sqlmodel" else _column_of(model, cls, statement)
    return (
        None
        if target is None or target not in model.classes
        else _said(model.classes[target], cls, statement)
    )


def _column_of(model: Model, cls: ClassStatement, statement: Statement) -> ClassId | None:
    """The class in the annotation of what SQLAlchemy makes a column of."""
    hint = hinted(statement)
    if (
        hint is None
        or hint.container not in _CONTAINERS
        or hint.constructs
        or hint.origin == "typing.Annotated"
    ):
        return None
    if not is_bare_column(statement) and not _is_typed_column_of_nothing(statement, hint):
        return None
    return hint.target or _missing(model, cls, hint)


def _is_typed_column_of_nothing(statement: Statement, hint: Hint) -> bool:
    """Whether a column has a type or foreign key, and an annotation that SQLAlchemy evaluates all the same, in vain."""
    column = call_of(statement.value, frozenset({"mapped_column"}))
    return column is not None and bool(hint.unbound_inside)


def _missing(model: Model, cls: ClassStatement, hint: Hint) -> ClassId | None:
    """The one mapped class of a name that the module of the annotation binds nowhere."""
    if all((name.name, name.why) != (hint.named, "bound nowhere") for name in hint.unbound_inside):
        return None
    own = model.classes.get(cls.id)
    found = [
        other.id
        for other in model.by_name.get(hint.named, ())
        if own is None or other.registry == own.registry
    ]
    return found[0] if len(found) == 1 else None


def _field_of(model: Model, statement: Statement) -> ClassId | None:
    """The class in the annotation of what SQLModel makes a column of."""
    value, hint = statement.value, statement.hint
    if hint is None or hint.mapped is True or statement.name.startswith("_") or in_tuple(statement):
        return None
    call = None if value is None else value.call
    if call_of(value, RELATIONSHIPS) is not None:
        return hint.target or quoted_class(model, hint)
    if call is not None and (
        call.name != "Field" or call.open or call.keyword("sa_column", "sa_type", "sa_column_kwargs")
    ):
        return None
    target = hint.target or quoted_class(model, hint)
    return target if call is not None or value is None or value.form != "unknown" else None


def _said(target: MappedClass, cls: ClassStatement, statement: Statement) -> Finding:
    name = f"{cls.name}.{statement.name}"
    where = located(target.name, target.place)
    hint = hinted(statement)
    message = (
        f"{name} is a column as it stands, and {where} is a mapped class and no type of a column;"
        f" say = {'relationship' if hint else 'Relationship'}()"
    )
    if hint is not None and not is_bare_column(statement):
        message = (
            f"{name} is a column, and {where} is a mapped class, of which the module has no name when the column"
            " is made; annotate what the column holds, as in Mapped[int], and give relationship() a line of its own"
        )
    place = statement.place if statement.value is None else statement.value.place
    return Finding(RULE.code, place, one_line(message), name, (Related(target.place, target.name),))


RULE = Rule(
    code="SQR514",
    name="mapped-class-without-relationship",
    kind=Kind.ERROR,
    summary="an attribute annotated with a mapped class without relationship()",
    documentation=__doc__ or "",
    check=check,
)
