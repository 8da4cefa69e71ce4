"""A single-table subclass in conflict with the table it shares.

## What it does

Reports a subclass that shares its parent's table, be it a concrete one that names none, and declares
a column whose name the table has already, from the parent or a sibling, without
`use_existing_column`, also by a `declared_attr` that makes it anew for each subclass of a mixin; a
primary-key column; or `__table_args__`, which with Flask-SQLAlchemy it may inherit from a mixin or an
abstract class as well. Also columns under a parent that is mapped to a join or subquery, and
`use_existing_column` together with `DeferredReflection`.

## Why is this bad?

All raise `ArgumentError` when the class is made: "Column 'owner_name' on class Cat conflicts
with existing column 'animal.owner_name'", "Can't place primary key columns on an inherited
class with no table", "Can't place __table_args__ on an inherited class with no table". None of
these has a page on sqlalche.me.

## Versions

Every release; `use_existing_column` is known from 2.0 on, before that a `declared_attr` looks
for the column in the parent's table.

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
    kind: Mapped[str] = mapped_column()
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
    kind: Mapped[str] = mapped_column(use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

The code did not run before.

## What it does not see

Columns that a `declared_attr` computes, and columns whose name cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html#resolving-column-conflicts-with-use-existing-column>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, MappedClass, Model, Table, TableId
from flake8_sqla_rel.mapper.selectables import JOINS, SUBQUERIES
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    call_of,
    column_name,
    hinted,
    names_of,
    says_none,
    written,
)
from flake8_sqla_rel.rules.wording import class_at, located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every single-table subclass that declares what its table cannot take."""
    taken: dict[tuple[TableId, str], tuple[ClassId, str, Statement]] = {}
    for statement in written(model).mapped():
        cls = model.classes.get(statement.id)
        if cls is None or cls.conditional:
            continue
        if not isinstance(cls.table, int):
            yield from _no_table(model, statement, cls)
            continue
        shares = _shares_table(model, cls) and not _states_table(statement, model.tables[cls.table])
        if shares:
            yield from _table_args(model, statement, cls)
        for attribute in statement.collected:
            name = _column(attribute)
            if name is None or cls.inheritance not in (None, "single", "joined", "concrete"):
                continue
            subject = f"{cls.name}.{attribute.name}"
            other = taken.setdefault((cls.table, name), (cls.id, subject, attribute))
            conflicts = list(_conflict(statement, cls, attribute, subject, name, other)) if shares else []
            yield from conflicts
            if conflicts and cls.inheritance == "concrete":
                break  # For want of one table.


def _shares_table(model: Model, cls: MappedClass) -> bool:
    """Whether a class has the table of its parent, a concrete one for want of its own."""
    above = cls.lineage[1:2]
    shared = any(model.classes[parent].table == cls.table for parent in above if parent in model.classes)
    return cls.inheritance == "single" or (cls.inheritance == "concrete" and shared)


def _states_table(statement: ClassStatement, table: Table) -> bool:
    """Whether the class itself says which table it has, be it its parent's (``extend_existing``).

    Flask-SQLAlchemy takes the name of another table away from a subclass without a primary key.
    """
    name = statement.special.get("__tablename__")
    if name is not None and name.text is not None and isinstance(table.name, str):
        return name.text == table.name
    return "__table__" in statement.special or (name is not None and name.value is not None)


def _column(attribute: Statement) -> str | None:
    """The name of the column that an attribute declares, ``None`` when it is none or cannot be told."""
    hint = hinted(attribute)
    told = hint is None or hint.external or hint.target is not None or hint.origin == "typing.Literal"
    if hint is not None and (hint.constructs or not told):
        # An Annotated type may name the column, or say that it may be there already.
        return None
    if attribute.value is None or says_none(attribute.value):
        return attribute.name if hint is not None and hint.container == "Mapped" else None
    call = call_of(attribute.value, COLUMNS)
    return None if call is None else column_name(call, attribute.name)


def _conflict(
    statement: ClassStatement,
    cls: MappedClass,
    attribute: Statement,
    subject: str,
    name: str,
    other: tuple[ClassId, str, Statement],
) -> Iterator[Finding]:
    call = call_of(attribute.value, COLUMNS)
    declared_by, owner, first = other
    if not attribute.direct and not (owner == subject or _is_made_anew(call, attribute, first)):
        return
    existing = None if call is None else call.keyword("use_existing_column")
    if existing is not None and existing.value.value is not False:
        if existing.value.value is True and any(
            names_of(a) == "DeferredReflection" for a in statement.ancestry
        ):
            message = (
                f"{subject} uses an existing column, which DeferredReflection makes too late; declare it once"
            )
            yield Finding(RULE.code, existing.place, one_line(message), subject)
        return
    if declared_by == statement.id and owner != subject:
        return  # SQR705, or of one object SQR511.
    if owner != subject:
        if cls.inheritance == "concrete":
            cure = f"{statement.name} is concrete: give it a __tablename__"
        elif "__tablename__" in statement.special:
            cure = f"Flask-SQLAlchemy gives {statement.name} no table without a primary key: say primary_key=True"
        elif call is None or call.name == "mapped_column":
            cure = "say use_existing_column=True in both"
        else:
            cure = "declare it in the parent"
        there = located(owner, first.place)
        message = f"{subject} is the column {name} of the shared table, as {there} is already; {cure}"
        yield Finding(RULE.code, attribute.place, one_line(message), subject, (Related(first.place, owner),))
        return
    primary = None if call is None else call.keyword("primary_key")
    if primary is not None and primary.value.value is True:
        cure = "give it a __tablename__" if cls.inheritance == "concrete" else "leave it out"
        message = f"{subject} is a primary key, but {statement.name} shares its parent's table; {cure}"
        yield Finding(RULE.code, primary.place, one_line(message), subject)


def _is_made_anew(call: WrittenCall | None, attribute: Statement, first: Statement) -> bool:
    """Whether a ``declared_attr`` makes a column of its own: one from elsewhere may be the one that is there."""
    there = call_of(first.value, COLUMNS)
    return (
        call is not None
        and call.place.path == attribute.place.path
        and call.place >= attribute.place
        and (there is None or there.identity != call.identity)
    )


def _no_table(model: Model, statement: ClassStatement, cls: MappedClass) -> Iterator[Finding]:
    """Columns that are declared beyond a parent which is mapped to a join or subquery."""
    parent = written(model).classes.get(statement.parent or "")
    source = None if parent is None else parent.special.get("__table__")
    if (
        cls.inheritance != "single"
        or parent is None
        or source is None
        or source.called not in JOINS | SUBQUERIES
    ):
        return
    for attribute in statement.collected:
        if _column(attribute) is not None:
            name = f"{cls.name}.{attribute.name}"
            where = located(parent.name, source.place)
            message = f"{name} is a new column, and {where} is mapped to a {source.called}, which takes none"
            yield Finding(
                RULE.code, attribute.place, one_line(message), name, (Related(source.place, parent.name),)
            )


def _table_args(model: Model, statement: ClassStatement, cls: MappedClass) -> Iterator[Finding]:
    own = [s for s in statement.named("__table_args__") if s.kind == "assignment" and s.value is not None]
    parent = model.classes[cls.lineage[1]]
    related = (Related(parent.place, parent.name),)
    value = own[-1].value if own else statement.special.get("__table_args__")
    if value is None or value.form not in ("tuple", "dict") or not value.items:
        return
    if own:
        if not own[-1].conditional:
            message = (
                f"{cls.name} has no table of its own for __table_args__; put them into {class_at(parent)}"
            )
            yield Finding(RULE.code, own[-1].place, one_line(message), cls.name, related)
    elif statement.autonamed and "__tablename__" not in statement.special:
        # Flask-SQLAlchemy takes back the name that it gave too late.
        message = (
            f"{cls.name} shares the table of {class_at(parent)} and has none for the __table_args__ that it"
            " inherits; say __tablename__ = None"
        )
        yield Finding(RULE.code, cls.place, one_line(message), cls.name, related)


RULE = Rule(
    code="SQR604",
    name="single-table-conflict",
    kind=Kind.ERROR,
    summary="a subclass without a table of its own that declares what its parent's table cannot take",
    documentation=__doc__ or "",
    check=check,
)
