"""A mixin's relationship names one reverse for all the classes that use it.

## What it does

Reports a `back_populates` or `backref` that is the same for every class to which a mixin or an
abstract base gives the relationship, where more than one does.

## Why is this bad?

The name stands for one attribute of the target, and that can only lead back to one of the
classes. "reverse_property 'items' on relationship House.owner references relationship User.items,
which does not reference mapper ..." or "Error creating backref 'items' on relationship
'House.owner': property of that name exists" (`ArgumentError`) is raised when the mappers are
configured, as soon as a second class uses the mixin. Neither has a page of its own on
sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OwnedMixin:
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    @declared_attr
    def owner(cls) -> Mapped["User"]:
        return relationship("User", backref="items")


class Car(OwnedMixin, Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)


class House(OwnedMixin, Base):
    __tablename__ = "house"
    id: Mapped[int] = mapped_column(primary_key=True)


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class OwnedMixin:
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    @declared_attr
    def owner(cls) -> Mapped["User"]:
        return relationship("User", back_populates=cls.__tablename__)


class Car(OwnedMixin, Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)


class House(OwnedMixin, Base):
    __tablename__ = "house"
    id: Mapped[int] = mapped_column(primary_key=True)


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    car: Mapped[list["Car"]] = relationship(back_populates="owner")
    house: Mapped[list["House"]] = relationship(back_populates="owner")
```

## Fix safety

The code did not run before with more than one class.

## What it does not see

Names and targets that cannot be evaluated. A name that fits none of the classes is SQR002.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_mixins.html#mixing-in-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.backrefs import of_one_declaration, taken_backrefs
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import (
    anchor,
    declarations,
    once,
    relationship_at,
    same_root,
    target_class,
)
from flake8_sqla_rel.rules.wording import class_at, located, one_line, quoted, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Reverses that fit one of the classes which a declaration serves, and not the others."""
    return once([*_names(model), *_backrefs(model)])


def _names(model: Model) -> Iterator[Finding]:
    for group in declarations(model):
        if len(group) < 2 or group[0].declared_in in model.classes:
            continue
        for relationship in group:
            reverse = _named(model, relationship)
            if reverse is None or _leads_to(model, reverse, relationship):
                continue
            fitting = _fitting(model, reverse, group)
            if fitting is not None:
                leads = f"{side(reverse)} leads back to {model.classes[fitting.owner].name} only"
                yield _finding(model, relationship, "back_populates", leads, reverse)
                break


def _named(model: Model, relationship: Relationship) -> Relationship | None:
    target, name = target_class(model, relationship), relationship.back_populates
    if target is None or not isinstance(name, str) or not name:
        return None
    return relationship_at(model, target, name)


def _leads_to(model: Model, reverse: Relationship, relationship: Relationship) -> bool:
    """Whether the reverse leads back to the hierarchy of a relationship, or may."""
    target = target_class(model, reverse)
    return target is None or same_root(model, target.id, relationship.owner)


def _fitting(model: Model, reverse: Relationship, group: Sequence[Relationship]) -> Relationship | None:
    """The one of the group that the reverse does lead back to."""
    for other in group:
        named = _named(model, other)
        if named is not None and named.id == reverse.id and _leads_to(model, reverse, other):
            return other
    return None


def _backrefs(model: Model) -> Iterator[Finding]:
    for taken in taken_backrefs(model):
        if taken.maker is not None and of_one_declaration(taken.relationship, taken.maker):
            first = model.classes[taken.maker.owner]
            leads = f"{taken.cls.name}.{taken.name} leads back to {class_at(first)} already"
            yield _finding(model, taken.relationship, "backref", leads, taken.maker)


def _finding(
    model: Model, relationship: Relationship, keyword: str, leads: str, other: Relationship
) -> Finding:
    name = relationship.back_populates if keyword == "back_populates" else None
    said = keyword if name is None else f"{keyword}={quoted(name)}"
    home = model.others.get(relationship.declared_in)
    where = located(home.name, home.place) if home is not None else "the mixin"
    message = (
        f"{relationship.name} comes from {where}, which says {said} for every class that uses it, "
        f"but {leads}; make the name from the class"
    )
    return Finding(
        code=RULE.code,
        place=anchor(relationship, keyword),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(other.call, other.name),),
    )


RULE = Rule(
    code="SQR011",
    name="fixed-reverse-in-mixin",
    kind=Kind.ERROR,
    summary="a mixin's relationship names one reverse for all the classes that use it",
    documentation=__doc__ or "",
    check=check,
)
