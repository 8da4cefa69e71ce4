"""The `secondary` of a many-to-many cannot join its two classes.

## What it does

Reports a `secondary` that

- is text which names no table of the MetaData (up to 2.0 the schema of the MetaData has to be
  written out; 2.1 puts it before the name itself, and warns when only a table without it is there;
  what is no name, such as `"join(...)"`, 2.1 evaluates no more). Up to 2.0 it is looked up in the
  MetaData of the registry, which is not that of a class with a `metadata` or a Flask-SQLAlchemy
  `__bind_key__` of its own, nor that of a base which has both a `registry` and a `metadata`;
- is a mapped class, or the name of one, instead of its table (SQLModel's `link_model` is the class);
- is a class without a table, as a `link_model` is that lacks `table=True`;
- is a join of several tables, without `viewonly=True`;
- has no foreign key to one of the two classes;
- leads from a class back to itself, so that its foreign keys do not say which is which, without
  `primaryjoin` and `secondaryjoin`;
- has one column alone for both ways: its one foreign key to a class that the relationship leads back to, or
  one that both of the joins name.

## Why is this bad?

"expression 'post_tag' failed to locate a name", "secondary argument ... must be a Table object",
"there are no foreign keys linking these tables via secondary table" or "there are multiple
foreign key paths linking the tables via secondary table" is raised when the mappers are
configured, and every later use of any mapper raises it again. A join is configured, perhaps with the
warning that it writes what other relationships do (`qzyx`), and can be read; with the first object that is
added through it, or deleted that has any, "'Join' object has no attribute 'insert'" (`AttributeError`) is
raised. Of one column for both ways SQLAlchemy says nothing: it writes the column twice, so that a row tells one of
the two objects alone, and loads each object as its own. The others have no page of their own on sqlalche.me.

## Versions

Every release. A table of the MetaData's own schema named without that schema is an error up to
2.0; from 2.1 on it is right, and a table without a schema is what draws the warning "was
resolved to the non-schema-qualified table".

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class PostTag(Base):
    __tablename__ = "post_tag"
    post_id = Column(ForeignKey("post.id"), primary_key=True)
    tag_id = Column(ForeignKey("tag.id"), primary_key=True)


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary="PostTag")


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class PostTag(Base):
    __tablename__ = "post_tag"
    post_id = Column(ForeignKey("post.id"), primary_key=True)
    tag_id = Column(ForeignKey("tag.id"), primary_key=True)


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary="post_tag")


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
```

## Fix safety

The code did not run before. Rows that are written through a `secondary` which is mapped to a
class as well are written twice unless one of the two ways is `viewonly=True`.

## What it does not see

A `secondary` that is an expression (a join of several tables, a select), tables that may have
columns which the source does not show, and a MetaData that may hold tables which it does not
show. Several foreign keys to one of two different classes are SQR202.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html#many-to-many>
- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#self-referential-many-to-many-relationship>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    JoinFault,
    JoinProblem,
    MappedClass,
    Model,
    Place,
    Relationship,
    SecondaryFault,
    Table,
    TableId,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import (
    broken_keys,
    linked,
    may_mean,
    reference,
    sole_key,
    stray_cure,
    stray_key,
)
from flake8_sqla_rel.rules.sides import (
    anchor,
    declared,
    leads_back,
    mapped_by,
    once,
    persist_tables,
    target_class,
    written_columns,
)
from flake8_sqla_rel.rules.statements import text_in_second_place
from flake8_sqla_rel.rules.wording import class_at, listed, located, nearest, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship whose ``secondary`` SQLAlchemy refuses or warns of."""
    return once(
        finding
        for relationship in declared(model)
        if relationship.target.state not in ("missing", "ambiguous", "unmapped")
        and (finding := _finding(model, relationship)) is not None
    )


def _finding(model: Model, relationship: Relationship) -> Finding | None:
    if relationship.secondary_fault is not None:
        return _refused(model, relationship, relationship.secondary_fault)
    problem, target = relationship.problem, target_class(model, relationship)
    if target is None or not isinstance(relationship.secondary, int):
        return None
    secondary = model.tables[relationship.secondary]
    if problem is None:
        return _one_column(model, relationship, target, secondary)
    if problem.fault is JoinFault.NO_FOREIGN_KEY:
        return _without_key(model, relationship, problem, target, secondary)
    if problem.fault is JoinFault.AMBIGUOUS and leads_back(model, relationship, target):
        return _back_to_itself(model, relationship, problem, secondary)
    return None


def _report(place: Place, relationship: Relationship, message: str, *others: Related) -> Finding:
    return Finding(RULE.code, place, one_line(message), relationship.name, others)


# What SQLAlchemy does not take for a table


def _refused(model: Model, relationship: Relationship, fault: SecondaryFault) -> Finding | None:
    meant = None if fault.table is None else model.tables[fault.table]
    said = f"{relationship.name} says secondary={'...' if fault.text is None else quoted(fault.text)}"
    place = anchor(relationship, "secondary")
    others = () if meant is None else (Related(meant.place, table_text(meant)),)
    if fault.reason == "join":
        return _of_several(relationship)
    if fault.reason == "mapped class" and fault.cls is not None:
        cls = model.classes[fault.cls]
        message = (
            f"{said}, but {class_at(cls)} is a mapped class and no table; {_its_table(cls, meant, fault)}"
        )
        return _report(place, relationship, message, Related(cls.place, cls.name))
    if fault.reason == "unmapped class":
        return _without_table(model, relationship, fault)
    if fault.reason == "unqualified" and meant is not None:
        message = (
            f"{said}: SQLAlchemy looks for it in the schema of the MetaData first, and only for now takes "
            f"{located(table_text(meant), meant.place)}, which has none; pass the table itself"
        )
        return _report(place, relationship, message, *others)._replace(kind=Kind.WARNING)
    if fault.reason == "not in registry":
        owner = model.classes[relationship.owner]
        until = "" if owner.style == "imperative" else " before 2.1"
        what = (
            f"the table of {owner.name} is"
            if meant is None
            else f"{located(table_text(meant), meant.place)} is"
        )
        message = (
            f"{said}, which SQLAlchemy{until} looks for in the MetaData of the registry alone, and {what} in "
            f"another; give the table itself{'' if owner.style == 'imperative' else ', in a lambda'}"
        )
        return _report(place, relationship, message, *others)
    if meant is not None:
        return _report(place, relationship, f"{said}, {_other_key(meant, fault)}", *others)
    return _missing(model, relationship, said, fault.text or "")


def _of_several(relationship: Relationship) -> Finding | None:
    """A join of tables, into which nothing can be written."""
    if relationship.viewonly is not False:
        return None
    message = (
        f"{relationship.name} goes through a join of several tables, into which SQLAlchemy cannot write: adding "
        "and deleting raise AttributeError; name the one table between the two, or add viewonly=True"
    )
    # It is configured, perhaps with the warning that it writes what others do.
    return _report(anchor(relationship, "secondary"), relationship, message)._replace(kind=Kind.BUG)


def _without_table(model: Model, relationship: Relationship, fault: SecondaryFault) -> Finding | None:
    """A class that is mapped to no table."""
    cls = None if fault.cls is None else model.others.get(fault.cls)
    if cls is None:
        return None
    given = anchor(relationship, "secondary")
    if model.classes[relationship.owner].style == "sqlmodel":
        message = (
            f"{cls.name} is the link_model of {relationship.name} ({given}), but has no table; "
            "give table=True behind its bases"
        )
        return _report(cls.place, relationship, message, Related(given, relationship.name))
    where = located(cls.name, cls.place)
    message = f"{relationship.name} says secondary={cls.name}, but {where} has no table; pass one"
    return _report(given, relationship, message, Related(cls.place, cls.name))


def _its_table(cls: MappedClass, table: Table | None, fault: SecondaryFault) -> str:
    if table is None:
        return "give its table"
    if fault.text is None or table.name is UNKNOWN:
        return f"say {cls.name}.__table__"
    if cls.style == "sqlmodel":
        return f"say link_model={cls.name}"
    return f"say secondary={quoted(table_text(table))}"


def _other_key(meant: Table, fault: SecondaryFault) -> str:
    key = table_text(meant)
    if key == fault.text:
        where = located(key, meant.place)
        return f"which is evaluated as Python and not taken as the name of {where}; pass the table"
    return f"but the table is called {located(quoted(key), meant.place)}; write its schema"


def _missing(model: Model, relationship: Relationship, said: str, text: str) -> Finding | None:
    """A name of no table."""
    own = model.table_of(relationship.owner)
    if own is None or own.metadata is UNKNOWN or own.metadata in model.sketches:
        return None
    keys = model.by_metadata.get(own.metadata, {})
    target = target_class(model, relationship)
    if text_in_second_place(model, relationship) == text and target is not None and text in target.attributes:
        return _second_place(relationship, text, target)
    between = [] if target is None else _between(model, relationship, target, keys.values())
    near = nearest(text, between or keys)
    if near is None and len(between) == 1 and not model.by_table.get(keys[between[0]].id):
        near = between[0]  # No class of its own, so that it is for nothing else.
    message = f"{said}, which names no table of its MetaData"
    if text in keys:
        return None  # Made by an argument of a relationship that is read later.
    others = model.by_key.get(text, ())
    if others:
        message += f", for {located(text, others[0].place)} is in another; give both one MetaData"
        place = anchor(relationship, "secondary")
        return _report(place, relationship, message, Related(others[0].place, text))
    if near is None:
        cure = "name the table that joins"
        if "(" in text:
            cure = "from SQLAlchemy 2.1 on it is not evaluated; give the join itself, in a lambda"
        return _report(anchor(relationship, "secondary"), relationship, f"{message}; {cure}")
    message += f"; did you mean {quoted(near)} ({keys[near].place})?"
    return _report(anchor(relationship, "secondary"), relationship, message, Related(keys[near].place, near))


def _between(
    model: Model, relationship: Relationship, target: MappedClass, tables: Iterable[Table]
) -> list[str]:
    """The keys of the tables with a foreign key to either side."""
    sides = [{each.id for each in persist_tables(model, cls)} for cls in (relationship.owner, target.id)]
    return [
        table.key
        for table in tables
        if table.key is not UNKNOWN and all(not side.isdisjoint(_referred(table)) for side in sides)
    ]


def _referred(table: Table) -> Iterator[TableId]:
    """The tables that the foreign keys of a table lead to."""
    for constraint in table.constraints:
        for element in constraint.elements:
            if isinstance(element.referred, ColumnRef):
                yield element.referred.table


def _second_place(relationship: Relationship, text: str, cls: MappedClass) -> Finding:
    """A name that is given without its keyword, and is not that of a table between the two."""
    message = (
        f"{relationship.name} has {quoted(text)} in the second place, which is that of secondary; "
        f"write back_populates={quoted(text)}"
    )
    place = anchor(relationship, "secondary")
    return _report(place, relationship, message, Related(cls.place, cls.name))


# Tables that do not join


def _without_key(
    model: Model, relationship: Relationship, problem: JoinProblem, target: MappedClass, secondary: Table
) -> Finding | None:
    side = model.classes[relationship.owner] if problem.half == "primary" else target
    tables = persist_tables(model, side.id)
    if _waits_for_a_key(model, secondary, tables):
        return None
    if "foreign_keys" in relationship.args and linked([secondary], tables):
        return None  # The listed columns are at fault: SQR206.
    own = next((cls for cls in (target, side) if model.table_of(cls.id) == secondary), None)
    text = text_in_second_place(model, relationship)
    if own is not None and text is not None and text in target.attributes:
        return _second_place(relationship, text, own)
    if own is not None:
        keyword = "link_model" if own.style == "sqlmodel" else "secondary"
        message = (
            f"{relationship.name} goes through the table of {class_at(own)}, one of the two that it relates, "
            f"and not through one between them; leave out {keyword}, or name a table that refers to both"
        )
        return _report(anchor(relationship, "secondary"), relationship, message, Related(own.place, own.name))
    message = (
        f"{relationship.name} goes through {located(table_text(secondary), secondary.place)}, "
        f"which has no foreign key to {class_at(side)}; {_needed(model, side, secondary)}"
    )
    return _report(
        anchor(relationship, "secondary"),
        relationship,
        message,
        Related(secondary.place, table_text(secondary)),
        Related(side.place, side.name),
    )


def _waits_for_a_key(model: Model, secondary: Table, tables: tuple[Table, ...]) -> bool:
    """Whether a foreign key that SQR203 reports was probably meant for this side."""
    return any(may_mean(model, secondary, element, tables) for _, element in broken_keys(secondary))


def _needed(model: Model, side: MappedClass, secondary: Table) -> str:
    table = model.table_of(side.id)
    column = None if table is None else sole_key(table)
    if table is None or column is None:
        return "add one"
    key, stray = reference(model, secondary, table, column), stray_key(secondary, table)
    return f"add a column with {key}" if stray is None else stray_cure(secondary, stray, key)


def _back_to_itself(
    model: Model, relationship: Relationship, problem: JoinProblem, secondary: Table
) -> Finding:
    columns = [element.column for _, constraint in problem.paths for element in constraint.elements]
    names = listed(f"{table_text(secondary)}.{name}" for name in dict.fromkeys(columns))
    given = [name for name in ("primaryjoin", "secondaryjoin") if name in relationship.args]
    missing = [name for name in ("primaryjoin", "secondaryjoin") if name not in given]
    owner = model.classes[relationship.owner]
    message = (
        f"{relationship.name} leads from {owner.name} back to it through "
        f"{located(table_text(secondary), secondary.place)}, and nothing says which foreign key is which "
        f"({names}); give {listed(missing)}"
    )
    return _report(relationship.call, relationship, message, Related(secondary.place, table_text(secondary)))


# Tables that join by one column


def _one_column(
    model: Model, relationship: Relationship, target: MappedClass, secondary: Table
) -> Finding | None:
    """One column of the secondary table that is written for both ends, though it refers to one of them."""
    written = written_columns(relationship)
    if relationship.sync_pairs is UNKNOWN or len(written) != 1:
        return None
    (column,) = written
    keys = [
        (element.column, element.referred)
        for constraint in secondary.constraints
        for element in constraint.elements
        if isinstance(element.referred, ColumnRef)
    ]
    if column.table != secondary.id or not any(
        (column.name, source) in keys for source, _ in relationship.sync_pairs
    ):
        return None
    others = [(name, referred.table) for name, referred in keys if name != column.name]
    place, cure = _two_columns(model, relationship, target, secondary, others)
    message = (
        f"{relationship.name} goes through {located(table_text(secondary), secondary.place)} by {column.name} "
        f"both ways, so that a row tells one of the two objects alone; {cure}"
    )
    related = Related(secondary.place, table_text(secondary))
    # SQLAlchemy configures it without a word.
    return _report(place, relationship, message, related)._replace(kind=Kind.BUG)


def _two_columns(
    model: Model,
    relationship: Relationship,
    target: MappedClass,
    secondary: Table,
    others: Iterable[tuple[str, TableId]],
) -> tuple[Place, str]:
    """How each end gets a column of its own: by the ``others`` with a foreign key, or by another one."""
    joins = ("secondaryjoin", "primaryjoin")
    ends = [*persist_tables(model, target.id), *persist_tables(model, relationship.owner)]
    between = [name for name, table in others if any(table == each.id for each in ends)]
    if between:
        return anchor(
            relationship, *joins
        ), f"let one of the joins go by {table_text(secondary)}.{between[0]}"
    elsewhere = [(name, cls) for name, table in others for cls in mapped_by(model, model.tables[table])]
    if elsewhere and not any(name in relationship.args for name in joins):
        name, cls = elsewhere[0]
        return relationship.target.place, f"point it to {class_at(cls)}, to which {name} refers"
    cure = f"give the table another foreign key to {target.name}, and say primaryjoin and secondaryjoin"
    return anchor(relationship, "secondary"), cure


RULE = Rule(
    code="SQR204",
    name="bad-secondary",
    kind=Kind.ERROR,
    summary="the secondary of a many-to-many cannot join its two classes",
    documentation=__doc__ or "",
    check=check,
)
