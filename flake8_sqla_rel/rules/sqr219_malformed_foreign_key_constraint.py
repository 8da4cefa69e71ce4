"""A ForeignKeyConstraint whose lists do not fit together.

## What it does

Reports a `ForeignKeyConstraint` with lists of different lengths, with a local column listed
twice, with referred columns of several tables, with a local column that its table does not have, or
with text in the place of a list.

## Why is this bad?

The module cannot be imported: "ForeignKeyConstraint number of constrained columns must match
the number of referenced columns.", "ForeignKeyConstraint on flight(...) refers to multiple
remote tables: a and b" (`ArgumentError`) or "Can't create ForeignKeyConstraint on table
'flight': no column named 'dest' is present." (`ConstraintColumnNotFoundError`) is raised when
the table is made. The messages have no page on sqlalche.me.

## Versions

Every release. 2.1 accepts a local column that is listed twice.

## Example

```python
from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Route(Base):
    __tablename__ = "route"
    origin: Mapped[str] = mapped_column(primary_key=True)
    destination: Mapped[str] = mapped_column(primary_key=True)


class Flight(Base):
    __tablename__ = "flight"
    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    destination: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(["origin", "destination"], ["route.origin"]),
    )
```

## Use instead

```python
from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Route(Base):
    __tablename__ = "route"
    origin: Mapped[str] = mapped_column(primary_key=True)
    destination: Mapped[str] = mapped_column(primary_key=True)


class Flight(Base):
    __tablename__ = "flight"
    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    destination: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(["origin", "destination"], ["route.origin", "route.destination"]),
    )
```

## Fix safety

The code did not run before.

## What it does not see

Lists that are not literal; tables that may have columns which the source does not show.

## References

- <https://docs.sqlalchemy.org/en/20/core/constraints.html#defining-foreign-keys>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import MalformedForeignKey, Model
from flake8_sqla_rel.mapper.written import Written, WrittenCall, WrittenKeyword
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import subject_of, written
from flake8_sqla_rel.rules.wording import counted, listed, located, nearest, one_line, quoted, table_text


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every such constraint."""
    yield from once(
        _finding(model, malformed)
        for malformed in model.malformed_foreign_keys
        if malformed.fault != "tables" or not _names_nothing(model, malformed)
    )
    for call in written(model).calls:
        text = _of_text(call) if call.name == "ForeignKeyConstraint" and call.of_sqlalchemy else None
        if text is not None:
            message = (
                f"ForeignKeyConstraint() takes two lists of columns, not text; write [{quoted(text.text)}]"
            )
            yield Finding(RULE.code, text.place, one_line(message), subject_of(model, call))


def _names_nothing(model: Model, malformed: MalformedForeignKey) -> bool:
    """Whether one of the columns that it refers to does not exist: SQR203."""
    return any(
        element.referred is None
        for constraint in model.tables[malformed.table].constraints
        if constraint.place == malformed.place
        for element in constraint.elements
    )


def _of_text(call: WrittenCall) -> Written | None:
    """The text that a constraint is given for a list, and takes for one of letters."""
    given = [*call.positional[:2], *(call.keyword(name) for name in ("columns", "refcolumns"))]
    values = [each.value if isinstance(each, WrittenKeyword) else each for each in given if each is not None]
    return next((value for value in values if len(value.text or "") > 1), None)


def _finding(model: Model, malformed: MalformedForeignKey) -> Finding:
    table = model.tables[malformed.table]
    name = table_text(table)
    message = f"the ForeignKeyConstraint of table {located(name, table.place)} {_fault(model, malformed)}"
    return Finding(RULE.code, malformed.place, one_line(message), f"table {name}")


def _fault(model: Model, malformed: MalformedForeignKey) -> str:
    names = malformed.names
    if malformed.fault == "count":
        local, referred = len(malformed.columns), len(malformed.references)
        return (
            f"lists {counted(local)} of its columns ({', '.join(malformed.columns)}) but {counted(referred)} "
            f"to refer to ({', '.join(malformed.references)}); list one for each"
        )
    if malformed.fault == "repeated":
        return f"lists {listed(names)} twice; list each column once"
    if malformed.fault == "tables":
        return f"refers to several tables, {listed(names)}; write one ForeignKey for each"
    columns = [column.key for column in model.tables[malformed.table].columns]
    near = nearest(names[0], columns)
    cure = f"did you mean {quoted(near)}?" if near else f"it has {listed(columns)}"
    verb = "is no column" if len(names) == 1 else "are no columns"
    return f"names {listed(map(quoted, names))}, which {verb} of it; {cure}"


RULE = Rule(
    code="SQR219",
    name="malformed-foreign-key-constraint",
    kind=Kind.ERROR,
    summary="a ForeignKeyConstraint whose column lists do not fit",
    documentation=__doc__ or "",
    check=check,
)
