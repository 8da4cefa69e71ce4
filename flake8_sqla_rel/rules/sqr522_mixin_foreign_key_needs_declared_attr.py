"""A foreign key on a mixin's column that cannot be copied.

## What it does

Reports a column of a mixin or abstract base whose `ForeignKey` refers to a `Column` object that
belongs to no table, such as another column of the mixin; for 1.4 any `ForeignKey` on the
`Column` of a mixin.

## Why is this bad?

Each class that uses the mixin gets a copy of its columns, and the foreign key would still refer
to the original: "Columns with foreign keys to non-table-bound columns must be declared as
@declared_attr callables on declarative mixin classes" (`InvalidRequestError`) when the class is
made. It has no page on sqlalche.me.

## Versions

1.4 refuses every foreign key on a mixin's column; from 2.0 on one that is given as text or
refers to a table's column is copied.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tree:
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey(id))


class Category(Tree, Base):
    __tablename__ = "category"
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Tree:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def parent_id(cls):
        return Column(Integer, ForeignKey(cls.id))


class Category(Tree, Base):
    __tablename__ = "category"
```

## Fix safety

The code did not run before.

## What it does not see

Mixins that no mapped class of the project uses.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_mixins.html#mixing-in-columns>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import COLUMNS, call_of, declarative, effective, mapped_value, written
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every column of a mixin whose foreign key stops the class that uses it."""
    bound = {
        item.call.identity for table in written(model).tables for item in table.items if item.call is not None
    }
    for_all = options.sqlalchemy < (2, 0)
    return once(
        Finding(
            RULE.code,
            key.place,
            one_line(
                f"{source.name}.{statement.name} is copied to {located(cls.name, cls.place)}, and its foreign"
                f" key cannot be: {_cure(statement)}"
            ),
            f"{source.name}.{statement.name}",
            (Related(cls.place, cls.name),),
        )
        for cls in declarative(model)
        for source, statement in effective(model, cls)
        if source is not cls and not _is_hidden(model, cls, statement)
        for key in _foreign_keys(mapped_value(model, cls, source, statement))
        if for_all or _is_unbound(key, bound)
    )


def _is_hidden(model: Model, cls: ClassStatement, statement: Statement) -> bool:
    """Whether a class has what a mapped parent in front of the mixin maps under that name."""
    mapped = model.classes.get(cls.id)
    attribute = None if mapped is None else mapped.attributes.get(statement.name)
    return attribute is not None and attribute.owner != cls.id


def _foreign_keys(value: Written | None) -> Iterator[WrittenCall]:
    column = call_of(value, COLUMNS)
    for argument in () if column is None else column.positional:
        key = call_of(argument, frozenset({"ForeignKey"}))
        if key is not None:
            yield key


def _cure(statement: Statement) -> str:
    if statement.value is not None and statement.value.called == "field":
        return "put a lambda before the column"
    return f"return the column from a function {statement.name}(cls) with @declared_attr"


def _is_unbound(key: WrittenCall, bound: set[tuple[str, int, int]]) -> bool:
    """Whether a foreign key refers to a column object that no table has."""
    given = key.keyword("column")
    target = key.positional[0] if key.positional else None if given is None else given.value
    column = call_of(target, COLUMNS)
    return column is not None and column.identity not in bound


RULE = Rule(
    code="SQR522",
    name="mixin-foreign-key-needs-declared-attr",
    kind=Kind.ERROR,
    summary="a column of a mixin whose foreign key cannot be copied to the mapped class",
    documentation=__doc__ or "",
    check=check,
)
