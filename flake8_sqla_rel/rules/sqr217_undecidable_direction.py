"""A join that does not say which side refers to which.

## What it does

Reports a relationship whose join has foreign keys on both sides, or on neither.

## Why is this bad?

"Can't determine relationship direction for relationship 'A.bs' - foreign key columns within the
join condition are present in both the parent and the child's mapped tables", or "... present in
neither" (`ArgumentError`), is raised when the mappers are configured, and every later use of any
mapper raises it again. Neither has a page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("b.id", use_alter=True, name="fk_a_b"))
    bs: Mapped[list["B"]] = relationship(primaryjoin="and_(A.id == B.a_id, A.b_id == B.id)")


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("b.id", use_alter=True, name="fk_a_b"))
    bs: Mapped[list["B"]] = relationship(primaryjoin="A.id == B.a_id")


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
```

## Fix safety

The code did not run before.

## What it does not see

Joins that cannot be worked out.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#creating-custom-foreign-conditions>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import JoinFault, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.joins import listed_keys, refused, terms
from flake8_sqla_rel.rules.sides import anchor, leads_back, once, persist_tables, target_class
from flake8_sqla_rel.rules.wording import class_at, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship that is neither one-to-many nor many-to-one."""
    return once(_finding(model, relationship) for relationship in refused(model, JoinFault.UNDECIDABLE))


def _finding(model: Model, relationship: Relationship) -> Finding:
    target = target_class(model, relationship)
    to = "the other side" if target is None else class_at(target)
    owner = model.classes[relationship.owner].name
    if _is_of_neither(model, relationship):
        what = f"has foreign keys neither of {owner} nor of {to}"
        cure = "join on columns of the two, or go through secondary"
    elif target is not None and leads_back(model, relationship, target):
        what = f"from {owner} back to {to} does not say which of its foreign keys are on the other row"
        cure = "mark the columns of the other row with remote(), or list them in remote_side"
    else:
        what = f"has foreign keys both of {owner} and of {to}"
        cure = "leave one of the two out, or mark only one with foreign()"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "primaryjoin", "foreign_keys"),
        message=one_line(f"the join of {relationship.name} {what}; {cure}"),
        subject=relationship.name,
        related=() if target is None else (Related(target.place, target.name),),
    )


def _is_of_neither(model: Model, relationship: Relationship) -> bool:
    """Whether the columns said to be foreign are of some third table."""
    joins, target = relationship.joins, target_class(model, relationship)
    if joins is None or target is None:
        return False
    columns = set(listed_keys(relationship))
    if isinstance(joins.primaryjoin, Criterion):
        columns = {term.ref for term in terms(joins.primaryjoin) if term.foreign} or columns
    ends = (*persist_tables(model, relationship.owner), *persist_tables(model, target.id))
    return bool(columns) and not any(column.table == table.id for column in columns for table in ends)


RULE = Rule(
    code="SQR217",
    name="undecidable-direction",
    kind=Kind.ERROR,
    summary="the foreign keys of a join are on both sides, or on neither",
    documentation=__doc__ or "",
    check=check,
)
