"""A foreign key names a table or a column that is not there.

## What it does

Reports a `ForeignKey` or `ForeignKeyConstraint` whose text names a table that its `MetaData`
does not have, or a column that the table does not have. It tells a class's name from its
table's, a missing schema, an attribute's name from its column's and a table of another
`MetaData`, and suggests the name that was probably meant.

A table that is merely not there yet is reported where that matters: the primary keys of joined
inheritance are looked up as soon as the subclass is declared, so that what they refer to has to
be declared above it.

## Why is this bad?

"Foreign key associated with column 'booking.chef_id' could not find table 'chefs' with which
to generate a foreign key to target column 'id'" (`NoReferencedTableError`), or the like for a
column (`NoReferencedColumnError`), is raised by `create_all`, by Alembic and by a flush. A
relationship that needs the key fails earlier and says something else: that there are no
foreign keys. A joined subclass fails on import. The messages have no page of their own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer, ForeignKey("Chef.id"))
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer, ForeignKey("chefs.id"))
```

## Fix safety

The text never worked, so correcting it is safe for the mapping. Where the constraint is
wrong in the database too, that needs a migration.

## What it does not see

A name that a table which the source does not show may have: all names where tables are reflected
or declared by a package that cannot be read, the one that it is given, or that follows from its
class, where only its `MetaData` is not known. Nor tables whose columns are not all known, and
definitions under a condition or in a function. A table that repeats one of another `MetaData`, where its foreign
key does find its target, is taken for a partial copy and left alone, and so are the tables of a
`MetaData` that only Alembic's migrations fill, or that has a single table which is not mapped: nobody
creates those. Of a joined subclass, tables that are declared later in another file, or by a `Table`. A
project whose root is a part of a package does not show all that there is.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#defining-foreign-keys>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    ColumnRef,
    ForeignKeyElement,
    MappedClass,
    Model,
    Place,
    Table,
    Unknown,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import (
    attribute_of,
    broken_keys,
    is_copy,
    meant_class,
    named_table,
    near_table,
    other_metadata,
    other_schema,
    sole_key,
    written,
)
from flake8_sqla_rel.rules.missing import KEYS, missing
from flake8_sqla_rel.rules.sides import mapped_by, once
from flake8_sqla_rel.rules.statements import written as declarations
from flake8_sqla_rel.rules.wording import class_at, located, nearest, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every reference of a foreign key that finds nothing, on a MetaData from which tables are created."""
    yield from once(
        _finding(model, table, element)
        for table in model.tables
        if table.metadata not in model.sketches and not table.conditional
        for _, element in broken_keys(table)
        if not is_copy(model, table, element)
    )
    yield from missing(model, RULE.code, KEYS)
    yield from once(_too_early(model))


def _too_early(model: Model) -> Iterator[Finding]:
    """The keys in primary keys of joined inheritance whose table is made after the subclass is mapped.

    Source: ``Join._populate_column_collections``, which reduces the primary key of the joined tables
    by what its columns refer to, while ``Mapper`` is made for the subclass.
    """
    statements = declarations(model).classes
    # The first of a file is the one that fails.
    for cls in sorted(model.classes.values(), key=lambda each: (each.place.path, each.place.line)):
        statement = statements.get(cls.id)
        if cls.inheritance != "joined" or cls.style not in ("1.x", "2.x") or cls.conditional:
            continue
        tables = model.persist_tables(cls.id)
        if statement is None or not statement.closed or isinstance(tables, Unknown):
            continue
        for table, element in _in_primary_keys(tables):
            other = _declared_below(model, cls, element)
            if other is not None:
                column = f"{table_text(table)}.{element.column}"
                message = (
                    f"foreign key of {column} names {written(element)}, a table that is not there yet when"
                    f" {class_at(cls)} is declared and its primary key is put together from the tables that"
                    f" it joins; declare {class_at(other)} above it"
                )
                related = (Related(cls.place, cls.name), Related(other.place, other.name))
                yield Finding(RULE.code, element.place, one_line(message), column, related)


def _in_primary_keys(tables: tuple[Table, ...]) -> Iterator[tuple[Table, ForeignKeyElement]]:
    """The parts of foreign keys that are in the primary keys of tables, none of a table not known as a whole."""
    for table in tables:
        if isinstance(table.primary_key, Unknown) or table.conditional:
            continue
        for constraint in table.constraints:
            for element in constraint.elements:
                if element.column in table.primary_key and element.spec is not None:
                    yield table, element


def _declared_below(model: Model, cls: MappedClass, element: ForeignKeyElement) -> MappedClass | None:
    """The class, further down in the file of another, that makes the table which a key refers to.

    None where it derives from the other, and cannot stand above.
    """
    if not isinstance(element.referred, ColumnRef):
        return None
    table = model.tables[element.referred.table]
    if table.conditional or table.redefinable is not False or model.is_defined_again(table):
        return None
    for other in mapped_by(model, table):
        if (
            table.declared_by == "class"
            and cls.id not in other.lineage
            and not other.conditional
            and other.place.path == cls.place.path
            and other.place.line > cls.place.line
            and not other.id.startswith(f"{cls.id}.")
        ):
            return other
    return None


def _finding(model: Model, table: Table, element: ForeignKeyElement) -> Finding:
    named = named_table(model, table, element)
    what, other = (
        _missing_table(model, table, element) if named is None else _missing_column(model, named, element)
    )
    column = f"{table_text(table)}.{element.column}"
    return Finding(
        code=RULE.code,
        place=element.place,
        message=one_line(f"foreign key of {column} names {written(element)}, {what}"),
        subject=column,
        related=() if other is None else (other,),
        # Where its table is defined again, the column and its key may be what is said there.
        kind=Kind.BUG if model.is_defined_again(table) else None,
    )


def _missing_table(model: Model, table: Table, element: ForeignKeyElement) -> tuple[str, Related | None]:
    absent = f"but there is no table {quoted(element.referred_table)}"
    cls = meant_class(model, table, element)
    own = None if cls is None else model.table_of(cls.id)
    if cls is not None and own is not None:
        text = f"but {class_at(cls)} is a class, and a key names its table: {_suggestion(own, element)}"
        return text, Related(cls.place, cls.name)
    schema = other_schema(model, table, element)
    if schema is not None:
        other = "another" if "." in (element.referred_table or "") else "a"
        in_schema = "in no schema" if schema.schema is None else f"in {other} schema"
        return f"{absent}: the table of that name is {in_schema}, write {_suggestion(schema, element)}", _at(
            schema
        )
    elsewhere = other_metadata(model, table, element)
    if elsewhere is not None:
        where = f"which is a table of another MetaData ({elsewhere.place})"
        return f"{where}; put both on one, or give the column itself", _at(elsewhere)
    near = near_table(model, table, element)
    if near is not None:
        return f"{absent}; did you mean {_suggestion(near, element)}?", _at(near)
    return f"{absent} on its MetaData", None


def _missing_column(model: Model, named: Table, element: ForeignKeyElement) -> tuple[str, Related | None]:
    column = element.referred_column or element.column
    place = _at(named)
    absent = f"but table {located(quoted(named.key), named.place)} has no column {quoted(column)}"
    attribute = attribute_of(model, named, column)
    if attribute is not None:
        cls, key = attribute
        return f"{absent}: the column of {cls.name}.{column} is {quoted(f'{named.key}.{key}')}", place
    renamed = named.column(column)
    if renamed is not None:
        return f"{absent} by that key: write {quoted(f'{named.key}.{renamed.key}')}", place
    # What a reference to the table alone means.
    near = sole_key(named) if element.spec == named.key else None
    near = near or nearest(column, (each.key for each in named.columns))
    if near is not None:
        return f"{absent}; did you mean {quoted(f'{named.key}.{near}')}?", place
    primary = sole_key(named)
    if primary is not None:
        return f"{absent}; its primary key is {quoted(f'{named.key}.{primary}')}", place
    # That there is no such column may follow from the class having no primary key at all.
    owners = [cls for cls in model.classes.values() if cls.table == named.id]
    if named.primary_key == frozenset() and owners:
        return absent, Related(owners[0].place, owners[0].name)
    return absent, place


def _suggestion(table: Table, element: ForeignKeyElement) -> str:
    """The table that was meant and its place, with the column in question where it has it."""
    named = element.referred_column
    column = None if named is None or table.column_by_key(named) is None else named
    if column is None and element.spec is not None and "." not in element.spec:
        # Text without a column means one that is called like the column that refers.
        column = sole_key(table)
    text = f"{table.key}" if column is None else f"{table.key}.{column}"
    return located(quoted(text), table.place)


def _at(table: Table) -> Related:
    place: Place = table.place
    return Related(place, f"table {table.key}")


RULE = Rule(
    code="SQR203",
    name="unknown-foreign-key-target",
    kind=Kind.ERROR,
    summary="a foreign key names a table or a column that is not there",
    documentation=__doc__ or "",
    check=check,
)
