"""An annotation that type checkers understand and Python does not.

## What it does

Reports the annotation of a mapped attribute that raises when it is evaluated: a container such
as `Mapped` or `List` that is imported only under `TYPE_CHECKING` or not at all, an unquoted
name that is bound further down, `"Child" | None`, `Mapped[...]` with several arguments, and of
a column any name that is not there when the class is made.

## Why is this bad?

SQLAlchemy has to evaluate the annotation to know what it maps. Of a relationship only the
innermost class may be missing. It raises "Could not interpret annotation Mapped[List[Child]].
Check that it uses names that are correctly imported at the module level" or "Could not resolve
all types within mapped annotation" (`MappedAnnotationError`); Python itself raises "name
'Child' is not defined" (`NameError`) and "unsupported operand type(s) for |" or "Too many
arguments" (`TypeError`). None of these has a page on sqlalche.me.

## Versions

Annotations that are strings at run time count from 2.0 on, the others in every release. Python
3.14 and later evaluate an annotation when it is asked for: there an unquoted name of a relationship
may be bound further down, or for type checkers only, and is not reported. Which Python it is, is
told by the one that flake8 runs on, or by the project's `requires-python` where that is newer.

## Example

```python
from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

if TYPE_CHECKING:
    from typing import List


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[List[Child]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Use instead

```python
from __future__ import annotations

from typing import List

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[List[Child]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

The code did not run before. Where an import would be a circle, quote the name.

## What it does not see

Classes inside of functions and of other classes, modules with star imports, and names that are
bound nowhere, which other linters report.

## References

- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Model, Place
from flake8_sqla_rel.mapper.written import ClassStatement, Hint, Statement, Unbound
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import (
    PROPERTIES,
    call_of,
    effective,
    sqlmodel_call,
    written,
)
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every mapped annotation that raises when it is evaluated."""
    modern = options.sqlalchemy >= (2, 0)
    return once(
        Finding(RULE.code, found[0], one_line(f"{name} {found[1]}"), name)
        for cls in written(model).mapped()
        if cls.style in ("1.x", "2.x", "sqlmodel")
        for source, statement in effective(model, cls)
        if statement.hint is not None
        and (found := _fault(model, source, statement, statement.hint, modern)) is not None
        and (name := f"{source.name}.{statement.name}")
    )


def _fault(
    model: Model, cls: ClassStatement, statement: Statement, hint: Hint, modern: bool
) -> tuple[Place, str] | None:
    if hint.mapped is not True:
        if sqlmodel_call(statement.value) is not None and not hint.text:
            return next(((unbound.place, _why(unbound, hint, statement)) for unbound in hint.unbound), None)
        return None
    for unbound in hint.unbound:
        if modern or not hint.text:
            return unbound.place, _why(unbound, hint, statement)
    if hint.arguments != 1 and modern:
        return (
            hint.inner,
            f"gives {hint.container} {hint.arguments} arguments; it takes one, as in Optional[...]",
        )
    if hint.union is not None and (modern or not hint.text):
        return (
            hint.union,
            "has | between a string and None, which cannot be evaluated; put all of it into the quotes",
        )
    if not modern or call_of(statement.value, PROPERTIES) is not None or hint.target in model.classes:
        return None
    # Names that are bound nowhere are for other linters to report.
    inside = next((unbound for unbound in hint.unbound_inside if unbound.why != "bound nowhere"), None)
    if inside is not None and _is_column(statement) and "__table__" not in cls.special:
        return inside.place, _why(inside, hint, statement)
    return None


def _is_column(statement: Statement) -> bool:
    return statement.value is None or call_of(statement.value, frozenset({"mapped_column"})) is not None


def _why(unbound: Unbound, hint: Hint, statement: Statement) -> str:
    needs = f"is evaluated at run time and needs {unbound.name}"
    if unbound.bound is None:
        return f"{needs}, which is not imported"
    if unbound.why == "type checking only":
        place = located("only for type checkers", unbound.bound)
        return f"{needs}, which is imported {place}; import it outside of TYPE_CHECKING"
    # The type of a column has to be there even where its name is quoted.
    cure = "move it up" if hint.text or _is_column(statement) else "quote the name"
    return f"{needs}, which is bound further down ({unbound.bound}); {cure}"


RULE = Rule(
    code="SQR519",
    name="annotation-not-importable",
    kind=Kind.ERROR,
    summary="a mapped annotation that cannot be evaluated at run time",
    documentation=__doc__ or "",
    check=check,
)
