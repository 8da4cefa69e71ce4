"""The annotation promises another class than the relationship loads.

## What it does

Reports a relationship whose argument names one mapped class and whose annotation names another
one that is neither the same nor a base of it.

## Why is this bad?

The argument wins and the annotation is never compared with it: `owner.pet` holds a `Dog` where
every type checker and every reader expects a `Cat`. SQLAlchemy says nothing; there is no
message and no page on sqlalche.me. Where the argument is the wrong one, the consequence is
often an error about a missing foreign key.

## Versions

2.0 and 2.1. In 1.4 annotations have no meaning for the mapping.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Cat(Base):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(primary_key=True)


class Dog(Base):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)


class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    cat_id: Mapped[int] = mapped_column(ForeignKey("cat.id"))
    dog_id: Mapped[int] = mapped_column(ForeignKey("dog.id"))
    pet: Mapped["Cat"] = relationship("Dog")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Cat(Base):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(primary_key=True)


class Dog(Base):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)


class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    cat_id: Mapped[int] = mapped_column(ForeignKey("cat.id"))
    dog_id: Mapped[int] = mapped_column(ForeignKey("dog.id"))
    pet: Mapped["Dog"] = relationship("Dog")
```

## Fix safety

Which of the two is meant is the author's to say. Without the argument the annotation decides.

## What it does not see

Annotations whose class cannot be told or is not mapped (a protocol, an abstract base).

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, Model, Relationship
from flake8_sqla_rel.mapper.written import Hint
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import declared, target_class
from flake8_sqla_rel.rules.statements import hinted, relationship_call, statement_of, target_argument
from flake8_sqla_rel.rules.wording import class_at, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose annotation names another mapped class than its argument."""
    if options.sqlalchemy < (2, 0):
        return
    names: dict[str, list[ClassId]] = {}
    for cls in model.classes.values():
        names.setdefault(cls.name, []).append(cls.id)
    for relationship in declared(model):
        statement = statement_of(model, relationship)
        call = None if statement is None else relationship_call(statement)
        if statement is None or call is None or target_argument(call) is None:
            continue
        hint = hinted(statement)
        target = target_class(model, relationship)
        if hint is None or target is None or "[" in (hint.quoted or ""):
            continue
        annotated = _annotated(model, relationship, hint, names)
        if annotated is None or annotated in target.lineage:
            continue
        other = model.classes[annotated]
        message = (
            f"{relationship.name} loads {class_at(target)}, but is annotated"
            f" {located(other.name, other.place)}: the argument wins; name one class in both places, or leave"
            " the argument out"
        )
        found = Finding(
            RULE.code,
            relationship.target.place,
            one_line(message),
            relationship.name,
            (Related(target.place, target.name), Related(other.place, other.name)),
        )
        # Nothing joins the class that was not meant: what SQLAlchemy says of that follows from this.
        yield found if relationship.problem is None else found._replace(kind=Kind.ERROR)


def _annotated(
    model: Model, relationship: Relationship, hint: Hint, names: dict[str, list[ClassId]]
) -> ClassId | None:
    """The mapped class that the annotation names, as SQLAlchemy would look it up."""
    if hint.target is not None:
        return hint.target if hint.target in model.classes else None
    found = names.get(hint.named, []) if not hint.external else []
    registry = model.classes[relationship.owner].registry
    if len(found) == 1 and model.classes[found[0]].registry == registry:
        return found[0]
    return None


RULE = Rule(
    code="SQR501",
    name="annotation-target-differs",
    kind=Kind.BUG,
    summary="an annotation that names another class than the relationship's argument",
    documentation=__doc__ or "",
    check=check,
)
