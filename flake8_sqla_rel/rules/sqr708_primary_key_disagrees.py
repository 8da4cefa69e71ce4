"""Two different primary keys for one table.

## What it does

Reports a `PrimaryKeyConstraint` whose columns are not those that say `primary_key=True`, where
some do.

## Why is this bad?

"Table 'membership' specifies columns 'user_id' as primary_key=True, not matching locally
specified columns 'user_id', 'group_id'; setting the current primary key columns to 'user_id',
'group_id'. This warning may become an exception in a future release" (`SAWarning`) when the
table is made. It has no page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    __table_args__ = (PrimaryKeyConstraint("id", "number"),)
```

## Use instead

```python
from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int]
    number: Mapped[int]
    __table_args__ = (PrimaryKeyConstraint("id", "number"),)
```

## Fix safety

The constraint wins today: saying the same twice changes nothing.

## What it does not see

Columns whose `primary_key` cannot be told, such as those of an `Annotated` type.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#sqlalchemy.schema.PrimaryKeyConstraint>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Table
from flake8_sqla_rel.mapper.written import Statement, TableStatement, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.statements import COLUMNS, call_of, column_name, written
from flake8_sqla_rel.rules.wording import listed, one_line, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every primary key constraint that the columns contradict."""
    for statement in written(model).tables:
        table = model.tables[statement.table]
        flagged = _flagged(model, statement)
        if not table.complete or not flagged:
            continue
        for item in statement.items:
            call = call_of(item, frozenset({"PrimaryKeyConstraint"}))
            names = None if call is None else _names(table, call)
            if call is not None and names and flagged != names:
                message = (
                    f"the primary key of {table_text(table)} is {listed(sorted(names))} here, and"
                    f" {listed(sorted(flagged))} by primary_key=True; say it in one place"
                )
                yield Finding(RULE.code, call.place, one_line(message), table_text(table))


def _names(table: Table, call: WrittenCall) -> frozenset[str] | None:
    """The columns of the constraint, ``None`` when they are not all text."""
    columns = [None if item.text is None else table.column_by_key(item.text) for item in call.positional]
    found = frozenset(column.name for column in columns if column is not None)
    return found if columns and len(found) == len(columns) else None


def _flagged(model: Model, statement: TableStatement) -> frozenset[str] | None:
    """The columns that say ``primary_key=True``, ``None`` when that cannot be told of each."""
    found: set[str] = set()
    columns: list[tuple[WrittenCall | None, str | None]] = []
    if statement.cls is None:
        columns = [(call_of(item, COLUMNS), None) for item in statement.items]
    else:
        for attribute in written(model).classes[statement.cls].collected:
            if _may_be_annotated(attribute):
                return None
            columns.append((call_of(attribute.value, COLUMNS), attribute.name))
    for call, attribute_name in columns:
        given = None if call is None else call.keyword("primary_key")
        if call is None or given is None:
            continue
        name = column_name(call, attribute_name)
        if name is None or given.value.form != "constant":
            return None
        if given.value.value:
            found.add(name)
    return frozenset(found)


def _may_be_annotated(attribute: Statement) -> bool:
    """Whether the annotation may be an ``Annotated`` type, which may say ``primary_key=True``."""
    hint = attribute.hint
    if hint is None or hint.mapped is False:
        return False
    return bool(hint.constructs) or (not hint.external and hint.target is None and hint.origin is None)


RULE = Rule(
    code="SQR708",
    name="primary-key-disagrees",
    kind=Kind.WARNING,
    summary="a PrimaryKeyConstraint over other columns than those with primary_key=True",
    documentation=__doc__ or "",
    check=check,
)
