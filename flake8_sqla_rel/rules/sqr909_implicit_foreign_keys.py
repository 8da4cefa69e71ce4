"""Several keys lead to the target's tables, and the relationship leaves the choice to SQLAlchemy.

## What it does

Reports a relationship without `foreign_keys`, `primaryjoin` or `secondary` whose class has
several foreign keys to the tables of the target, of the classes that it inherits from and of its
subclasses, where SQLAlchemy happens to find one.

## Why is this bad?

Which key SQLAlchemy takes depends on which table of the hierarchy each key refers to. A further
key to the same table makes the relationship ambiguous, far from the line that was added.
SQLAlchemy says nothing as long as it finds one; there is no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}


class Chef(Person):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "chef"}


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    guest: Mapped["Person"] = relationship()
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}


class Chef(Person):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "chef"}


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    guest: Mapped["Person"] = relationship(foreign_keys=[guest_id])
```

## Fix safety

Stating the key that is used now changes nothing.

## What it does not see

A choice that is ambiguous is an error, SQR202. A key to a class beside the target, of which neither
inherits from the other, is no choice.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#handling-multiple-join-paths>
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from flake8_sqla_rel.mapper.model import ForeignKeyConstraint, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.keywords import has_unseen_keywords
from flake8_sqla_rel.rules.sides import declared, once, persist_tables, target_class
from flake8_sqla_rel.rules.wording import listed, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship that does not state its key where there are several."""
    return once(
        found
        for relationship in declared(model)
        if relationship.problem is None
        and relationship.secondary is None
        and not has_unseen_keywords(relationship)
        and not any(name in relationship.args for name in ("foreign_keys", "primaryjoin", "remote_side"))
        for found in _finding(model, relationship)
    )


def _finding(model: Model, relationship: Relationship) -> Iterator[Finding]:
    target = target_class(model, relationship)
    if target is None or relationship.direction is None or not isinstance(relationship.pairs, tuple):
        return
    family = [model.classes[each] for each in model.by_root[target.root]]
    own = {cls.table for cls in family}
    tables = {cls.table for cls in family if cls.id in target.lineage or target.id in cls.lineage}
    found: dict[frozenset[str], ForeignKeyConstraint] = {}
    for table in persist_tables(model, relationship.owner):
        for key in table.constraints if table.id not in own else ():
            if _refers(key, tables):
                found.setdefault(frozenset(element.column for element in key.elements), key)
    keys = list(found.values())
    if len(keys) < 2:
        return
    used = {local.name for local, _ in relationship.pairs}
    text = listed(located(_columns(key), key.place) for key in keys)
    both = "both" if len(keys) == 2 else "all"
    message = (
        f"{relationship.name} leaves open which key it uses, and {text} {both} lead to tables of the hierarchy "
        f"of {target.name}; it is {listed(sorted(used))} now: say so with foreign_keys"
    )
    related = tuple(Related(key.place, _columns(key)) for key in keys)
    yield Finding(RULE.code, relationship.call, one_line(message), relationship.name, related)


def _refers(key: ForeignKeyConstraint, tables: Collection[object]) -> bool:
    return any(isinstance(e.referred, tuple) and e.referred.table in tables for e in key.elements)


def _columns(key: ForeignKeyConstraint) -> str:
    return listed(element.column for element in key.elements)


RULE = Rule(
    code="SQR909",
    name="implicit-foreign-keys",
    kind=Kind.STYLE,
    summary="a relationship that does not say which of several keys to the target's hierarchy it uses",
    documentation=__doc__ or "",
    check=check,
)
