"""foreign_keys lists columns that do not join the two classes.

## What it does

Reports a `foreign_keys` or `foreign()` whose columns

- are no foreign keys to the other class, although such a key exists;
- take no part in the `primaryjoin` or `secondaryjoin` that is given;
- are only some of the columns of a composite foreign key, so that the classes are joined on a part
  of the key;
- are those that the foreign key refers to, in a relationship that is written through.

## Why is this bad?

"Could not determine join condition between parent/child tables on relationship Customer.shipping -
there are no foreign keys linking these tables" (`NoForeignKeysError`) or "Could not locate any
relevant foreign key columns for primary join condition" (`ArgumentError`) is raised when the
mappers are configured. With a part of a composite key nothing is raised: rows of other parents are
loaded as well, and the remaining columns are not written. With the key turned round nothing is
raised either, and reading works; but SQLAlchemy takes the relationship for a one-to-many that writes
the column which is referred to: assigning changes the primary key of the other row instead of the
foreign key, and deleting fails with "Dependency rule on column 'ship.harbour_id' tried to blank-out
primary key column 'harbour.id'" (`AssertionError`). None of this has a page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Address(Base):
    __tablename__ = "address"
    id = Column(Integer, primary_key=True)


class Customer(Base):
    __tablename__ = "customer"
    id = Column(Integer, primary_key=True)
    billing_id = Column(Integer, ForeignKey("address.id"))
    shipping_id = Column(Integer)
    shipping = relationship("Address", foreign_keys=[shipping_id])
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Address(Base):
    __tablename__ = "address"
    id = Column(Integer, primary_key=True)


class Customer(Base):
    __tablename__ = "customer"
    id = Column(Integer, primary_key=True)
    billing_id = Column(Integer, ForeignKey("address.id"))
    shipping_id = Column(Integer, ForeignKey("address.id"))
    shipping = relationship("Address", foreign_keys=[shipping_id])
```

## Fix safety

What raises did not run before. A new foreign key needs a migration, which fails where the rows do
not fit. Listing the whole of a composite key changes which rows are loaded.

## What it does not see

Joins and columns that cannot be worked out. A part of a composite key that refers to a whole
primary or unique key is left alone, and so is one beside a `primaryjoin`. A key that is turned round
is left alone with `viewonly=True`. Where no foreign key joins the two classes at all, SQR201 says so.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#handling-multiple-join-paths>
- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#overlapping-foreign-keys>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    ForeignKeyConstraint,
    JoinFault,
    MappedClass,
    Model,
    Place,
    Relationship,
    Table,
    Unknown,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.foreign_keys import broken_keys, is_foreign, linked
from flake8_sqla_rel.rules.joins import listed_keys, marked_foreign, refused, takes_no_part, turned_round
from flake8_sqla_rel.rules.sides import (
    anchor,
    attribute_for,
    declared,
    once,
    persist_tables,
    relationship_at,
    stated,
    target_class,
)
from flake8_sqla_rel.rules.wording import class_at, column_text, listed, located, one_line, side, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Lists that SQLAlchemy refuses, then lists of a part of a key, then keys that are turned round."""
    return once([*_without_key(model), *_outside(model), *_parts(model), *_turned_round(model)])


def _report(relationship: Relationship, message: str, *others: Related) -> Finding:
    place = anchor(relationship, "foreign_keys", "primaryjoin")
    return Finding(RULE.code, place, one_line(message), relationship.name, others)


def _named(model: Model, columns: tuple[ColumnRef, ...]) -> str:
    return listed(column_text(model, column) for column in columns)


# Columns without a foreign key


def _without_key(model: Model) -> Iterator[Finding]:
    for relationship in refused(model, JoinFault.NO_FOREIGN_KEY):
        columns, target = listed_keys(relationship), target_class(model, relationship)
        if not columns or target is None or relationship.problem is None or relationship.made_by is not None:
            continue
        ours, theirs, other = _sides(model, relationship, target)
        tables = (*ours, *theirs)
        if not linked(ours, theirs) or any(True for table in tables for _ in broken_keys(table)):
            continue
        existing = list(_existing(ours, theirs))
        listed_in = {column.table for column in columns}
        if relationship.secondary is None and listed_in <= {table.id for table in theirs} - {
            t.id for t in ours
        }:
            # The key of a one-to-many is in the other table, and refers to this one.
            other = class_at(model.classes[relationship.owner])
        verb = "is no foreign key" if len(columns) == 1 else "are no foreign keys"
        message = f"{relationship.name} lists {_named(model, columns)}, which {verb} to {other}"
        reverse = stated(model, relationship)
        partner = relationship_at(model, target, reverse) if isinstance(reverse, str) else None
        if partner is not None and partner.made_by is None and listed_keys(partner):
            owner = model.classes[relationship.owner]
            keys = ", ".join(_attribute(model, owner, target, column) for column in listed_keys(partner))
            message += f"; list {keys}, as {side(partner)} does"
        else:
            names = dict.fromkeys(
                located(f"{table_text(table)}.{element.column}", element.place)
                for table, constraint in [each for each in existing if each[0].id in listed_in] or existing
                for element in constraint.elements
            )
            taken = any(is_foreign(model.tables[column.table], column.name) for column in columns)
            message += f"; {'' if taken else 'make it one, or '}list {listed(names, 'or')}"
        yield _report(
            relationship,
            message,
            *(Related(constraint.place, "the foreign key") for _, constraint in existing[:1]),
        )


def _sides(
    model: Model, relationship: Relationship, target: MappedClass
) -> tuple[tuple[Table, ...], tuple[Table, ...], str]:
    """The tables of the two ends of the join that fails, and what the second end is called."""
    ours = persist_tables(model, relationship.owner)
    theirs = persist_tables(model, target.id)
    if not isinstance(relationship.secondary, int):
        return ours, theirs, class_at(target)
    secondary = (model.tables[relationship.secondary],)
    if relationship.problem is not None and relationship.problem.half == "secondary":
        return secondary, theirs, class_at(target)
    return secondary, ours, class_at(model.classes[relationship.owner])


def _existing(
    ours: tuple[Table, ...], theirs: tuple[Table, ...]
) -> Iterator[tuple[Table, ForeignKeyConstraint]]:
    """The foreign keys between two groups of tables."""
    for tables, others in ((ours, theirs), (theirs, ours)):
        numbers = {table.id for table in others}
        for table in tables:
            for constraint in table.constraints:
                referred = [element.referred for element in constraint.elements]
                if any(isinstance(each, ColumnRef) and each.table in numbers for each in referred):
                    yield table, constraint


# Columns outside of the join that is given


def _outside(model: Model) -> Iterator[Finding]:
    for relationship in refused(model, JoinFault.NO_WRITABLE_PAIR):
        if takes_no_part(relationship) and relationship.problem is not None:
            columns = listed_keys(relationship)
            verb = "takes" if len(columns) == 1 else "take"
            join = f"{relationship.problem.half}join"
            message = (
                f"{relationship.name} lists {_named(model, columns)}, which {verb} no part in its {join}; "
                "list the columns of the join that refer to the other side"
            )
            places = [_place(model, column) for column in columns]
            yield _report(relationship, message, *(Related(each, "the column") for each in places if each))


def _place(model: Model, column: ColumnRef) -> Place | None:
    found = model.tables[column.table].column(column.name)
    return None if found is None else found.place


# A part of a composite key


def _parts(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        columns, target = listed_keys(relationship), target_class(model, relationship)
        if (
            not columns
            or target is None
            or relationship.problem is not None
            or relationship.secondary is not None
        ):
            continue
        if relationship.joins is None or relationship.joins.primaryjoin is not None:
            continue
        found = _part(model, relationship, target, frozenset(columns))
        if found is not None:
            yield found


def _part(
    model: Model, relationship: Relationship, target: MappedClass, columns: frozenset[ColumnRef]
) -> Finding | None:
    ours, theirs = persist_tables(model, relationship.owner), persist_tables(model, target.id)
    for table, constraint in _existing(ours, theirs):
        whole = frozenset(ColumnRef(table.id, element.column) for element in constraint.elements)
        if whole == columns:
            return None
        used = [element for element in constraint.elements if (table.id, element.column) in columns]
        rest = [element for element in constraint.elements if (table.id, element.column) not in columns]
        if not used or not rest or {(table.id, element.column) for element in used} != columns:
            continue
        referred = [element.referred for element in used]
        if any(not isinstance(each, ColumnRef) for each in referred) or _is_key(model, referred):
            continue
        missing = listed(f"{table_text(table)}.{element.column}" for element in rest)
        cls = next((c for c in (model.classes[relationship.owner], target) if c.table == table.id), None)
        names = ", ".join(
            attribute_for(cls, ColumnRef(table.id, each.column)) for each in constraint.elements
        )
        message = (
            f"{relationship.name} lists a part of the foreign key at {constraint.place} and so leaves "
            f"{missing} out of the join to {class_at(target)}; list {names}"
        )
        found = _report(relationship, message, Related(constraint.place, "the foreign key"))
        # SQLAlchemy takes it; what is left out is not written.
        return found._replace(kind=Kind.BUG)
    return None


def _is_key(model: Model, referred: Sequence[ColumnRef | None | Unknown]) -> bool:
    """Whether the referred columns tell one row of their table by themselves."""
    refs = [each for each in referred if isinstance(each, ColumnRef)]
    table = model.tables[refs[0].table]
    names = frozenset(each.name for each in refs)
    primary = table.primary_key
    if primary is UNKNOWN:
        return True
    return any(key <= names for key in (primary, *table.unique) if key)


# The other end of the key


def _turned_round(model: Model) -> Iterator[Finding]:
    for relationship in declared(model):
        target = target_class(model, relationship)
        found = turned_round(model, relationship) if relationship.viewonly is False else ()
        if not found or target is None:
            continue
        referred, keys = (_named(model, columns) for columns in zip(*found))
        places = [place for _, column in found if (place := _place(model, column)) is not None]
        owner = model.classes[relationship.owner]
        names = ", ".join(_attribute(model, owner, target, column) for _, column in found)
        alone = len(found) == 1
        # Beside it foreign_keys says nothing.
        marked = bool(marked_foreign(relationship))
        around = f"put foreign() around {names if alone else f'each of {names}'} instead"
        cure = around if marked else f"list {names}"
        refer = "refers to it" if alone else "refer to them"
        message = (
            f"{relationship.name} calls {referred} foreign, although "
            f"{located(keys, places[0]) if places else keys} {refer}: SQLAlchemy writes {referred} "
            f"and not {keys}; {cure}, or add viewonly=True"
        )
        related = (Related(each, "the foreign key") for each in places)
        report = _report(relationship, message, *related)
        if marked:
            report = report._replace(place=anchor(relationship, "primaryjoin"))
        # SQLAlchemy takes it; it fails when something is assigned or deleted.
        yield report._replace(kind=Kind.BUG)


def _attribute(model: Model, owner: MappedClass, target: MappedClass, column: ColumnRef) -> str:
    """The column as ``Class.attribute`` of the end of a relationship that has it, or of its secondary table."""
    for cls in (owner, target):
        if any(table.id == column.table for table in persist_tables(model, cls.id)):
            return f"{cls.name}.{attribute_for(cls, column)}"
    mapped = next((cls for cls in model.classes.values() if cls.table == column.table), None)
    if mapped is not None:
        return f"{mapped.name}.{attribute_for(mapped, column)}"
    table = model.tables[column.table]
    found = table.column(column.name)
    return f"{table_text(table)}.c.{column.name if found is None else found.key}"


RULE = Rule(
    code="SQR206",
    name="foreign-keys-not-foreign",
    kind=Kind.ERROR,
    summary="foreign_keys lists columns that do not join the two classes",
    documentation=__doc__ or "",
    check=check,
)
