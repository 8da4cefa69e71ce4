"""One table is defined twice on one MetaData.

## What it does

Reports the second definition of a table name (with its schema) on one `MetaData`, by a class
or by `Table(...)`, unless it says `extend_existing=True` or `keep_existing=True`, and names
the first one.

## Why is this bad?

"Table 'booking' is already defined for this MetaData instance. Specify 'extend_existing=True'
to redefine options and columns on an existing Table object" is raised when the second of the
two modules is imported. The message has no page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

guest_list = Table(
    "guest_list",
    Base.metadata,
    Column("booking_id", Integer, primary_key=True),
    Column("guest_id", Integer, primary_key=True),
)


class GuestList(Base):
    __tablename__ = "guest_list"
    booking_id = Column(Integer, primary_key=True)
    guest_id = Column(Integer, primary_key=True)
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

guest_list = Table(
    "guest_list",
    Base.metadata,
    Column("booking_id", Integer, primary_key=True),
    Column("guest_id", Integer, primary_key=True),
)


class GuestList(Base):
    __table__ = guest_list
```

## Fix safety

Mapping the class to the existing table (`__table__ =`), or dropping one definition, keeps
the database as it is. `extend_existing=True` only hides the second definition and lets the
columns of both run together.

## What it does not see

Definitions under a condition or in a function, which may never be made; a name or MetaData
that cannot be evaluated; and two files of which only one can be imported, such as a module
beside a package of the same name, or two examples or scripts of which nothing imports one from
the other: each is a program of its own; one `Table` call of a function that is called
twice. `Table("booking", metadata)` without columns fetches a
table and defines none.

## References

- <https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table.params.extend_existing>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from flake8_sqla_rel.mapper.model import UNKNOWN, Model, Place, Table
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.wording import located, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every definition of a table after the first one of that key on that MetaData."""
    return once(_findings(model))


def _findings(model: Model) -> Iterator[Finding]:
    defined: dict[tuple[str, str], list[Table]] = {}
    places = Counter(table.place for table in model.tables)
    for table in sorted(model.tables, key=lambda each: _order(model, each)):
        if table.key is UNKNOWN or table.metadata is UNKNOWN or table.conditional or not _defines(table):
            continue
        earlier = defined.setdefault((table.metadata, table.key), [])
        first = next((other for other in earlier if _clash(model, other, table)), None)
        if first is not None:
            yield _finding(model, first, table, table.key, places)
        earlier.append(table)


def _order(model: Model, table: Table) -> tuple[int, str, int, int]:
    """Where a definition stands in the order in which the modules are imported."""
    late = len(model.module_order)
    return model.module_order.get(table.module, late), table.place.path, table.place.line, table.place.col


def _defines(table: Table) -> bool:
    """``Table("x", metadata)`` alone only fetches what others define."""
    return bool(table.declared_by == "class" or table.columns or table.constraints)


def _clash(model: Model, first: Table, second: Table) -> bool:
    if second.redefinable is not False:
        return False
    if first.place == second.place and second.declared_by == "Table":
        # One call in a function that is called again: it may ask first whether the table is there.
        return False
    if first.place.path == second.place.path:
        return True
    # Across files the order of the two is an educated guess: either of them may excuse both.
    return first.redefinable is False and _imported_together(model, first, second)


def _imported_together(model: Model, first: Table, second: Table) -> bool:
    """False when one import name stands for both files, or one is a program that runs without the other."""
    if first.module == second.module:
        return False
    one, other = _stem(first.place), _stem(second.place)
    if one.startswith(f"{other}/") or other.startswith(f"{one}/"):
        return False
    return not model.are_apart(first.place.path, second.place.path)


def _stem(place: Place) -> str:
    """The path without ``.py``; that of a package's ``__init__`` stays apart from its modules."""
    return place.path.removesuffix(".py")


def _finding(model: Model, first: Table, second: Table, key: str, places: Mapping[Place, int]) -> Finding:
    place = second.place if second.place != first.place else _own_place(model, second, places)
    other = _own_place(model, first, places)
    message = f"table {quoted(key)} is defined already by {located(_definer(model, first), other)}"
    if second.declared_by == "class":
        cure = f"give {_definer(model, second)} a table name of its own or map it to that table"
    else:
        cure = "use that table, or drop one of the two"
    return Finding(
        code=RULE.code,
        place=place,
        message=one_line(f"{message}; {cure}"),
        subject=f"table {key}",
        related=(Related(other, _definer(model, first)),),
    )


def _own_place(model: Model, table: Table, places: Mapping[Place, int]) -> Place:
    """Where the table is made: of a class whose name for it comes from a mixin, the class itself.

    ``places`` tells how many tables are made in each place.
    """
    makers = [cls for cls in model.by_table.get(table.id, ()) if cls.module == table.module]
    return makers[0].place if places[table.place] > 1 and makers else table.place


def _definer(model: Model, table: Table) -> str:
    if table.declared_by == "Table":
        return "a Table"
    return next((f"class {cls.name}" for cls in model.by_table.get(table.id, ())), "a class")


RULE = Rule(
    code="SQR105",
    name="table-defined-twice",
    kind=Kind.ERROR,
    summary="one table name is defined twice on one MetaData",
    documentation=__doc__ or "",
    check=check,
)
