"""A name in overlaps conflicts with nothing.

## What it does

Reports a name in `overlaps` without which SQLAlchemy would not warn either: the relationship of
that name writes none of the same columns, is the reverse of this one already, only reads
(`viewonly`), or inheritance keeps the two apart. Mostly it was needed once: `back_populates` or
`viewonly=True` came later and it stayed.

## Why is this bad?

`overlaps` says "these two write one column, and I know". Where that is no longer so it misleads
its reader, and when the two come to write one column again, by a new foreign key or a join that
was changed, SQLAlchemy is silent: the warning "relationship X will copy column Q to column P, which
conflicts with relationship(s): Y" (sqlalche.me/e/20/qzyx) was switched off beforehand.

## Versions

SQLAlchemy 1.4 and later, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children", overlaps="children")
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
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped["Parent"] = relationship(back_populates="children")
```

## Fix safety

`overlaps` does nothing but silence the warning, and without the name there is none.

## What it does not see

A name that both sides give: one of the two would be enough, but it is about a conflict. A name
that belongs to no relationship: SQR012 is about those. Anything where a class, a join or the name
of a backref that takes part, or may, is not known.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.overlaps>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, AttributeKind, ColumnRef, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.overlaps import NO_NAMES, Index, concerned, index_of, keys
from flake8_sqla_rel.rules.sides import related, same_root
from flake8_sqla_rel.rules.wording import listed, one_line, quoted, side


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every ``overlaps`` with a name that none of the relationships it is written for needs."""
    given = _by_argument(model)
    index = index_of(model) if given else None
    if index is None or index.names_untold:
        return
    for place, group in given.items():
        stale = frozenset.intersection(*(_stale(model, each, index) for each in group))
        if stale:
            yield _finding(model, place, group[0], stale)


def _by_argument(model: Model) -> dict[Place, list[Relationship]]:
    """The relationships by the ``overlaps`` that they are given: one in a mixin is for several."""
    found: dict[Place, list[Relationship]] = {}
    for relationship in model.relationships:
        if "overlaps" in relationship.args and relationship.overlaps is not UNKNOWN:
            found.setdefault(relationship.args["overlaps"].place, []).append(relationship)
    return found


def _stale(model: Model, relationship: Relationship, index: Index) -> frozenset[str]:
    """The names that are for certain about no conflict, but may be taken to be about one."""
    owner = model.classes[relationship.owner]
    names = frozenset() if relationship.overlaps is UNKNOWN else relationship.overlaps - NO_NAMES
    names -= model.needed_overlaps.get(relationship.id, names) | index.untold
    classes = concerned(model, relationship, index)
    if not names or owner.registry not in model.closed_registries:
        return frozenset()
    if any(model.classes[cls].open for cls in classes):
        return frozenset()
    if any(model.is_defined_again(model.tables[column.table]) for column in _written(relationship)):
        # Two definitions may be one table, whose columns others write as well.
        return frozenset()
    if relationship.viewonly is False:
        names &= keys(model, classes)
    return frozenset(name for name in names if not _may_be_anything(model, name))


def _may_be_anything(model: Model, name: str) -> bool:
    """Whether a class has an attribute of that name which may be a relationship."""
    return any(
        name in cls.attributes and cls.attributes[name].kind is AttributeKind.UNKNOWN
        for cls in model.classes.values()
    )


def _finding(model: Model, place: Place, relationship: Relationship, stale: frozenset[str]) -> Finding:
    names = frozenset() if relationship.overlaps is UNKNOWN else relationship.overlaps - NO_NAMES
    kept = sorted(names - stale)
    others = [] if relationship.viewonly is True else list(_meant(model, relationship, stale))
    reasons = [_reason(model, relationship, other) for other in others]
    if relationship.viewonly is True:
        reasons = [f"{relationship.name} is viewonly and writes nothing"]
    conflict = "conflicts" if len(stale) == 1 else "conflict"
    cure = f"leave overlaps={quoted(','.join(kept))}" if kept else "take overlaps out"
    message = (
        f"{relationship.name}: {listed(quoted(name) for name in sorted(stale))} in overlaps {conflict} "
        f"with nothing ({listed(reasons)}); {cure}"
    )
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(message),
        subject=relationship.name,
        related=related(others),
    )


def _meant(model: Model, relationship: Relationship, stale: frozenset[str]) -> Iterator[Relationship]:
    """Of each name the relationship that it is probably about: one at either end, where there is any."""
    ends = [end for end in (relationship.owner, relationship.target.cls) if end in model.classes]
    for name in sorted(stale):
        named = [other for other in model.relationships if other.key == name and other is not relationship]
        near = [other for other in named if any(end and same_root(model, end, other.owner) for end in ends)]
        yield from (near or named)[:1]


def _reason(model: Model, relationship: Relationship, other: Relationship) -> str:
    """Why the two do not conflict."""
    if other.viewonly is True:
        return f"{side(other)} is viewonly"
    if relationship.reverse is not UNKNOWN and other.id in relationship.reverse:
        return f"{side(other)} is its reverse"
    if not _written(relationship) & _written(other):
        return f"{side(other)} writes other columns"
    return f"inheritance keeps {side(other)} apart from it"


def _written(relationship: Relationship) -> set[ColumnRef]:
    return set() if relationship.sync_pairs is UNKNOWN else {column for _, column in relationship.sync_pairs}


RULE = Rule(
    code="SQR915",
    name="stale-overlaps",
    kind=Kind.STYLE,
    summary="a name in overlaps conflicts with nothing",
    documentation=__doc__ or "",
    check=check,
)
