"""An association proxy that names what is not there.

## What it does

Reports `association_proxy("user_keywords", "keyword")` whose first name is no relationship of the
class, or whose second name is no attribute of the class that the relationship leads to.

## Why is this bad?

The names are text that nobody checks: renaming the relationship, or the attribute behind it, leaves the
proxy behind. Configuring the mappers says nothing. The first name is looked up when the proxy is used,
on the class or on an object: "Mapper 'Mapper[User(user)]' has no property 'user_keyword'"
(`InvalidRequestError`), which a property or a hybrid of that name raises too, or "association proxy to
a non-relationship intermediary is not supported" (`NotImplementedError`) where it is a column or a
synonym. Of the second name an empty collection says nothing; the first element raises "'UserKeyword' object
has no attribute 'keywrd'", and a query "Association proxy User.user_keywords refers to an attribute
'keywrd' that is not directly mapped on class ..." (`AttributeError`). There is no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_keywords: Mapped[list["UserKeyword"]] = relationship(back_populates="user")
    words: AssociationProxy[list[str]] = association_proxy("keywords", "word")


class UserKeyword(Base):
    __tablename__ = "user_keyword"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped["User"] = relationship(back_populates="user_keywords")
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_keywords: Mapped[list["UserKeyword"]] = relationship(back_populates="user")
    words: AssociationProxy[list[str]] = association_proxy("user_keywords", "word")


class UserKeyword(Base):
    __tablename__ = "user_keyword"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped["User"] = relationship(back_populates="user_keywords")
```

## Fix safety

Every use of the proxy failed before, or did for every element.

## What it does not see

Classes that may have more than their text shows: with a base from another package, a metaclass, or a
name such as `__versioned__` for an extension. A name that a subclass has, or that one of the classes which
inherit a mixin has. A second name that a module of these classes gives to any object (`self.word = word`).
Imperative mappings and SQLModel are left out.

## References

- <https://docs.sqlalchemy.org/en/20/orm/extensions/associationproxy.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import RELATIONSHIPS, Model, NamedFault, class_name
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every proxy that leads nowhere."""
    return once(
        _finding(model, fault) for fault in model.named_faults if fault.used_by == "association_proxy"
    )


def _finding(model: Model, fault: NamedFault) -> Finding:
    cls = model.classes[fault.cls]
    subject = f"{class_name(fault.declared_in)}.{fault.key}"
    name = quoted(fault.name)
    if fault.kind == "value":
        possible = list(cls.attributes)
        text = f"{subject} takes {name} of each {class_at(cls)}, which has no such attribute"
    else:
        possible = [each.name for each in cls.attributes.values() if each.kind in RELATIONSHIPS]
        text = f"{subject} is a proxy of {name}, {_what(model, fault)}"
    near = nearest(fault.name, possible)
    otherwise = "name one of its attributes" if fault.kind == "value" else "name a relationship"
    cure = f"did you mean {quoted(near)}?" if near else otherwise
    related = (Related(cls.place, cls.name),)
    return Finding(RULE.code, fault.place, one_line(f"{text}; {cure}"), subject, related)


def _what(model: Model, fault: NamedFault) -> str:
    cls = model.classes[fault.cls]
    attribute = cls.attributes.get(fault.name)
    if fault.kind == "missing" or attribute is None:
        return f"which {class_at(cls)} does not have"
    kind = located(f"a {attribute.kind.value}", attribute.place)
    return f"which is {kind} of {cls.name}, not a relationship"


RULE = Rule(
    code="SQR107",
    name="proxy-names-nothing",
    kind=Kind.BUG,
    summary="an association proxy of a relationship, or an attribute behind it, that is not there",
    documentation=__doc__ or "",
    check=check,
)
