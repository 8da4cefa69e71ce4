"""A constraint without the name that the naming convention asks for.

## What it does

Reports a `CheckConstraint` without `name=` in a table whose MetaData has a `naming_convention` with
`%(constraint_name)s` for it, such as `"ck": "ck_%(table_name)s_%(constraint_name)s"`; so it does of a
`UniqueConstraint`, `ForeignKeyConstraint` or `PrimaryKeyConstraint` whose convention says that.

## Why is this bad?

"Naming convention including %(constraint_name)s token requires that constraint is explicitly named"
(`InvalidRequestError`) when the table is made. The message names neither the table nor the constraint. It
has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})


class Kite(Base):
    __tablename__ = "kite"
    id: Mapped[int] = mapped_column(primary_key=True)
    span: Mapped[int]
    __table_args__ = (CheckConstraint("span > 0"),)
```

## Use instead

```python
from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})


class Kite(Base):
    __tablename__ = "kite"
    id: Mapped[int] = mapped_column(primary_key=True)
    span: Mapped[int]
    __table_args__ = (CheckConstraint("span > 0", name="span_positive"),)
```

## Fix safety

The code did not run before. The name becomes a part of the one in the database: `ck_kite_span_positive`.

## What it does not see

The constraints that `Boolean(create_constraint=True)` and `Enum(create_constraint=True)` make, which raise
when the table is created; `unique=True`, `primary_key=True` and `ForeignKey` where the convention asks for the names
of theirs; `append_constraint()`; a convention that is set on a MetaData that is there already, or that
Flask-SQLAlchemy hands on to the MetaData of a bind key.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#naming-check-constraints>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model, Table, Unknown
from flake8_sqla_rel.mapper.written import Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, call_of, says_none, written
from flake8_sqla_rel.rules.wording import one_line, table_text

#: Which of its positional arguments is the name of a constraint.
_NAME_AT: Final = {"CheckConstraint": 1, "ForeignKeyConstraint": 2}


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every constraint without a name that its MetaData asks for."""
    return once(_found(model) if model.asking_for_names else ())


def _found(model: Model) -> Iterator[Finding]:
    for table, part in _parts(model):
        kinds = () if isinstance(table.metadata, Unknown) else model.asking_for_names.get(table.metadata, ())
        call = call_of(part, frozenset(kinds))
        if call is not None and _has_no_name(call) and call.identity not in written(model).named_later:
            text = (
                f"{call.name}() of {table_text(table)} has no name, and the naming_convention of its MetaData asks"
                ' for one by %(constraint_name)s; say name="..."'
            )
            yield Finding(RULE.code, call.place, one_line(text), table_text(table))


def _parts(model: Model) -> Iterator[tuple[Table, Written]]:
    """What is put on each table, or into one of its columns."""
    declarations = written(model)
    for statement in declarations.tables:
        for item in statement.items:
            for part in (item, *_inside(item)):
                yield model.tables[statement.table], part
    for cls in declarations.mapped():
        table = model.table_of(cls.id)
        if table is not None:
            for part in (each for attribute in cls.collected for each in _inside(attribute.value)):
                yield table, part


def _inside(value: Written | None) -> tuple[Written, ...]:
    call = call_of(value, COLUMNS)
    return () if call is None else call.positional


def _has_no_name(call: WrittenCall) -> bool:
    given = call.keyword("name")
    if call.open:
        return False
    if given is not None:
        return says_none(given.value)
    at = _NAME_AT.get(call.name, len(call.positional))
    return len(call.positional) <= at or says_none(call.positional[at])


RULE = Rule(
    code="SQR713",
    name="constraint-without-name",
    kind=Kind.ERROR,
    summary="a constraint without a name where the naming_convention takes it in",
    documentation=__doc__ or "",
    check=check,
)
