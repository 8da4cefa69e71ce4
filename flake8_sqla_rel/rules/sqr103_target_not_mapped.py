"""The target of a relationship is there, but it is no mapped class.

## What it does

Reports a target that is a class without a mapper (a plain class, a mixin, an abstract base, a type of
columns or of Python), a table or the name of one, a column, a list, a number, or a name that means
something in the `sqlalchemy` package because no mapped class has it.

## Why is this bad?

"Class 'app.Money' is not mapped" (`UnmappedClassError`) or "relationship 'posts' expects a class
or a mapper argument (received: ...)" (`ArgumentError`) is raised when the mappers are configured,
and every later use of any mapper raises it again. Neither message has a page of its own on
sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    posts = relationship("posts")


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post")


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
```

## Fix safety

The code did not run before, so naming a mapped class cannot break anything.

## What it does not see

Classes that code which cannot be read may map, and names in registries that may hold more
classes than the source shows. Text that names an abstract or unmapped class is SQR101, unless
it is an annotation of a module where that class is known.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.argument>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, MappedClass, MetaDataId, Model, OtherClass, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import annotated_class, declared, once
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted

_STATES = {
    "abstract": "is abstract",
    "mixin": "has no table=True",
    "inherits": "SQLModel does not map, since a class above it has a table already",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship whose target is something other than a mapped class."""
    return once(
        _finding(model, relationship)
        for relationship in declared(model)
        if relationship.target.state == "unmapped"
    )


def _finding(model: Model, relationship: Relationship) -> Finding:
    target = relationship.target
    other = next((model.others[each] for each in target.candidates if each in model.others), None)
    if other is not None:
        where, state = located(other.name, other.place), _STATES.get(other.reason, "is not mapped")
        what, (cure, meant) = f"{where}, which {state}", _mapped_below(model, relationship, other)
    else:
        what, (cure, meant) = f"{target.what}, which is no mapped class", _of_table(model, relationship)
    if target.text is not None and other is None:
        what = f"{quoted(target.text)}: that is {target.what} and no mapped class"
    return Finding(
        code=RULE.code,
        place=target.place,
        message=one_line(f"{relationship.name} points to {what}; {cure}"),
        subject=relationship.name,
        related=tuple(Related(each.place, each.name) for each in (meant or other,) if each is not None),
    )


def _mapped_below(
    model: Model, relationship: Relationship, other: OtherClass
) -> tuple[str, MappedClass | None]:
    """The class of a similar name that was perhaps meant, or what to do about the one that was given."""
    facing = _facing(model, relationship)
    if facing is not None:
        return f"did you mean {class_at(facing)}?", facing
    names = _of_its_registry(model, relationship)
    near = nearest(other.name, names)
    if near is not None:
        return f"did you mean {near} ({names[near].place})?", names[near]
    if other.reason == "mixin":
        return f"give {other.name} table=True, or point to a class that has it", None
    if other.reason in ("abstract", "inherits"):
        return "point to one of the classes that are mapped", None
    return f"map {other.name}, or point to a mapped class", None


def _facing(model: Model, relationship: Relationship) -> MappedClass | None:
    """The one class with a relationship that leads here, and that the two sides call each other's reverse."""
    owners = {
        other.owner
        for other in declared(model)
        if other.target.cls == relationship.owner
        and other.back_populates == relationship.key
        and relationship.back_populates == other.key
    }
    return model.classes[owners.pop()] if len(owners) == 1 else None


def _of_table(model: Model, relationship: Relationship) -> tuple[str, MappedClass | None]:
    """The class that is mapped to the table that was given."""
    annotated = annotated_class(model, relationship)
    if annotated is not None:
        what = f"the annotation says {class_at(annotated)} already"
        return f"{what}; write back_populates={quoted(relationship.target.text)} for its reverse", annotated
    metadata = _metadata(model, relationship)
    for cls in model.classes.values():
        table = model.table_of(cls.id)
        if table is None or cls.inheritance == "single" or table.metadata != metadata:
            continue
        if relationship.target.what == f"the table {table.key!r}":
            return f"did you mean {quoted(cls.name)} ({cls.place})?", cls
    names = _of_its_registry(model, relationship)
    near = None if relationship.target.text is None else nearest(relationship.target.text, names)
    if near is not None:
        return f"did you mean {quoted(near)} ({names[near].place})?", names[near]
    return "name a mapped class", None


def _of_its_registry(model: Model, relationship: Relationship) -> dict[str, MappedClass]:
    registry = model.classes[relationship.owner].registry
    return {cls.name: cls for cls in model.classes.values() if cls.registry == registry}


def _metadata(model: Model, relationship: Relationship) -> MetaDataId | None:
    table = model.table_of(relationship.owner)
    return None if table is None or table.metadata is UNKNOWN else table.metadata


RULE = Rule(
    code="SQR103",
    name="target-not-mapped",
    kind=Kind.ERROR,
    summary="the target of a relationship is no mapped class",
    documentation=__doc__ or "",
    check=check,
)
