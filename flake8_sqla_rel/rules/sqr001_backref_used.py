"""One class declares an attribute of another with ``backref``.

## What it does

Reports `backref=` in a `relationship()`, as text or as `backref(...)`, and says what the
other class would have to declare instead.

## Why is this bad?

The attribute that a backref makes stands nowhere in the source of the class that gets it.
Readers, editors and type checkers do not see it, it exists only once the mappers are
configured, and of its options only a few follow the side that declares it. SQLAlchemy's own
documentation calls `backref` legacy and recommends `back_populates` on both sides. Nothing
is raised, no warning is given, and sqlalche.me has no code for it.

## Versions

Every release of SQLAlchemy. In 2.0 and later a backref also has no `Mapped[...]` annotation,
so typed code cannot use it.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chef.id"))
    chef = relationship("Chef", backref="bookings")
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    bookings = relationship("Booking", back_populates="chef")


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chef.id"))
    chef = relationship("Chef", back_populates="bookings")
```

## Fix safety

Both classes have to change together. A backref takes `viewonly`, `post_update`,
`passive_updates`, `sync_backref`, the joins and `foreign_keys` over from the side that
declares it; whatever the message names has to be written on the new side. Everything else
(`lazy`, `cascade`, `order_by` and so on) comes from `backref(...)` alone.

## What it does not see

A `backref` that is handed in through a variable the linter cannot evaluate.

## References

- <https://docs.sqlalchemy.org/en/20/orm/backref.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Backref, MappedClass, Model, Relationship, RelationshipId
from flake8_sqla_rel.rules.backrefs import is_refused
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import declarations, declared, name_of, once, scalar_type, target_class
from flake8_sqla_rel.rules.statements import of_sqlmodel, written
from flake8_sqla_rel.rules.wording import class_at, one_line, quoted

# What the made side takes over from the side that declares it, unless backref(...) says it.
TAKEN_OVER = ("foreign_keys", "primaryjoin", "secondaryjoin", "viewonly", "post_update", "passive_updates")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship that makes its other side by a backref."""
    modern = options.sqlalchemy >= (2, 0)
    named = _named_by_class(model)
    refused = {
        r.id for group in declarations(model) if any(is_refused(model, r) for r in group) for r in group
    }
    return once(
        _finding(model, r, r.backref, modern, r.id in named)
        for r in declared(model)
        # What to declare instead is no advice where SQLAlchemy refuses the backref (SQR006, SQR007, SQR011).
        if isinstance(r.backref, Backref) and r.id not in refused and "back_populates" not in r.args
    )


def _named_by_class(model: Model) -> set[RelationshipId]:
    """The relationships of mixins that name the other side after each class that uses them."""
    return {
        relationship.id
        for group in declarations(model)
        if len({r.backref.name for r in group if isinstance(r.backref, Backref)}) > 1
        for relationship in group
    }


def _finding(
    model: Model, relationship: Relationship, backref: Backref, modern: bool, named_by_class: bool
) -> Finding:
    target = target_class(model, relationship)
    name = None if backref.name is UNKNOWN else backref.name
    text = quoted(name) if name is not None else "..."
    owner = model.classes[relationship.owner]
    message = f"{relationship.name} declares its other side with backref={text}, "
    if name == "":
        message += "an attribute that no source can name; drop it, or declare the other side"
    elif target is None:
        message += (
            "which the other class does not show; declare it there and use back_populates on both sides"
        )
    else:
        cure = _cure(model, relationship, backref, owner, target, modern)
        here = f"say back_populates={text} here"
        if named_by_class:
            here = "the like for every other class with this attribute, and give that name as back_populates here"
        message += f"which the source of {class_at(target)} does not show; {cure} and {here}"
    return Finding(
        code=RULE.code,
        place=backref.place,
        message=one_line(message),
        subject=relationship.name,
        related=() if target is None else (Related(target.place, f"{target.name} gets the attribute"),),
    )


def _cure(
    model: Model,
    relationship: Relationship,
    backref: Backref,
    owner: MappedClass,
    target: MappedClass,
    modern: bool,
) -> str:
    """What to declare where, as source: a class that a call maps has its relationships from that call."""
    name = "<name>" if backref.name is UNKNOWN else backref.name
    made = None if relationship.makes is None else model.relationships[relationship.makes]
    arguments = [f"back_populates={quoted(relationship.key)}"]
    if isinstance(relationship.secondary, int):
        key = model.tables[relationship.secondary].key
        arguments.append(f"secondary={quoted(key) if key is not UNKNOWN else '...'}")
    for keyword, argument in backref.args.items():
        shown = "..." if argument.value is UNKNOWN else quoted(argument.value)
        arguments.append(f"{keyword}={shown}")
    arguments += [
        f"{keyword}=..."
        for keyword in TAKEN_OVER
        if keyword in relationship.args and keyword not in backref.args
    ]
    if target.style == "imperative":
        call = f"relationship({', '.join([owner.name, *arguments])})"
        return f"give its mapping the property {quoted(name)}: {call}"
    text = name_of(model, owner)
    shown_as = text if target.style == "sqlmodel" else owner.name
    inner = None
    if made is not None and made.uselist is not UNKNOWN:
        inner = f'list["{shown_as}"]' if made.uselist else scalar_type(model, made, shown_as)
    if target.style == "sqlmodel":
        return f"declare there {name}: {inner or '...'} = Relationship({of_sqlmodel(arguments)})"
    if inner is None or not modern or target.style != "2.x" or _is_dataclass(model, target):
        return f"declare there {name} = relationship({', '.join([quoted(text), *arguments])})"
    if text != owner.name:
        arguments.insert(0, quoted(text))
    return f"declare there {name}: Mapped[{inner}] = relationship({', '.join(arguments)})"


def _is_dataclass(model: Model, target: MappedClass) -> bool:
    """Whether the annotation would make a field of the attribute, an argument of ``__init__``."""
    statement = written(model).classes.get(target.id)
    return statement is not None and (statement.native_dataclass is not False or statement.plain_dataclass)


RULE = Rule(
    code="SQR001",
    name="backref-used",
    kind=Kind.STYLE,
    summary="one side of a relationship is made by backref instead of being declared",
    documentation=__doc__ or "",
    check=check,
)
