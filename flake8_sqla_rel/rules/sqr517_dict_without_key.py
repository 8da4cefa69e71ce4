"""A dict that nothing gives its keys.

## What it does

Reports a relationship that is to be a dict, by `Mapped[dict[...]]` or by
`collection_class=dict`, where nothing says which attribute of the items is the key; and
`attribute_keyed_dict("nme")`, also in a `backref()`, that names no attribute of the items.

## Why is this bad?

SQLAlchemy has to put an item into the dict by itself when it loads it, and a plain dict does
not say where: "Type InstrumentedDict must elect an appender method to be a collection class"
(`ArgumentError`) when the mappers are configured. A key that is not there is asked for with the first
item: "'Child' object has no attribute 'nme'" (`AttributeError`). Neither has a page on sqlalche.me.

## Versions

`collection_class` in every release, annotations from 2.0 on. `attribute_keyed_dict` is called
`attribute_mapped_collection` in 1.4.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[dict[int, "Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, attribute_keyed_dict, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[dict[int, "Child"]] = relationship(collection_class=attribute_keyed_dict("id"))


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Dicts made by a function or a lambda, and classes that derive from a keyed dict of another
package.

## References

- <https://docs.sqlalchemy.org/en/20/orm/collection_api.html#dictionary-collections>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, NamedFault, class_name
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.collection_classes import unusable
from flake8_sqla_rel.rules.sides import declared, once
from flake8_sqla_rel.rules.wording import class_at, nearest, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship that is a dict without a key."""
    modern = options.sqlalchemy >= (2, 0)
    function = "attribute_keyed_dict" if modern else "attribute_mapped_collection"
    yield from once(
        Finding(
            RULE.code,
            found.place,
            one_line(
                f'{relationship.name} is a dict, and {found.why}; say collection_class={function}("...")'
            ),
            relationship.name,
        )
        for relationship in declared(model)
        if (found := unusable(model, relationship, modern=modern)) is not None and found.kind == "dict"
    )
    yield from once(_missing(model, fault) for fault in model.named_faults if fault.used_by == "keyed dict")


def _missing(model: Model, fault: NamedFault) -> Finding:
    items = model.classes[fault.cls]
    subject = f"{class_name(fault.declared_in)}.{fault.key}"
    what = f"the backref {quoted(fault.through)} of {subject}" if fault.through else subject
    near = nearest(fault.name, items.attributes)
    cure = f"did you mean {quoted(near)}?" if near else "name one of its attributes"
    message = f"{what} is keyed by {quoted(fault.name)}, which {class_at(items)} does not have; {cure}"
    related = (Related(items.place, items.name),)
    return Finding(RULE.code, fault.place, one_line(message), subject, related, Kind.BUG)


RULE = Rule(
    code="SQR517",
    name="dict-without-key",
    kind=Kind.ERROR,
    summary="a dict of related objects that nothing gives a key",
    documentation=__doc__ or "",
    check=check,
)
