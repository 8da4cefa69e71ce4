"""The name of a backref is taken on the other class.

## What it does

Reports a `backref` whose name is already mapped on the target, on a class above or below it
(a column, a relationship, another backref), and one that takes the place of a method, property
or other plain attribute of the target.

## Why is this bad?

"Error creating backref 'messages' on relationship 'Message.recipient': property of that name
exists on mapper 'Mapper[User(user)]'" is raised when the mappers are configured, and every later
use of any mapper raises it again. Below an `AbstractConcreteBase` the attribute is replaced, with the warning "the
old property will be discarded", a column in silence. A method is replaced: from 2.0 on with the warning
"User-placed attribute Child.owner ... is replacing an existing class-bound attribute of the same
name", before that in silence. Neither message has a page of its own on sqlalche.me.

## Versions

Every release; replacing a plain attribute is reported from 2.0 on, where SQLAlchemy warns.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Message(Base):
    __tablename__ = "message"
    id = Column(Integer, primary_key=True)
    sender_id = Column(Integer, ForeignKey("user.id"))
    recipient_id = Column(Integer, ForeignKey("user.id"))
    sender = relationship("User", foreign_keys=[sender_id], backref="messages")
    recipient = relationship("User", foreign_keys=[recipient_id], backref="messages")
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Message(Base):
    __tablename__ = "message"
    id = Column(Integer, primary_key=True)
    sender_id = Column(Integer, ForeignKey("user.id"))
    recipient_id = Column(Integer, ForeignKey("user.id"))
    sender = relationship("User", foreign_keys=[sender_id], backref="sent_messages")
    recipient = relationship("User", foreign_keys=[recipient_id], backref="received_messages")
```

## Fix safety

The code did not run before, apart from the replaced method: whoever calls that one gets the
relationship today.

## What it does not see

Names and targets that cannot be evaluated, and attributes that the source does not show. A
backref in a mixin that several classes use is SQR011.

## References

- <https://docs.sqlalchemy.org/en/20/orm/backref.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Attribute, AttributeKind, Model
from flake8_sqla_rel.rules.backrefs import Taken, taken_backrefs
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import anchor, once
from flake8_sqla_rel.rules.wording import located, one_line, quoted, side

_KINDS = {
    AttributeKind.COLUMN: "a column",
    AttributeKind.RELATIONSHIP: "a relationship",
    AttributeKind.PROPERTY: "mapped",
}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Backrefs that SQLAlchemy refuses, and those that replace a plain attribute."""
    return once(_findings(model, options))


def _findings(model: Model, options: Options) -> Iterator[Finding]:
    for taken in taken_backrefs(model):
        # A function that is called twice makes two of one class, for two bases as a rule.
        made_again = taken.maker is not None and taken.maker.call == taken.relationship.call
        if not made_again:
            yield _refused(taken)
    for identity, attribute in model.replaced.items() if options.sqlalchemy >= (2, 0) else ():
        made = model.relationships[identity]
        if made.made_by is None:
            continue
        relationship = model.relationships[made.made_by]
        message = (
            f"the backref of {relationship.name} replaces {located(made.name, attribute.place)}, which is no "
            "mapped attribute; rename one of the two"
        )
        yield Finding(
            code=RULE.code,
            place=anchor(relationship, "backref"),
            message=one_line(message),
            subject=relationship.name,
            related=(Related(attribute.place, made.name),),
            kind=Kind.WARNING,
        )


def _refused(taken: Taken) -> Finding:
    relationship, attribute = taken.relationship, taken.attribute
    name = f"{taken.cls.name}.{taken.name}"
    if taken.maker is not None:
        what = f"the backref of {side(taken.maker)} is {name} already"
    else:
        what = f"{located(name, attribute.place)} is {_KINDS.get(attribute.kind, 'mapped')} already"
    said = f"{relationship.name} says backref={quoted(taken.name)}"
    if attribute.kind is AttributeKind.RELATIONSHIP and name == relationship.name:
        message = f"{said}, which is its own name; give its reverse another one"
    else:
        message = f"{said}, but {what}; {_cure(taken)}"
    place = attribute.place if taken.maker is None else taken.maker.call
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "backref"),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(place, name),),
        kind=None if taken.cls.concrete_base is None else _replaced(attribute),
    )


def _replaced(attribute: Attribute) -> Kind:
    """Of a class below an ``AbstractConcreteBase``: the attribute is replaced, a column without a word."""
    return Kind.BUG if attribute.kind is AttributeKind.COLUMN else Kind.WARNING


def _cure(taken: Taken) -> str:
    if taken.attribute.kind is AttributeKind.RELATIONSHIP and taken.attribute.owner == taken.cls.id:
        key = quoted(taken.relationship.key)
        pair = f"back_populates={quoted(taken.name)} here and back_populates={key} there"
        return f"if the two are each other's reverse, say {pair}"
    return "give it a name of its own"


RULE = Rule(
    code="SQR006",
    name="backref-name-taken",
    kind=Kind.ERROR,
    summary="the name of a backref is an attribute of the other class already",
    documentation=__doc__ or "",
    check=check,
)
