"""A concrete subclass without a relationship of its parent.

## What it does

Reports a subclass with `concrete=True` that does not declare each relationship of the mapped
class above it again.

## Why is this bad?

A concrete subclass inherits no relationship, for its table is another one: "Concrete
Mapper[Engineer(engineer)] does not implement attribute 'company' at the instance level. Add
this property explicitly to Mapper[Engineer(engineer)]" (`AttributeError`) when the attribute is
used. It has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "company"
    id: Mapped[int] = mapped_column(primary_key=True)


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    company: Mapped["Company"] = relationship()


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    __mapper_args__ = {"concrete": True}
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "company"
    id: Mapped[int] = mapped_column(primary_key=True)


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    company: Mapped["Company"] = relationship()


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    company: Mapped["Company"] = relationship()
    __mapper_args__ = {"concrete": True}
```

## Fix safety

The relationship needs a foreign key in the subclass's own table.

## What it does not see

Relationships that backrefs make on the parent, and hierarchies on `AbstractConcreteBase`.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#concrete-inheritance-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import written
from flake8_sqla_rel.rules.wording import class_at, listed, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every concrete subclass that lacks what its parent relates to."""
    asked = {(each.target.cls, each.back_populates) for each in model.relationships}
    for cls in model.classes.values():
        statement = written(model).classes.get(cls.id)
        if cls.inheritance != "concrete" or statement is None or cls.conditional or len(cls.lineage) < 2:
            continue
        own = {attribute.name for attribute in statement.collected}
        own |= {found.key for found in model.by_owner.get(cls.id, ())}
        missing: dict[str, Relationship] = {}
        for above in cls.lineage[1:]:
            for relationship in model.by_owner.get(above, ()):
                # One that a back_populates asks for in vain is for SQR002 to tell.
                told = relationship.key in own or (cls.id, relationship.key) in asked
                if relationship.declared_by == "relationship" and not told:
                    missing.setdefault(relationship.key, relationship)
            if model.classes[above].inheritance == "concrete":
                break
        if missing and statement.closed:
            parent = model.classes[cls.lineage[1]]
            names = listed(sorted(missing))
            message = (
                f"{cls.name} is concrete and inherits no relationship from {class_at(parent)}: reading {names} raises;"
                " declare each again"
            )
            related = tuple(Related(found.call, found.name) for found in missing.values())
            yield Finding(RULE.code, cls.place, one_line(message), cls.name, related)


RULE = Rule(
    code="SQR606",
    name="concrete-relationship-missing",
    kind=Kind.BUG,
    summary="a concrete subclass that does not declare a relationship of its parent again",
    documentation=__doc__ or "",
    check=check,
)
