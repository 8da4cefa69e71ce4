"""A subclass with a table of its own that cannot be joined to its parent's.

## What it does

Reports a mapped class that inherits from a mapped class and has a table of its own, where no
foreign key joins the two tables, or several do and no `inherit_condition` says which.

## Why is this bad?

"Can't determine the inherit condition between inherited table 'employee' and inheriting table
'engineer'; tables have no foreign key relationships established" (`NoForeignKeysError`), or
"tables have more than one foreign key relationship established" (`AmbiguousForeignKeysError`),
is raised when the class is made. Neither has a page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

The code did not run before. A subclass without columns of its own needs no table: without
`__tablename__` it shares its parent's.

## What it does not see

Tables that may have keys which the source does not show, and keys that another subclass may add to
them only later.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#joined-table-inheritance>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import (
    ColumnRef,
    ForeignKeyConstraint,
    MappedClass,
    Model,
    Table,
    Unknown,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import mapper_argument, written
from flake8_sqla_rel.rules.wording import class_at, counted, key_text, listed, located, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every joined subclass whose table cannot be joined."""
    declarations = written(model)
    for cls in model.classes.values():
        statement = declarations.classes.get(cls.id)
        if cls.inheritance != "joined" or statement is None or not statement.closed or len(cls.lineage) < 2:
            continue
        if any(mapper_argument(statement, name) is not False for name in ("inherit_condition", "concrete")):
            continue
        parent = model.classes[cls.lineage[1]]
        table, above = model.table_of(cls.id), model.table_of(parent.id)
        if table is None or above is None or table.id == above.id or model.is_defined_again(table):
            continue
        keys = [*_keys(table, above), *_keys(above, table)]
        if len(keys) > 1:
            added = _added_later(model, cls, parent)
            keys = [*_keys(table, above, added), *_keys(above, table, added)]
            if not keys:
                continue
        if len(keys) == 1 or _unsure(table, above, keys) or cls.conditional:
            continue
        between = f"{class_at(parent)} by its table {table_text(above)}"
        if not keys:
            key = _reference(above)
            cure = f"give a column of {table_text(table)} a {key}"
            if table.primary_key == frozenset():
                cure = f"give {table_text(table)} a primary key that is a {key}"
                if statement.named("__tablename__"):
                    cure += ", or leave __tablename__ out for single-table inheritance"
            message = f"{cls.name} inherits from {between}, and no foreign key joins the two tables; {cure}"
        else:
            where = listed(located(_columns(key), key.place) for key in keys)
            message = (
                f"{cls.name} inherits from {between}, and {counted(len(keys))} foreign keys join the two tables,"
                f" {where}; say which with inherit_condition in __mapper_args__"
            )
        related = (Related(parent.place, parent.name), *(Related(key.place, _columns(key)) for key in keys))
        yield Finding(RULE.code, cls.place, one_line(message), cls.name, related)


def _reference(above: Table) -> str:
    """The foreign key to the primary key of a table, of more columns than one the constraint."""
    columns = ["id"] if isinstance(above.primary_key, Unknown) else sorted(above.primary_key) or ["id"]
    if len(columns) == 1:
        return f"ForeignKey({key_text(above, columns[0])})"
    return f"ForeignKeyConstraint to {listed(key_text(above, column) for column in columns)}"


def _added_later(model: Model, cls: MappedClass, parent: MappedClass) -> frozenset[ColumnRef]:
    """The columns that further classes may add to the two tables when the class is mapped already.

    A subclass without a table puts its columns into the one that it shares with its parent; SQLAlchemy
    joins the tables of a class by the keys that they have when it maps it.
    """
    own = {attribute.column for each in (cls, parent) for attribute in each.attributes.values()}
    return frozenset(
        attribute.column
        for other in (model.classes[each] for each in model.by_root[cls.root])
        if other.inheritance == "single" and other.id not in cls.lineage and not _stands_above(other, cls)
        for attribute in other.attributes.values()
        if attribute.column is not None and attribute.column not in own
    )


def _stands_above(other: MappedClass, cls: MappedClass) -> bool:
    return other.place.path == cls.place.path and other.place.line < cls.place.line


def _keys(table: Table, other: Table, but: frozenset[ColumnRef] = frozenset()) -> list[ForeignKeyConstraint]:
    """The constraints of a table that refer to another and have none of some columns, one of each set of pairs."""
    found: dict[object, ForeignKeyConstraint] = {}
    for key in table.constraints:
        pairs = frozenset((element.column, element.referred) for element in key.elements)
        if any(ColumnRef(table.id, column) in but for column, _ in pairs):
            continue
        if all(not isinstance(r, Unknown) and r is not None and r.table == other.id for _, r in pairs):
            found.setdefault(pairs, key)
    return list(found.values())


def _unsure(table: Table, other: Table, keys: list[ForeignKeyConstraint]) -> bool:
    """Whether there may be further keys between the tables."""
    if keys:
        return False
    if not table.complete or not other.complete:
        return True
    return any(
        element.referred is None or isinstance(element.referred, Unknown)
        for each in (table, other)
        for key in each.constraints
        for element in key.elements
    )


def _columns(key: ForeignKeyConstraint) -> str:
    return listed(element.column for element in key.elements)


RULE = Rule(
    code="SQR601",
    name="joined-subclass-without-key",
    kind=Kind.ERROR,
    summary="a subclass with a table of its own and no, or more than one, foreign key to the parent's table",
    documentation=__doc__ or "",
    check=check,
)
