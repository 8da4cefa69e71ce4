"""A mapped class without a primary key.

## What it does

Reports a mapped class whose table has no primary-key column, where no mapper argument names
one, or whose mapper is told to leave it out (`exclude_properties`, `include_properties`); of a subclass
with a table of its own as well.

## Why is this bad?

The identity of an object is its primary key: "Mapper Mapper[Membership(membership)] could not
assemble any primary key columns for mapped table 'membership'" (`ArgumentError`) when the class
is made. For a joined subclass it is a warning: "Could not assemble any primary keys for locally
mapped table 'b' - no rows will be persisted in this Table". Neither has a page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Membership(Base):
    __tablename__ = "membership"
    user_id = Column(ForeignKey("user.id"))
    role = Column(String(10))
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Membership(Base):
    __tablename__ = "membership"
    user_id = Column(ForeignKey("user.id"), primary_key=True)
    role = Column(String(10), primary_key=True)
```

## Fix safety

Which columns identify a row is the author's to say; the table itself may need a migration.

## What it does not see

Tables that may have columns which the source does not show (reflection, a base from another
package), and those whose key a comma makes a tuple of, which is SQR512.

## References

- <https://docs.sqlalchemy.org/en/20/faq/ormconfiguration.html#how-do-i-map-a-table-that-has-no-primary-key>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import MappedClass, Model, Table
from flake8_sqla_rel.mapper.written import ClassStatement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    effective,
    in_tuple,
    is_below_a_union,
    mapper_argument,
    sources,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every class with a table of its own that has no primary key."""
    for cls in model.classes.values():
        table = model.table_of(cls.id)
        if table is not None and _has_none(model, cls, table):
            where = located(f"the table {table_text(table)}", table.place)
            fate = "no rows of it are saved" if cls.inheritance == "joined" else "SQLAlchemy cannot map it"
            lack = (
                f"no column of {where} is one"
                if table.primary_key == frozenset()
                else f"that of {where} is left out"
            )
            message = f"{cls.name} has no primary key: {lack}, so that {fate}"
            related = (Related(table.place, "the table"),)
            kind = Kind.WARNING if cls.inheritance == "joined" else Kind.ERROR
            yield Finding(RULE.code, cls.place, one_line(message), cls.name, related, kind)


def _has_none(model: Model, cls: MappedClass, table: Table) -> bool:
    statement = written(model).classes.get(cls.id)
    if (
        statement is None
        or cls.conditional
        or table.conditional
        or not (statement.closed or cls.style == "imperative" or _is_concrete(model, cls, statement))
        or cls.inheritance not in (None, "joined", "concrete")
    ):
        return False
    if not table.complete or model.is_defined_again(table):
        return False
    if table.primary_key != frozenset() and not _leaves_out(cls, statement, table):
        return False
    if _names_others(model, table):
        return False
    return mapper_argument(statement, "primary_key") is False and not _loses_one(model, statement)


def _names_others(model: Model, table: Table) -> bool:
    """Whether a ``PrimaryKeyConstraint`` names columns, which the table then does not have: SQR704."""
    items = (item for each in written(model).tables if each.table == table.id for item in each.items)
    keys = (call_of(item, frozenset({"PrimaryKeyConstraint"})) for item in items)
    return any(key is not None and any(given.text for given in key.positional) for key in keys)


def _loses_one(model: Model, cls: ClassStatement) -> bool:
    """Whether ``primary_key`` is said where no column takes it from.

    A comma behind the column makes it a tuple (SQR512), the column has no name (SQR711), or its type or
    foreign key is given the argument (SQR507).
    """
    lost = [in_tuple(given) for _, given in effective(model, cls)]
    lost += [call_of(value, COLUMNS) for source in sources(model, cls) for value in source.loose]
    for _, given in effective(model, cls):
        column = call_of(given.value, COLUMNS)
        lost += [] if column is None else [item.call for item in column.positional]
    return any(call is not None and call.keyword("primary_key") is not None for call in lost)


def _is_concrete(model: Model, cls: MappedClass, statement: ClassStatement) -> bool:
    return cls.concrete_base is not None and is_below_a_union(model, statement)


def _leaves_out(cls: MappedClass, statement: ClassStatement, table: Table) -> bool:
    """Whether the mapper is told to leave out all of the primary key."""
    if cls.inheritance is not None or not isinstance(table.primary_key, frozenset):
        return False
    attributes = [cls.attributes.get(name) for name in table.primary_key]
    if any(found is None or found.column is None or found.column.name != found.name for found in attributes):
        # A column under another name: which of the two counts depends on the argument.
        return False
    left_out = mapper_argument(statement, "exclude_properties")
    taken = mapper_argument(statement, "include_properties")
    return bool(left_out and (names := _texts(left_out)) is not None and table.primary_key <= names) or bool(
        taken and (names := _texts(taken)) is not None and not table.primary_key & names
    )


def _texts(listed: Written) -> frozenset[str] | None:
    """The names in a list, ``None`` when they cannot all be told."""
    names = [item.text for item in listed.items]
    known = listed.form in ("list", "tuple", "set") and names
    return frozenset(name or "" for name in names) if known and all(names) else None


RULE = Rule(
    code="SQR701",
    name="no-primary-key",
    kind=Kind.ERROR,
    summary="a mapped class whose table has no primary key",
    documentation=__doc__ or "",
    check=check,
)
