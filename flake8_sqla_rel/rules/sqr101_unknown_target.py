"""The name of a relationship's target is the name of no mapped class.

## What it does

Reports a target given as text (`relationship("Chef")`, `Mapped["Chef"]`) that names no
mapped class of the registry to which the relationship's own class belongs. It suggests the
class that was probably meant, and says where a class of that name is when that class belongs
to another registry, is abstract or is not mapped.

## Why is this bad?

"When initializing mapper ..., expression 'Chef' failed to locate a name" is raised by the
first query or constructor call of any class, and again by every later one: the application
does not start. The message has no page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

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
    chef = relationship("Cheff")
```

## Use instead

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
    chef = relationship("Chef")
```

## Fix safety

The code did not run before, so naming the right class cannot break anything. For a class of
another registry the class itself, or a lambda that returns it, has to be given instead of
its name.

## What it does not see

Registries that may hold classes which the source does not show: a base from a package that
cannot be read, classes made in a loop. Whether the module of a class is imported by the time
the mappers are configured.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#late-evaluation-of-relationship-arguments>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flake8_sqla_rel.mapper.model import MappedClass, Model, OtherClass, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import linked
from flake8_sqla_rel.rules.sides import annotated_class, declared, name_of, once, persist_tables
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted

REASONS = {
    "abstract": "is abstract",
    "mixin": "is not mapped",
    "inherits": "is not mapped",
    "plain": "is not mapped",
    "unknown": "is not mapped",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship whose target's name is missing from its registry."""
    return once(
        _finding(model, relationship, model.classes[relationship.owner])
        for relationship in declared(model)
        if relationship.target.state == "missing" and relationship.target.text is not None
    )


def _finding(model: Model, relationship: Relationship, owner: MappedClass) -> Finding:
    text = relationship.target.text or ""
    hint, other = _hint(model, owner, relationship, text)
    message = (
        f"{relationship.name} points to {quoted(text)}, which is no mapped class of its registry; {hint}"
    )
    return Finding(
        code=RULE.code,
        place=relationship.target.place,
        message=one_line(message),
        subject=relationship.name,
        related=() if other is None else (Related(other.place, other.name),),
    )


def _of_more_words(
    model: Model, owner: MappedClass, text: str, names: Mapping[str, MappedClass]
) -> str | None:
    """The one class with more words in its name that a foreign key links with the owner."""
    ours = persist_tables(model, owner.id)
    found = [
        name
        for name, cls in names.items()
        if _has_words(name, text) and linked(ours, persist_tables(model, cls.id))
    ]
    return found[0] if len(found) == 1 else None


def _has_words(name: str, part: str) -> bool:
    """Whether a name in capitals begins or ends with the words of another."""
    return part[:1].isupper() and (
        name.endswith(part) or (name.startswith(part) and name[len(part) : len(part) + 1].isupper())
    )


def _hint(
    model: Model, owner: MappedClass, relationship: Relationship, text: str
) -> tuple[str, MappedClass | OtherClass | None]:
    """What was probably meant, and the class in question."""
    annotated = annotated_class(model, relationship)
    if annotated is not None:
        what = f"the annotation says {class_at(annotated)} already"
        return f"{what}; write back_populates={quoted(text)} for its reverse", annotated
    for candidate in relationship.target.candidates:
        if candidate in model.classes:
            cls = model.classes[candidate]
            if cls.registry != owner.registry:
                return f"{class_at(cls)} belongs to another one: pass the class instead of its name", cls
            name = f"{cls.module}.{cls.name}" if text == cls.name else name_of(model, cls)
            return f"did you mean {quoted(name)} ({cls.place})?", cls
    others = [model.others[each] for each in relationship.target.candidates if each in model.others]
    for other in others:
        if other.reason != "plain":
            return f"{located(other.name, other.place)} {REASONS[other.reason]}", other
    names = {cls.name: cls for cls in model.classes.values() if cls.registry == owner.registry}
    partner = _partner(model, relationship, owner)
    if partner is not None:
        return f"did you mean {quoted(partner.name)} ({partner.place})?", partner
    last = text.rsplit(".", 1)[-1]
    near = nearest(last, names)
    if near is None and last in names:
        near = last
    if near is None:
        near = _of_more_words(model, owner, last, names)
    if near is not None:
        return f"did you mean {quoted(near)} ({names[near].place})?", names[near]
    for other in others:
        return f"{located(other.name, other.place)} {REASONS[other.reason]}", other
    return "no class of that name is declared in this project", None


def _partner(model: Model, relationship: Relationship, owner: MappedClass) -> MappedClass | None:
    """The only class with the reverse that a relationship names, which names it and leads to its class."""
    name = relationship.back_populates
    found = {
        other.owner
        for other in declared(model)
        if isinstance(name, str) and (other.key, other.back_populates) == (name, relationship.key)
        if other.target.cls in owner.lineage
    }
    cls = model.classes[found.pop()] if len(found) == 1 else None
    return cls if cls is not None and cls.registry == owner.registry else None


RULE = Rule(
    code="SQR101",
    name="unknown-target",
    kind=Kind.ERROR,
    summary="the name of a relationship's target is the name of no mapped class",
    documentation=__doc__ or "",
    check=check,
)
