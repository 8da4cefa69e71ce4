"""No foreign key joins the two classes of a relationship.

## What it does

Reports a relationship without a join of its own (`primaryjoin`) between two classes whose
tables no foreign key links, and says which column would be needed.

## Why is this bad?

"Could not determine join condition between parent/child tables on relationship Chef.bookings
- there are no foreign keys linking these tables" (`NoForeignKeysError`) is raised when the
mappers are configured, and every later use of any mapper raises it again. The message has no
page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship()


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int]
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Chef(Base):
    __tablename__ = "chef"
    id: Mapped[int] = mapped_column(primary_key=True)
    bookings: Mapped[list["Booking"]] = relationship()


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
```

## Fix safety

A new foreign key also belongs into the database: it needs a migration, which fails where the
rows do not fit. Where the database shall have none, `primaryjoin` with `foreign()` joins the
classes in the mapper only.

## What it does not see

Tables that may have columns or keys which the source does not show. Where a foreign key of
one of the two tables names a table that is not there, SQR203 reports that key instead, and where
a column of the two classes states its key in a way that makes none, SQR507, SQR512 or SQR707. Where
`back_populates` shows that another class is meant, SQR002 says which.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Column,
    ColumnRef,
    JoinFault,
    MappedClass,
    Model,
    Relationship,
    Table,
)
from flake8_sqla_rel.mapper.written import Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.expressions import misread
from flake8_sqla_rel.rules.foreign_keys import (
    broken_keys,
    linked,
    may_mean,
    reference,
    sole_key,
    stray_cure,
    stray_key,
)
from flake8_sqla_rel.rules.keywords import cascade
from flake8_sqla_rel.rules.lost_keys import loses_key
from flake8_sqla_rel.rules.sides import (
    declared,
    mapped_by,
    may_be_made,
    meant_as_collection,
    meant_elsewhere,
    once,
    persist_tables,
    relationship_at,
    stated,
    target_class,
)
from flake8_sqla_rel.rules.statements import is_of_sqlmodel, names_of, unmarked_method
from flake8_sqla_rel.rules.wording import (
    class_at,
    column_text,
    listed,
    located,
    one_line,
    quoted,
    side,
    singular,
    snake,
    table_phrase,
    table_text,
)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship whose two tables nothing joins."""
    return once(
        _finding(model, relationship, target)
        for relationship in declared(model)
        if relationship.problem is not None
        and relationship.problem.fault is JoinFault.NO_FOREIGN_KEY
        and relationship.secondary is None  # a secondary without keys is SQR204
        and (target := target_class(model, relationship)) is not None
        and not _needs_brokentable_text(model, relationship, target)
        and not any(
            loses_key(model, cls)
            for side in (relationship.owner, target.id)
            for cls in model.classes[side].lineage
        )
        and not ("foreign_keys" in relationship.args and _joined(model, relationship.owner, target.id))
        and not _is_mistaken(model, relationship, target)
    )


def _needs_brokentable_text(model: Model, relationship: Relationship, target: MappedClass) -> bool:
    """Whether a foreign key that SQR203 reports was probably meant for this join."""
    sides = (persist_tables(model, relationship.owner), persist_tables(model, target.id))
    for tables, others in (sides, sides[::-1]):
        for table in tables:
            if any(may_mean(model, table, element, others) for _, element in broken_keys(table)):
                return True
    return False


def _is_mistaken(model: Model, relationship: Relationship, target: MappedClass) -> bool:
    """Whether the target is the wrong class, of which SQR002 tells the right one."""
    name = relationship.back_populates
    if not isinstance(name, str) or name in target.attributes or target.open:
        return False
    return meant_elsewhere(model, relationship, target) is not None and not may_be_made(model, target, name)


def _joined(model: Model, one: str, other: str) -> bool:
    """Whether some foreign key links the two, so that ``foreign_keys`` is what is wrong (SQR206)."""
    return linked(persist_tables(model, one), persist_tables(model, other))


def _finding(model: Model, relationship: Relationship, target: MappedClass) -> Finding:
    owner = model.classes[relationship.owner]
    message = (
        f"{relationship.name} has nothing to join on: no foreign key links "
        f"{owner.name} and {class_at(target)}; {_needed(model, relationship, owner, target)}"
    )
    return Finding(
        code=RULE.code,
        place=relationship.call,
        message=one_line(message),
        subject=relationship.name,
        related=(Related(target.place, target.name),),
    )


def _needed(model: Model, relationship: Relationship, owner: MappedClass, target: MappedClass) -> str:
    """The column that is missing or, when it is there, the foreign key that it lacks."""
    here, there = model.table_of(owner.id), model.table_of(target.id)
    if here is None or there is None:
        return "add a foreign key, or give primaryjoin with foreign()"
    reverse = stated(model, relationship)
    partner = relationship_at(model, target, reverse) if isinstance(reverse, str) else None
    at_fault = partner is not None and (partner.owner, partner.key) in misread(model)
    if partner is not None and "primaryjoin" in partner.args and not at_fault:
        return f"give primaryjoin here too, as {side(partner)} does"
    if partner is not None and partner.secondary is not None:
        keyword = "link_model" if is_of_sqlmodel(model, relationship) else "secondary"
        return f"give {keyword} here too, as {side(partner)} does"
    to_target = [snake(relationship.key), *_names_after(target, there)]
    to_owner = [snake(reverse)] if isinstance(reverse, str) else []
    to_owner += _names_after(owner, here)
    collection = meant_as_collection(relationship)
    ways = [(here, there, to_target), (there, here, to_owner)]
    if collection:
        ways = [ways[1]]
    elif collection is False and not _may_be_one_to_one(partner):
        ways = [ways[0]]
    for table, referred, _ in ways:
        stray = stray_key(table, referred)
        if stray is not None:
            return stray_cure(table, stray, _key(model, table, referred, stray.referred_column))
    for table, referred, _ in ways:
        for column in table.columns:
            if _is_named_like_a_key(column, referred):
                name = quoted(column.name)
                return f"the column called {located(name, column.place)} is none; write ForeignKey({name})"
    for table, referred, names in ways:
        for column in _named_after(table, names, referred):
            # What tells a row apart does not refer to another row of its own table.
            if table.id != referred.id or column.primary_key is False:
                place = located(f"{table_text(table)}.{column.name}", column.place)
                key = _key(model, table, referred)
                other = _referred(table, column)
                refers = _spec(table, column) if other is None else column_text(model, other)
                if not refers:
                    return f"{place} lacks {key}"
                if other is None or not _is_named_for(model, table, column, model.tables[other.table]):
                    return f"{place} refers to {refers}, where {key} is needed"
    if collection is None and singular(relationship.key) != relationship.key:
        ways = [ways[1]]
    table, referred, names = ways[0]
    keys = referred.primary_key
    if keys is not UNKNOWN and len(keys) > 1:
        columns = listed(f"{table_text(referred)}.{name}" for name in sorted(keys))
        return f"{table_phrase(table)} needs columns with a ForeignKeyConstraint to {columns}"
    method = _unmarked(model, table, names)
    if method is not None:
        where = located(f"{names_of(method.declared_in)}.{method.name}", method.place)
        return f"{where} is a method, which SQLAlchemy does not call; mark it as a declared_attr"
    free = [name for name in names if table.column(f"{name}_id") is None]
    wanted = f"{(free or names)[0]}_id with {_key(model, table, referred)}"
    needed = f"{table_phrase(table)} needs a column such as {wanted}"
    way = _way_round(model, relationship, here, there)
    return f"{needed}; {way}" if way else needed


def _unmarked(model: Model, table: Table, names: Iterable[str]) -> Statement | None:
    """The function of a mixin that has the name of the column which is missing."""
    found = (
        unmarked_method(model, cls.id, f"{name}_id") for cls in mapped_by(model, table) for name in names
    )
    return next((each for each in found if each is not None), None)


def _way_round(model: Model, relationship: Relationship, here: Table, there: Table) -> str:
    """What to write where one other table, and no more, leads from one to the other by one key each way."""
    words = cascade(relationship)
    if here.id == there.id or is_of_sqlmodel(model, relationship) or words is UNKNOWN or "delete" in words:
        return ""
    between = [
        table
        for table in model.tables
        if table.metadata == here.metadata
        and table.id not in (here.id, there.id)
        and any(
            _keys(table, one) and (_keys(other, table) or _keys(table, other))
            for one, other in ((here, there), (there, here))
        )
    ]
    if len(between) != 1 or between[0].key is UNKNOWN:
        return ""
    table, name = between[0], quoted(between[0].key)
    if any(_keys(table, side) + _keys(side, table) != 1 for side in (here, there)):
        return ""
    associates = _keys(table, here) and _keys(table, there)
    if associates and all(cls.table != table.id for cls in model.classes.values()):
        return f"or say secondary={name} to go through that"
    return f"to read through {table.key} say secondary={name}, viewonly=True"


def _keys(table: Table, referred: Table) -> int:
    """How many foreign keys of a table refer to another."""
    return sum(
        any(
            isinstance(each.referred, ColumnRef) and each.referred.table == referred.id
            for each in key.elements
        )
        for key in table.constraints
    )


def _is_named_like_a_key(column: Column, referred: Table) -> bool:
    """Whether a column has for its name what a foreign key to the table would be given."""
    table, _, name = column.name.rpartition(".")
    return table == table_text(referred) and referred.column_by_key(name) is not None


def _may_be_one_to_one(partner: Relationship | None) -> bool:
    """Whether the key of a scalar may as well be in the other table: its reverse is scalar too."""
    return partner is not None and not meant_as_collection(partner)


def _spec(table: Table, column: Column) -> str | None:
    """What the foreign key of a column names, of a table that may be anywhere."""
    elements = (element for key in table.constraints for element in key.elements)
    return next((element.spec for element in elements if element.column == column.name), None)


def _referred(table: Table, column: Column) -> ColumnRef | None:
    """What a column refers to, ``None`` when it is nothing that is there."""
    for constraint in table.constraints:
        for element in constraint.elements:
            if element.column == column.name and isinstance(element.referred, ColumnRef):
                return element.referred
    return None


def _names_after(cls: MappedClass, table: Table) -> list[str]:
    names = [snake(cls.name), *([] if table.name is UNKNOWN else [table.name, singular(table.name)])]
    return list(dict.fromkeys(names))


def _named_after(table: Table, names: list[str], referred: Table) -> Iterator[Column]:
    """The columns that by their names refer to a row that is called so, likeliest first."""
    key = next(iter(referred.primary_key), "id") if referred.primary_key is not UNKNOWN else "id"
    columns = {_plain(column.name): column for column in table.columns}
    for before, after in (("", "id"), ("", _plain(key)), ("id", "")):
        for name in names:
            column = columns.get(f"{before}{_plain(name)}{after}")
            if column is not None:
                yield column


def _is_named_for(model: Model, table: Table, column: Column, referred: Table) -> bool:
    """Whether a column is called after what it refers to, so that it is meant to."""
    names = [name for cls in mapped_by(model, referred) for name in _names_after(cls, referred)]
    return any(each.name == column.name for each in _named_after(table, names, referred))


def _plain(name: str) -> str:
    """A name however its words are joined: ``user_id``, ``userId``."""
    return name.replace("_", "").lower()


def _key(model: Model, table: Table, referred: Table, column: str | None = None) -> str:
    """A foreign key to the column that is asked for, where the other table has it, or to its primary key."""
    if column is None or referred.column_by_key(column) is None:
        column = sole_key(referred) or "id"
    return reference(model, table, referred, column)


RULE = Rule(
    code="SQR201",
    name="no-foreign-key",
    kind=Kind.ERROR,
    summary="no foreign key joins the two classes of a relationship",
    documentation=__doc__ or "",
    check=check,
)
