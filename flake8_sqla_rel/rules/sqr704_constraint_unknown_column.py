"""A constraint over a column that is not there.

## What it does

Reports a name in a `UniqueConstraint`, `PrimaryKeyConstraint` or `Index` that no column of the
table has, with did-you-mean. The name is that of the column in the database, not of the
attribute, and no relationship's. Also one that only a subclass without a table of its own adds to the
table, and a column of a mixin or abstract base that is given itself
(`UniqueConstraint(Mixin.code)`): the table has a copy of it.

## Why is this bad?

"Can't create UniqueConstraint on table 'user': no column named 'mail' is present"
(`ConstraintColumnNotFoundError`) when the table is made; "Can't add unnamed column to column
collection" (`ArgumentError`) for the column of a mixin, which has no name there. Neither has a page on
sqlalche.me.

## Versions

Every release; 1.4 raises a bare `KeyError`.

## Example

```python
from sqlalchemy import UniqueConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    __table_args__ = (UniqueConstraint("mail"),)
```

## Use instead

```python
from sqlalchemy import UniqueConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    __table_args__ = (UniqueConstraint("email"),)
```

## Fix safety

The code did not run before; the constraint may need a migration.

## What it does not see

Tables that may have columns which the source does not show. The local columns of a
`ForeignKeyConstraint` are SQR219.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, ColumnRef, MappedClass, Model, Table
from flake8_sqla_rel.mapper.written import ClassStatement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.missing import CONSTRAINTS, missing
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, call_of, column_name, in_force, sources, written
from flake8_sqla_rel.rules.wording import class_at, column_text, listed, nearest, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column name in a constraint that the table does not have."""
    yield from once(
        Finding(RULE.code, item.place, one_line(_message(model, cls, table, call, item)), table_text(table))
        for statement in written(model).tables
        for table, cls in ((model.tables[statement.table], _class(model, statement.cls)),)
        if table.complete and not model.is_defined_again(table)
        for part in statement.items
        for call in (call_of(part, frozenset({"UniqueConstraint", "PrimaryKeyConstraint", "Index"})),)
        if call is not None
        for item in call.positional[1 if call.name == "Index" else 0 :]
        if item.text is not None
        if table.column_by_key(item.text) is None or _added_by(model, cls, table, item.text) is not None
    )
    yield from once(_copied(model))
    yield from missing(model, RULE.code, CONSTRAINTS)


def _copied(model: Model) -> Iterator[Finding]:
    """Columns of mixins and abstract bases that are given as they are: it is their copies that the tables have."""
    for statement in written(model).tables:
        cls = None if statement.cls is None else written(model).classes.get(statement.cls)
        if cls is None:
            continue
        for part in statement.items:
            call = call_of(part, CONSTRAINTS | {"ForeignKeyConstraint"})
            if call is None:
                continue
            for column in (each for item in call.positional for each in _listed(item)):
                found = _mixin_column(model, cls, column)
                if found is None:
                    continue
                source, name = found
                text = (
                    f"{call.name}() has the column {name} of {source} itself, of which each class has a copy"
                )
                message = one_line(f"{text}; name it by text, {quoted(name)}")
                yield Finding(RULE.code, column.place, message, table_text(model.tables[statement.table]))


def _listed(item: Written) -> tuple[Written, ...]:
    """What an argument consists of: the items of a list, or itself."""
    return item.items if item.form in ("list", "tuple") else (item,)


def _mixin_column(model: Model, cls: ClassStatement, given: Written) -> tuple[str, str] | None:
    """The mixin or abstract base, and the attribute, whose column a value is, where that has no name of its own."""
    if given.form not in ("attribute", "call"):
        return None
    for source in sources(model, cls):
        for statement in () if source.mapped else in_force(source):
            call = call_of(statement.value, COLUMNS)
            # What the class body itself binds to the name is mapped as it is.
            if call is None or call.open or column_name(call, None) is not None or cls.named(statement.name):
                continue
            by_name = given.form == "attribute" and (given.owner, given.name) == (source.id, statement.name)
            if by_name or (given.call is not None and given.call.identity == call.identity):
                return source.name, statement.name
    return None


def _class(model: Model, cls: ClassId | None) -> MappedClass | None:
    return None if cls is None else model.classes.get(cls)


def _message(model: Model, cls: MappedClass | None, table: Table, call: WrittenCall, item: Written) -> str:
    name = item.text or ""
    later = _added_by(model, cls, table, name)
    if cls is not None and later is not None:
        return (
            f"{call.name}() names {quoted(name)}, a column that {class_at(later)} adds to {table_text(table)}"
            f" when it is there already; declare the column in {cls.name}"
        )
    said = f"{call.name}() names {quoted(name)}, which is no column of {table_text(table)}"
    attribute = None if cls is None else cls.attributes.get(name)
    if attribute is not None and attribute.column is not None:
        return f"{said}: the attribute's column is {quoted(attribute.column.name)}"
    if attribute is not None and cls is not None:
        relationship = model.relationship(cls.id, name)
        keys = [] if relationship is None or not isinstance(relationship.pairs, tuple) else relationship.pairs
        own = [local for local, _ in keys if local.table == table.id]
        if own:
            return f"{said}: the relationship's column is {listed(_name(model, column) for column in own)}"
    meant = nearest(name, [column.key for column in table.columns])
    return f"{said}; did you mean {quoted(meant)}?" if meant is not None else said


def _added_by(model: Model, cls: MappedClass | None, table: Table, key: str) -> MappedClass | None:
    """The subclass without a table of its own that adds a column to the table of a class, if one does."""
    column = table.column_by_key(key)
    if cls is None or column is None or cls.inheritance == "single":
        return None
    ref = ColumnRef(table.id, column.name)
    if any(attribute.column == ref for attribute in cls.attributes.values()):
        return None
    return next(
        (
            below
            for below in model.below.get(cls.id, ())
            if below.inheritance == "single" and not below.conditional
            if any(each.column == ref and each.owner == below.id for each in below.attributes.values())
        ),
        None,
    )


def _name(model: Model, column: ColumnRef) -> str:
    return column_text(model, column).rpartition(".")[2]


RULE = Rule(
    code="SQR704",
    name="constraint-unknown-column",
    kind=Kind.ERROR,
    summary="a constraint or index that names a column which the table does not have",
    documentation=__doc__ or "",
    check=check,
)
