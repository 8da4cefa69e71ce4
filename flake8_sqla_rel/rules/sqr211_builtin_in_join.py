"""Python's builtin id in place of a column.

## What it does

Reports a bare name in `remote_side`, `foreign_keys` or `order_by`, or on a side of a comparison in a
join, of an expression or a string, that means a builtin of Python, such as `id` or `type`: the
column of that name comes from a mixin or a base, or stands in a string without its class.

## Why is this bad?

A class body does not see what a mixin or base declares, and a string does not see the class
body; Python finds its own function. "Column expression expected for argument 'remote_side'; got
<built-in function id>." or "Could not locate any relevant foreign key columns for primary join condition
'c.pid = :param_1'" (`ArgumentError`) is raised when the mappers are configured. Neither has a page on
sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike. Beside other conditions, and in a join through a `secondary` of a
relationship that is `viewonly`, SQLAlchemy may take it for a value: then only the database refuses it, when
the rows are loaded.

## Example

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class IdMixin:
    id: Mapped[int] = mapped_column(primary_key=True)


class Node(IdMixin, Base):
    __tablename__ = "node"
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    parent: Mapped[Optional["Node"]] = relationship(remote_side=[id])
```

## Use instead

```python
from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class IdMixin:
    id: Mapped[int] = mapped_column(primary_key=True)


class Node(IdMixin, Base):
    __tablename__ = "node"
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    parent: Mapped[Optional["Node"]] = relationship(remote_side="Node.id")
```

## Fix safety

The code did not run before.

## What it does not see

Names that a star import from an unknown module may bind.

## References

- <https://docs.sqlalchemy.org/en/20/orm/self_referential.html>
- <https://docs.sqlalchemy.org/en/20/orm/declarative_mixins.html#mixing-in-relationships>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ExpressionFault, MappedClass, Model, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.expressions import argument, faults
from flake8_sqla_rel.rules.foreign_keys import sole_key
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every builtin in a list of columns."""
    found = faults(model, "builtin", "condition")
    return once(_finding(model, fault, relationship) for fault, relationship in found)


def _finding(model: Model, fault: ExpressionFault, relationship: Relationship) -> Finding:
    owner, target = model.classes[fault.owner], model.classes.get(relationship.target.cls or "")
    own = fault.keyword == "primaryjoin" and relationship.secondary is not None
    sides = (owner, target) if own else (target, owner)
    having = [cls.name for cls in sides if cls is not None and fault.name in cls.attributes]
    cure = f'write "{having[0]}.{fault.name}"' if having else _other_column(model, fault, sides)
    return Finding(
        code=RULE.code,
        place=fault.place,
        message=one_line(
            f"{argument(fault, relationship)} has Python's builtin {fault.name}, not a column; {cure}"
        ),
        subject=relationship.name,
        kind=Kind.BUG if fault.kind == "condition" or _is_read_alone(fault, relationship) else None,
    )


def _other_column(model: Model, fault: ExpressionFault, sides: tuple[MappedClass | None, ...]) -> str:
    """What to write where neither class has a column of the builtin's name: the primary key for ``id``."""
    for cls in filter(None, sides[:1]):
        table = model.table_of(cls.id)
        key = None if table is None or fault.name != "id" else sole_key(table)
        for attribute in cls.attributes.values():
            if table is not None and key is not None and attribute.column == (table.id, key):
                return f'{cls.name} has no id, and its primary key is "{cls.name}.{attribute.name}"'
    return "write the class before it, as a string"


def _is_read_alone(fault: ExpressionFault, relationship: Relationship) -> bool:
    """Whether it may be for reading through a ``secondary``, where SQLAlchemy accepts a value in a join."""
    joins = fault.keyword in ("primaryjoin", "secondaryjoin")
    return joins and relationship.secondary is not None and relationship.viewonly is not False


RULE = Rule(
    code="SQR211",
    name="builtin-in-join",
    kind=Kind.ERROR,
    summary="a bare name in a join or list of columns that is Python's builtin",
    documentation=__doc__ or "",
    check=check,
)
