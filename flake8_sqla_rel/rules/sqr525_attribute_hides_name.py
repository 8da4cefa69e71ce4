"""An attribute that hides what the rest of its class body needs.

## What it does

Reports the use of a name in a class body in which an attribute has that name by then: it is
called, as a decorator too (`@property`), asked for what a module or class has (`uuid.UUID`), or
stands for the type of a column (`date: Mapped[date] = mapped_column()`) or for the table of a
`secondary=tags`, behind `tags = relationship(...)`.

## Why is this bad?

The body of a class is a namespace, and `date = mapped_column()` binds `date` in it. From there on
the name is that column. Python evaluates the annotation of a statement when its value is bound
already, so that the attribute hides the class of its own annotation.

Python raises "'Column' object is not callable" (`TypeError`) or "'MappedColumn' object has no
attribute 'UUID'" (`AttributeError`), SQLAlchemy "The object provided inside the 'date' attribute
Mapped annotation is not a Python type, it's the object <...MappedColumn object>"
(`MappedAnnotationError`) or "FROM expression, such as a Table or alias() object expected"
(`ArgumentError`), Pydantic "Unable to generate pydantic-core schema for FieldInfo(...)".
None of these has a page on sqlalche.me.

## Versions

All. Annotations count up to Python 3.13, where they are evaluated in the class body.

## Example

```python
from datetime import date

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date] = mapped_column(index=True)
```

## Use instead

```python
import datetime

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date] = mapped_column(index=True)
```

## Fix safety

The code did not run before. Quotes around the type (`Mapped["date"]`) do as well, except with
SQLModel, which looks for it in the class.

## What it does not see

Classes inside of functions and of other classes, and attributes that a condition binds. Where the
column has a type of its own (`mapped_column(Date)`), SQLAlchemy does not look at the annotation.

## References

- <https://docs.python.org/3/reference/simple_stmts.html#annotated-assignment-statements>
- <https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html#using-annotated-declarative-table-type-annotated-forms-for-mapped-column>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, HiddenName, Model, Place, class_name
from flake8_sqla_rel.mapper.written import ClassStatement, Statement
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import once
from flake8_sqla_rel.rules.statements import effective, is_bare_column, sqlmodel_call, written
from flake8_sqla_rel.rules.wording import located, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every such use; of one annotation the first."""
    if model.hidden_names:
        yield from once(
            _finding(found)
            for found in model.hidden_names
            if _by_python(found) and found.cls in written(model).classes
        )
        yield from once(_finding(found) for found in _by_mapping(model))


def _by_python(found: HiddenName) -> bool:
    """Whether Python itself raises, whatever becomes of the class."""
    return found.use != "type" and not found.quoted


def _by_mapping(model: Model) -> Iterator[HiddenName]:
    """The uses that matter to who maps the class."""
    hidden: dict[tuple[ClassId, Place], HiddenName] = {}
    for found in model.hidden_names:
        if found.annotation is not None:
            hidden.setdefault((found.cls, found.annotation), found)
    for cls in written(model).mapped():
        for source, statement in effective(model, cls):
            hint = statement.hint
            named = None if hint is None else hidden.get((source.id, hint.place))
            if named is not None and not _by_python(named) and _is_evaluated(cls, statement, named):
                yield named


def _is_evaluated(cls: ClassStatement, statement: Statement, found: HiddenName) -> bool:
    """Whether the annotation of a statement is what gives the attribute its type."""
    hint = statement.hint
    if hint is None or hint.left_alone or not statement.direct:
        return False
    if cls.style == "sqlmodel":
        call = sqlmodel_call(statement.value)
        plain = statement.value is None or statement.value.form == "constant"
        return hint.mapped is not True and (plain if call is None else call.name == "Field")
    call = None if statement.value is None else statement.value.call
    return (
        cls.style in ("1.x", "2.x")
        and hint.mapped is True
        and not found.quoted
        and "__table__" not in cls.special
        and is_bare_column(statement)
        and (call is None or call.keyword("use_existing_column") is None)
    )


def _finding(found: HiddenName) -> Finding:
    subject = f"{class_name(found.cls)}.{found.name}"
    meant = {
        "called": "is called here",
        "attribute": "is needed here",
        "type": "is meant for a type here",
        "table": "is meant for a table here",
    }[found.use]
    return Finding(
        code=RULE.code,
        place=found.place,
        message=one_line(
            f"{found.text} {meant}, but {found.name} is {located(f'the attribute {subject}', found.attribute)} "
            "by now; give one of the two another name"
        ),
        subject=subject,
        related=(Related(found.attribute, subject),),
    )


RULE = Rule(
    code="SQR525",
    name="attribute-hides-name",
    kind=Kind.ERROR,
    summary="an attribute hides a name that the rest of its class body needs",
    documentation=__doc__ or "",
    check=check,
)
