"""One side of a pair is viewonly, so that neither follows the other.

## What it does

Reports two linked relationships of which one is `viewonly=True` and the other is not, unless one
of them says `sync_backref=False` and no other reverse suffers; `sync_backref=True` beside a
`viewonly` side; and both of these on one relationship.

## Why is this bad?

"Relationship Child.parent cannot specify sync_backref=True since Parent.children includes
viewonly=True" (`InvalidRequestError`), or for one relationship "sync_backref and viewonly cannot
both be True" (`ArgumentError`), stops the application. Without `sync_backref` nothing is raised,
and SQLAlchemy stops synchronising in silence: what is set on the writable side is not seen on the
other until that is loaded again; and where the `viewonly` one is configured first, the writable
side no longer updates its real reverse either. None of this has a page on sqlalche.me.

## Versions

Every release; 1.3 warned where later ones are silent.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent", viewonly=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
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

Dropping `back_populates` between the two changes nothing but what it says; where the writable
side has a real reverse beside it, the two of them start to follow each other.

## What it does not see

Values of `viewonly` and `sync_backref` that cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#notes-on-using-the-viewonly-relationship-parameter>
- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.sync_backref>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import anchor, declared, once, stated
from flake8_sqla_rel.rules.wording import one_line, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """What is refused on one relationship, then what is refused or silent between two."""
    return once([*_on_one(model), *_between(model)])


def _on_one(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        if relationship.viewonly is True and relationship.sync_backref is True:
            message = (
                f"{relationship.name} is viewonly and says sync_backref=True, which exclude each other; "
                "drop sync_backref"
            )
            found = _report(anchor(relationship, "sync_backref"), relationship, message)
            yield found._replace(kind=Kind.ERROR)


def _between(model: Model) -> Iterator[Finding]:
    for viewonly in model.relationships:
        if viewonly.viewonly is not True or viewonly.sync_backref is True or viewonly.reverse is UNKNOWN:
            continue
        for number in viewonly.reverse:
            writable = model.relationships[number]
            if writable.viewonly is False:
                found = _finding(model, viewonly, writable)
                if found is not None:
                    yield found


def _finding(model: Model, viewonly: Relationship, writable: Relationship) -> Finding | None:
    settings = (viewonly.sync_backref, writable.sync_backref)
    if UNKNOWN in settings:
        return None
    if writable.sync_backref is True:
        message = (
            f"{writable.name} says sync_backref=True, but {side(viewonly)} is viewonly and cannot be kept "
            "in step; drop sync_backref"
        )
        found = _report(_where(model, writable, "sync_backref"), writable, message, viewonly)
        return found._replace(kind=Kind.ERROR)
    rest = list(_other_reverses(model, writable, viewonly))
    if writable.sync_backref is False or (viewonly.sync_backref is False and not rest):
        return None
    one, other = _stating(model, viewonly, writable)
    verb = "makes" if viewonly.made_by == one.id else "names"
    what = "is viewonly" if one is viewonly else f"{verb} {viewonly.name}, which is viewonly"
    effect = f", and {writable.name} no longer updates {rest[0]}" if rest else ""
    real = real_reverse(model, writable)
    cure = "drop back_populates between them"
    if viewonly.made_by == writable.id:
        cure = "leave viewonly out of its backref(...)"
    elif real is not None and stated(model, writable) == viewonly.key:
        named = f'back_populates="{real.key}"'
        cure = (
            f"say {named} instead"
            if one is writable
            else f"drop back_populates here and say {named} on {writable.name}"
        )
    cure += "" if rest else ", or say sync_backref=False"
    message = f"{one.name} {what}, so that it and {side(other)} are not kept in step{effect}; {cure}"
    return _report(_where(model, one, "back_populates", "backref"), one, message, other)


def real_reverse(model: Model, writable: Relationship) -> Relationship | None:
    """The one relationship that is written as well and names this one, which names a viewonly one."""
    others = [] if writable.reverse is UNKNOWN else [model.relationships[each] for each in writable.reverse]
    naming = [each for each in others if each.viewonly is False and stated(model, each) == writable.key]
    return naming[0] if len(naming) == 1 else None


def _stating(
    model: Model, viewonly: Relationship, writable: Relationship
) -> tuple[Relationship, Relationship]:
    """The side that names the other, the viewonly one when both do, and the other side."""
    if viewonly.made_by == writable.id or stated(model, viewonly) != writable.key:
        return writable, viewonly
    return viewonly, writable


def _other_reverses(model: Model, writable: Relationship, viewonly: Relationship) -> Iterator[str]:
    for number in () if writable.reverse is UNKNOWN else writable.reverse:
        other = model.relationships[number]
        # SQLAlchemy decides when it configures the writable side: what comes later changes nothing.
        if other.viewonly is False and other.id != viewonly.id and viewonly.id < writable.id:
            yield other.name


def _where(model: Model, relationship: Relationship, *keywords: str) -> Place:
    """The keyword argument; of a backref-made relationship the ``backref`` that makes it."""
    return relationship.call if relationship.made_by is not None else anchor(relationship, *keywords)


def _report(place: Place, relationship: Relationship, message: str, *others: Relationship) -> Finding:
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(message),
        subject=relationship.name,
        related=tuple(Related(other.call, other.name) for other in others),
    )


RULE = Rule(
    code="SQR009",
    name="viewonly-reverse-not-synchronised",
    kind=Kind.BUG,
    summary="a relationship is linked with a viewonly one, and neither follows the other",
    documentation=__doc__ or "",
    check=check,
)
