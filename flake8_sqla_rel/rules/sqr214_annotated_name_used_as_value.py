"""A name that is annotated but not there.

## What it does

Reports a name that a class body uses in an expression although it only annotates it (`x:
Mapped[int]`), and that nothing else binds.

## Why is this bad?

An annotation makes SQLAlchemy add a column when the class is complete; until then there is no
such name, and Python raises `NameError: name 'address_ref' is not defined` while the class body
runs, so that the module cannot be imported. That is Python's own message, without a page on
sqlalche.me.

## Versions

2.0 and later, where annotations declare columns.

## Example

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)


class Shipment(Base):
    __tablename__ = "shipment"
    id: Mapped[int] = mapped_column(primary_key=True)
    address_ref: Mapped[int]
    address: Mapped["Address"] = relationship(
        primaryjoin=address_ref == Address.id, foreign_keys=[address_ref]
    )
```

## Use instead

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)


class Shipment(Base):
    __tablename__ = "shipment"
    id: Mapped[int] = mapped_column(primary_key=True)
    address_ref: Mapped[int] = mapped_column()
    address: Mapped["Address"] = relationship(
        primaryjoin=address_ref == Address.id, foreign_keys=[address_ref]
    )
```

## Fix safety

The code did not run before. A string (`foreign_keys="Shipment.address_ref"`) or a lambda does
as well: these are evaluated later.

## What it does not see

Names that the module may bind by a star import, and names of builtins (SQR211).

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html#using-annotated-declarative-table-type-annotated-forms-for-mapped-column>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import AnnotatedOnly, Model, class_name
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every such use, the first of each name."""
    return once(_finding(found) for found in model.annotated_only)


def _finding(found: AnnotatedOnly) -> Finding:
    subject = f"{class_name(found.cls)}.{found.name}"
    return Finding(
        code=RULE.code,
        place=found.place,
        message=one_line(
            f"{found.name} is used here, but {located(subject, found.annotation)} is only annotated and "
            "has no value yet (NameError); declare it with = mapped_column()"
        ),
        subject=subject,
        related=(Related(found.annotation, subject),),
    )


RULE = Rule(
    code="SQR214",
    name="annotated-name-used-as-value",
    kind=Kind.ERROR,
    summary="a name that is only annotated is used as a value in the class body",
    documentation=__doc__ or "",
    check=check,
)
