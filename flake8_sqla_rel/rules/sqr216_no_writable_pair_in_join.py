"""A join in which there is nothing to write.

## What it does

Reports a relationship that is not `viewonly` and whose `primaryjoin` or `secondaryjoin` compares no
foreign key with `==` to a column of the other side.

## Why is this bad?

"Could not locate any relevant foreign key columns for primary join condition" or "Could not locate
any simple equality expressions involving locally mapped foreign key columns for primary join
condition" (`ArgumentError`) is raised when the mappers are configured, and every later use of any
mapper raises it again. Neither has a page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    posts = relationship("Post", primaryjoin="User.name == Post.author")


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    author = Column(String)
```

## Use instead

```python
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    posts = relationship("Post", primaryjoin="User.name == foreign(Post.author)")


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    author = Column(String)
```

## Fix safety

The code did not run before. `foreign()` lets the relationship write the column; `viewonly=True`
with `foreign()` only reads.

## What it does not see

Joins that cannot be worked out, tables that may have foreign keys which the source does not show,
and columns of the table that the class does not map.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#creating-custom-foreign-conditions>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import JoinFault, Model, Relationship, Table, Unknown
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import reference, sole_key
from flake8_sqla_rel.rules.joins import columns, refused, takes_no_part
from flake8_sqla_rel.rules.sides import anchor, once, persist_tables, target_class
from flake8_sqla_rel.rules.statements import relationship_call, statement_of
from flake8_sqla_rel.rules.wording import class_at, column_text, located, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship that can write nothing."""
    return once(
        _finding(model, relationship)
        for relationship in refused(model, JoinFault.NO_WRITABLE_PAIR)
        if not takes_no_part(relationship)
    )


def _finding(model: Model, relationship: Relationship) -> Finding:
    half = "primary" if relationship.problem is None else relationship.problem.half
    given = None
    if relationship.joins is not None:
        given = relationship.joins.primaryjoin if half == "primary" else relationship.joins.secondaryjoin
    target = target_class(model, relationship)
    to = "the other side" if target is None else class_at(target)
    if isinstance(given, Criterion) and not any(each.op == "==" for each in given.comparisons):
        what, cure = f"compares no column with == to one of {to}", "add viewonly=True"
    elif (text := _quoted_side(model, relationship, f"{half}join")) is not None:
        what = f"compares with the text {quoted(text)}, which is not evaluated"
        cure = "put the whole condition into one string"
    elif (other := _other_table(model, relationship, given)) is not None:
        what = f"goes by {located(table_text(other), other.place)}, which is not its secondary"
        cure = f"say secondary={quoted(table_text(other))}, or compare columns of the one that is given"
    else:
        what = f"compares no foreign key with a column of {to}"
        cure = _cure(model, given)
        if relationship.viewonly is False:
            cure += ", and add viewonly=True if it is only to read"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, f"{half}join"),
        message=one_line(f"the {half}join of {relationship.name} {what}; {cure}"),
        subject=relationship.name,
        related=() if target is None else (Related(target.place, target.name),),
    )


def _quoted_side(model: Model, relationship: Relationship, keyword: str) -> str | None:
    """The text of a comparison that is meant for a column: a class and what it maps."""
    statement = statement_of(model, relationship)
    call = None if statement is None else relationship_call(statement)
    given = None if call is None else call.keyword(keyword)
    for side in () if given is None else given.value.compared:
        name, _, attribute = (side.text or "").rpartition(".")
        if any(attribute in cls.attributes for cls in model.by_name.get(name, ())):
            return side.text
    return None


def _other_table(model: Model, relationship: Relationship, given: Criterion | None | Unknown) -> Table | None:
    """The table between the two whose columns a join has in the place of those of the secondary table."""
    target = target_class(model, relationship)
    if not isinstance(relationship.secondary, int) or target is None:
        return None
    ends = {table.id for cls in (relationship.owner, target.id) for table in persist_tables(model, cls)}
    between = {column.table for column in columns(given)} - ends
    return (
        model.tables[between.pop()] if len(between) == 1 and relationship.secondary not in between else None
    )


def _cure(model: Model, given: Criterion | None | Unknown) -> str:
    """What makes a foreign key of a column: of the one that is compared with a primary key, where one is."""
    comparisons = given.comparisons if isinstance(given, Criterion) else ()
    # What a column is compared with that is no column does not join.
    comparisons = tuple(each for each in comparisons if each.left.columns and each.right.columns)
    if len(comparisons) == 1 and comparisons[0].left.plain and comparisons[0].right.plain:
        refs = [each.columns[0].ref for each in (comparisons[0].left, comparisons[0].right)]
        for key, referred in (refs, refs[::-1]):
            table, other = model.tables[key.table], model.tables[referred.table]
            if sole_key(other) == referred.name and sole_key(table) != key.name:
                wanted = reference(model, table, other, referred.name)
                return f"give {column_text(model, key)} a {wanted}, or put foreign() around it"
    return "put foreign() around the column that refers to the other side"


RULE = Rule(
    code="SQR216",
    name="no-writable-pair-in-join",
    kind=Kind.ERROR,
    summary="a join compares no foreign key with a column of the other side",
    documentation=__doc__ or "",
    check=check,
)
