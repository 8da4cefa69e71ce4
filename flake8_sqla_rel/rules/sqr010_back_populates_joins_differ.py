"""Two relationships name each other but read different rows.

## What it does

Reports both sides of a pair of which one goes through a `secondary` table and the other through
another one or none, or which use different foreign keys; the naming side alone where only one names the
other; and, of two many-to-many between rows of one table, the second where both go through the `secondary`
table the same way instead of opposite ways.

## Why is this bad?

SQLAlchemy compares neither. In memory the two follow each other; after a flush each side has
written its own rows, and after loading they disagree: what was appended on one side is missing
on the other. There is no message and no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

student_course = Table(
    "student_course",
    Base.metadata,
    Column("student_id", ForeignKey("student.id"), primary_key=True),
    Column("course_id", ForeignKey("course.id"), primary_key=True),
)
course_student = Table(
    "course_student",
    Base.metadata,
    Column("student_id", ForeignKey("student.id"), primary_key=True),
    Column("course_id", ForeignKey("course.id"), primary_key=True),
)


class Student(Base):
    __tablename__ = "student"
    id = Column(Integer, primary_key=True)
    courses = relationship("Course", secondary=student_course, back_populates="students")


class Course(Base):
    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
    students = relationship("Student", secondary=course_student, back_populates="courses")
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

student_course = Table(
    "student_course",
    Base.metadata,
    Column("student_id", ForeignKey("student.id"), primary_key=True),
    Column("course_id", ForeignKey("course.id"), primary_key=True),
)


class Student(Base):
    __tablename__ = "student"
    id = Column(Integer, primary_key=True)
    courses = relationship("Course", secondary=student_course, back_populates="students")


class Course(Base):
    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
    students = relationship("Student", secondary=student_course, back_populates="courses")
```

## Fix safety

One of the two starts to read and write other rows: the rows that it wrote so far have to be moved
or given up.

## What it does not see

Joins that cannot be worked out, pairs with a `viewonly` side (SQR009), sides that share some
of their columns, and those of a class with concrete inheritance, whose columns are its own. Names
that are crossed, so that the two do not name each other, are SQR002.

## References

- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.back_populates>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import UNKNOWN, Direction, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import (
    anchor,
    declared,
    joins_differ,
    once,
    relationship_at,
    same_root,
    stated,
    target_class,
    written_columns,
)
from flake8_sqla_rel.rules.wording import best_named, column_text, listed, one_line, side, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Both of every two declared relationships that name each other and do not belong together.

    Of two that lead the same way through a secondary table the one that is configured later.
    """
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        other = _partner(model, relationship)
        if other is None:
            continue
        if joins_differ(model, relationship, other):
            yield _finding(model, relationship, other)
        elif relationship.id > other.id and _lead_the_same_way(model, relationship, other):
            yield _same_way(model, relationship, other)


def _partner(model: Model, relationship: Relationship) -> Relationship | None:
    """The writable relationship that this writable one names, and that names it or none."""
    target, name = target_class(model, relationship), relationship.back_populates
    if target is None or not isinstance(name, str) or not name or not _is_settled(relationship):
        return None
    other = relationship_at(model, target, name)
    if other is None or other.id == relationship.id or other.made_by is not None or not _is_settled(other):
        return None
    back = target_class(model, other)
    if back is None or stated(model, other) not in (None, relationship.key):
        return None
    return other if same_root(model, back.id, relationship.owner) else None


def _is_settled(relationship: Relationship) -> bool:
    return relationship.problem is None and relationship.viewonly is False


def _lead_the_same_way(model: Model, one: Relationship, other: Relationship) -> bool:
    """Whether two many-to-many to the own class take its rows by the same column of the secondary table."""
    target = target_class(model, one)
    if target is None or target.table != model.classes[one.owner].table or stated(model, other) is None:
        return False
    if one.secondary != other.secondary or one.direction is not Direction.MANYTOMANY:
        return False
    if UNKNOWN in (one.pairs, other.pairs, one.sync_pairs) or other.direction is not one.direction:
        return False
    return one.pairs == other.pairs and len(written_columns(one)) > 1


def _same_way(model: Model, relationship: Relationship, other: Relationship) -> Finding:
    message = (
        f"{relationship.name} {_way(model, relationship)} the same way as its reverse {side(other)}; "
        "exchange primaryjoin and secondaryjoin here"
    )
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "primaryjoin"),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(other.call, other.name),),
    )


def _named_after(one: Relationship, other: Relationship) -> Relationship | None:
    """Which of the two goes by the column that the many-to-one of them is named after."""
    pair = (one, other)
    name = _many_to_one(pair)
    if name is None:
        return None
    fitting = best_named([name], [[column.name for column in written_columns(each)] for each in pair])
    return None if fitting is None else pair[fitting]


def _many_to_one(pair: tuple[Relationship, Relationship]) -> str | None:
    names = [each.key for each in pair if each.direction is Direction.MANYTOONE]
    return names[0] if len(names) == 1 else None


def _finding(model: Model, relationship: Relationship, other: Relationship) -> Finding:
    same_table = relationship.secondary == other.secondary
    way = _columns if same_table else _way
    mutual = stated(model, other) is not None
    whom = f"its reverse {side(other)}" if mutual else f"{side(other)}, which it names as its reverse,"
    message = (
        f"{relationship.name} {way(model, relationship)}, but {whom} {way(model, other)}; "
        f"{_cure(relationship, other)}{'' if mutual else ', or drop back_populates'}"
    )
    keywords = ("foreign_keys", "primaryjoin") if same_table else ("secondary",)
    if not mutual:
        keywords = ("back_populates",)
    return Finding(
        code=RULE.code,
        place=anchor(relationship, *keywords),
        message=one_line(message),
        subject=relationship.name,
        related=(Related(other.call, other.name),),
    )


def _cure(relationship: Relationship, other: Relationship) -> str:
    right = _named_after(relationship, other)
    if right is None:
        return "both have to use the same"
    where = "there too" if right is relationship else "here too"
    columns = listed(sorted(column.name for column in written_columns(right)))
    return f"take {columns} {where}, which {_many_to_one((relationship, other))} is named after"


def _way(model: Model, relationship: Relationship) -> str:
    if isinstance(relationship.secondary, int):
        return f"goes through {table_text(model.tables[relationship.secondary])}"
    return (
        _columns(model, relationship) if written_columns(relationship) else "goes through no secondary table"
    )


def _columns(model: Model, relationship: Relationship) -> str:
    columns = listed(sorted(column_text(model, column) for column in written_columns(relationship)))
    return f"joins on {columns}"


RULE = Rule(
    code="SQR010",
    name="back-populates-joins-differ",
    kind=Kind.BUG,
    summary="the two sides of a relationship go through different tables or foreign keys",
    documentation=__doc__ or "",
    check=check,
)
