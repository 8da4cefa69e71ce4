"""An SQL expression that is assigned and not mapped.

## What it does

Reports an attribute of a mapped class or mixin whose value is an SQL expression, made of the
class's own columns or by `func`, `case`, `literal` and the like, without `column_property()`; one whose
value is a `ForeignKey()` that stands in no column; one whose value is `Mapped[...]`, behind a `=` where
a `:` is meant, or a construct that is not called (`name: Mapped[str] = mapped_column`, or SQLModel's
`name: str = Field`); a `Column()` or `relationship()` of a class body that is given no name; and a
`ForeignKey()` among the arguments of a type, such as `ARRAY(Integer, ForeignKey("tag.id"))`.

## Why is this bad?

The attribute is no part of the mapping: "Attribute 'area' on class Box appears to be a
non-schema SQLAlchemy expression object; this won't be part of the declarative mapping"
(`SAWarning`) when the class is made, and `box.area` gives the expression and no value. It has
no page on sqlalche.me. Of the others nothing is said at all: the table has neither column nor key, and what
is lacking is told elsewhere ("there are no foreign keys linking these tables", "could not assemble any primary
key columns").

## Versions

The warning is from 2.0 on, as `Mapped` is read; 1.4 says nothing. A foreign key by itself makes no column in
any release.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    height = Column(Integer)
    area = width * height


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy.orm import column_property
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    height = Column(Integer)
    area = column_property(width * height)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
```

## Fix safety

`column_property()` adds the expression to every `SELECT` of the class; a `hybrid_property` does
not.

## What it does not see

Expressions over what is not a column of the class body, and those that a function returns.

## References

- <https://docs.sqlalchemy.org/en/20/orm/mapped_sql_expr.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.mapper.written import ClassStatement, Statement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.lost_keys import key_in_type
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    COLUMNS,
    PROPERTIES,
    PROXIES,
    RELATIONSHIPS,
    call_of,
    column_name,
    declarative,
    effective,
    hinted,
    in_force,
    names_of,
    sources,
    written,
)
from flake8_sqla_rel.rules.wording import one_line

_MAKERS: Final = frozenset(
    "case cast literal type_coerce and_ or_ not_ null exists column extract literal_column"
    " nullslast desc asc coalesce between distinct".split()
)
_KEYS: Final = frozenset({"ForeignKey"})
_MAPPED: Final = frozenset({"sqlalchemy.orm.Mapped", "sqlalchemy.orm.base.Mapped"})


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every SQL expression, column and foreign key of a class body that is not mapped."""
    yield from once(_nameless(model))
    yield from once(
        finding
        for cls in declarative(model)
        for source in sources(model, cls)
        for statement in in_force(source)
        if (finding := _finding(source, statement, options)) is not None
    )
    yield from once(
        _of_sqlmodel(source, statement)
        for cls in written(model).mapped()
        if cls.style == "sqlmodel"
        for source, statement in effective(model, cls)
        if statement.kind == "assignment" and _is_of_column(statement) and _is_field(statement.value)
    )


def _is_of_column(statement: Statement) -> bool:
    """Whether SQLModel makes a column of an attribute: it has an annotation, no ``ClassVar``, and is not private."""
    hint = statement.hint
    return hint is not None and not hint.left_alone and not statement.name.startswith("_")


def _is_field(value: Written | None) -> bool:
    """Whether it is SQLModel's ``Field`` itself."""
    name = "" if value is None or value.form != "external" else value.name
    return name.startswith("sqlmodel.") and names_of(name) == "Field"


def _of_sqlmodel(cls: ClassStatement, statement: Statement) -> Finding:
    name = f"{cls.name}.{statement.name}"
    message = (
        f"{name} is Field itself, which SQLModel takes for the default of the column; call it, Field(...)"
    )
    return Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)


def _nameless(model: Model) -> Iterator[Finding]:
    """Columns, relationships and foreign keys that stand in a class body by themselves."""
    for cls in declarative(model):
        for source in sources(model, cls):
            for value in source.loose:
                call = call_of(value, COLUMNS | RELATIONSHIPS | _KEYS)
                if call is not None:
                    name = column_name(call, None) if call.name in COLUMNS else None
                    cure = (
                        "put it into a column" if call.name in _KEYS else f"write {name or 'name'} = in front"
                    )
                    what = f"{call.name}() in the body of {source.name} has no name"
                    message = f"{what}, so that nothing is mapped; {cure}"
                    yield Finding(RULE.code, value.place, one_line(message), source.name, kind=Kind.BUG)


def _finding(cls: ClassStatement, statement: Statement, options: Options) -> Finding | None:
    name = f"{cls.name}.{statement.name}"
    if _is_key(cls, statement):
        message = f"{name} is a ForeignKey() by itself, which SQLAlchemy ignores; put it into a column"
        return Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)
    construct = _uncalled(cls, statement)
    if construct:
        message = f"{name} is {construct} itself, which maps nothing; call it, {construct}(...)"
        return Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)
    misplaced = key_in_type(statement.value)
    if misplaced is not None:
        typed, key = misplaced
        cure = "let the rows of a secondary table refer" if typed == "ARRAY" else "put it behind the type"
        message = f"{name} gives its ForeignKey() to the type {typed}(), which makes no key of it; {cure}"
        return Finding(RULE.code, key.place, one_line(message), name, kind=Kind.BUG)
    if options.sqlalchemy >= (2, 0) and _is_annotation(cls, statement):
        message = f"{name} is Mapped[...] behind a =, which maps nothing; write {statement.name}: Mapped[...]"
        return Finding(RULE.code, statement.place, one_line(message), name, kind=Kind.BUG)
    if options.sqlalchemy < (2, 0) or not _is_expression(cls, statement):
        return None
    message = (
        f"{name} is an SQL expression, which is not mapped as it stands; put column_property() around it"
    )
    return Finding(RULE.code, statement.place, one_line(message), name)


def _is_key(cls: ClassStatement, statement: Statement) -> bool:
    """Whether it is a foreign key that nothing else in the body puts into a column."""
    if statement.kind != "assignment" or call_of(statement.value, _KEYS) is None:
        return False
    return not _is_read(cls, statement)


def _is_read(cls: ClassStatement, statement: Statement) -> bool:
    """Whether another statement of the body has the name."""
    return any(other.value is not None and statement.name in other.value.reads for other in in_force(cls))


def _uncalled(cls: ClassStatement, statement: Statement) -> str:
    """The construct that makes an attribute and is not called for it, ``""`` where that is no such thing.

    A class that is not mapped itself may offer it to others, which call it by ``cls``.
    """
    value = statement.value
    if statement.kind != "assignment" or value is None or value.form != "external":
        return ""
    if not cls.mapped and hinted(statement) is None:
        return ""
    name = names_of(value.name)
    if not value.name.startswith("sqlalchemy.") or name not in COLUMNS | PROPERTIES | PROXIES:
        return ""
    return "" if _is_read(cls, statement) else name


def _is_annotation(cls: ClassStatement, statement: Statement) -> bool:
    """Whether it is ``Mapped[...]``, and no name for it that another annotation of the body uses."""
    value = statement.value
    if statement.kind != "assignment" or statement.hint is not None or value is None:
        return False
    if value.form != "external" or value.name not in _MAPPED:
        return False
    hints = [other.hint for other in cls.statements if other.hint is not None]
    return all(hint.mapped is True or hint.container != "Mapped" for hint in hints)


def _is_expression(cls: ClassStatement, statement: Statement) -> bool:
    value = statement.value
    if value is None or statement.kind != "assignment" or statement.name.startswith("__"):
        return False
    if value.form == "expression":
        columns = {s.name for s in in_force(cls) if call_of(s.value, COLUMNS) is not None}
        return bool(value.reads) and value.reads <= columns
    if value.call is None or value.call.place != value.place:
        return False
    path = value.call.path
    return path.startswith("sqlalchemy.func.") or (value.call.of_sqlalchemy and value.call.name in _MAKERS)


RULE = Rule(
    code="SQR711",
    name="unmapped-expression",
    kind=Kind.WARNING,
    summary="an SQL expression in a class body that is not mapped",
    documentation=__doc__ or "",
    check=check,
)
