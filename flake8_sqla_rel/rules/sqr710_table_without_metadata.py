"""A `Table()` is given something else in the place of its MetaData.

## What it does

Reports a call of `Table()` whose second argument is certainly no MetaData: a column or constraint,
because the MetaData was left out or the name was; a class, such as the declarative base itself; a
string or number, or `None`. Also one that gives them as `name=` or `metadata=`.

## Why is this bad?

"'Table' takes at least two positional-only arguments 'name' and 'metadata'", "type object 'Base' has
no attribute 'schema'" or "Neither 'Column' object nor 'Comparator' object has an attribute 'schema'"
(`TypeError`, `AttributeError`) is raised while the module is loaded. It does not say what is missing,
and has no page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

dish_allergen = Table(
    "dish_allergen",
    Base,
    Column("dish_id", Integer, ForeignKey("dish.id"), primary_key=True),
    Column("allergen_id", Integer, ForeignKey("allergen.id"), primary_key=True),
)
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

dish_allergen = Table(
    "dish_allergen",
    Base.metadata,
    Column("dish_id", Integer, ForeignKey("dish.id"), primary_key=True),
    Column("allergen_id", Integer, ForeignKey("allergen.id"), primary_key=True),
)
```

## Fix safety

The call never worked, so nothing can depend on it. Which MetaData is meant is for its author to
say where there are several.

## What it does not see

`db.Table()` of Flask-SQLAlchemy, which brings its MetaData; a call with `*args`; a
second argument that comes from another package.

## References

- <https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import Written, WrittenCall
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.statements import names_of, written
from flake8_sqla_rel.rules.wording import one_line, quoted

_PARTS: Final = frozenset(
    "Column ForeignKeyConstraint UniqueConstraint PrimaryKeyConstraint CheckConstraint Index".split()
)
_ANY: Final = "pass a MetaData, such as that of the declarative base"
_BASES: Final = frozenset({"declarative_base", "generate_base", "automap_base"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Each such call, at the argument that is in the wrong place."""
    for call in written(model).calls:
        if call.name == "Table" and call.of_sqlalchemy and not call.open:
            fault = _fault(model, call)
            if fault is not None:
                argument, text = fault
                yield Finding(RULE.code, argument.place, one_line(text), _subject(call))


def _subject(call: WrittenCall) -> str:
    first = call.positional[0].text if call.positional else None
    return first or call.name


def _fault(model: Model, call: WrittenCall) -> tuple[Written, str] | None:
    """The argument at fault, and what is wrong with it."""
    named = call.keyword("name", "metadata")
    if named is not None and len(call.positional) < 2:
        return named.value, f"Table() takes no {named.name}=; give name and MetaData by position"
    first, second = (*call.positional, None, None)[:2]
    if first is None:
        return None
    what, cure = ("nothing", _ANY) if second is None else _no_metadata(model, second)
    if not what:
        return None
    if _is_metadata(first):
        return first, "Table() begins with its MetaData; give its name first"
    if first.text is None:
        return None
    return second or first, f"Table({quoted(first.text)}) is given {what} where its MetaData belongs; {cure}"


def _is_metadata(value: Written) -> bool:
    made = value.call is not None and value.call.of_sqlalchemy and value.call.name == "MetaData"
    return made or (value.form == "attribute" and value.name == "metadata")


def _no_metadata(model: Model, value: Written) -> tuple[str, str]:
    """What a value is that is certainly no MetaData, and what to do; empty for what may be one."""
    if value.form == "class":
        name, cls = names_of(value.name), written(model).classes.get(value.name)
        has_one = cls is not None and (cls.declarative_base or cls.mapped)
        return f"the class {name}", f"pass {name}.metadata" if has_one else _ANY
    if value.form == "external" and value.name == "sqlalchemy.MetaData":
        return "the class itself", "call MetaData()"
    if value.form == "constant":
        return repr(value.value), _ANY
    if value.call is not None and value.call.of_sqlalchemy:
        if value.call.name in _PARTS:
            return f"a {value.call.name}", "put the MetaData before it"
        if value.call.name in _BASES:
            return "a declarative base", "pass its metadata"
    return "", ""


RULE = Rule(
    code="SQR710",
    name="table-without-metadata",
    kind=Kind.ERROR,
    summary="a Table() with something else in the place of its MetaData",
    documentation=__doc__ or "",
    check=check,
)
