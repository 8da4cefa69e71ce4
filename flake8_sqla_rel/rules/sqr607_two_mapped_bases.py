"""A class that inherits from two mapped classes.

## What it does

Reports a class whose bases are, or lead through abstract classes to, two different mapped
classes, and an `inherits` mapper argument that is not the class's mapped base.

## Why is this bad?

A mapper inherits from one other: "Class <class 'models.Both'> has multiple mapped bases" and
"mapper inherits argument given for non-inheriting class" (`InvalidRequestError`) are raised
when the class is made. Neither has a page on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)


class Both(Employee, Person):
    __tablename__ = "both"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)


class Named:
    name: Mapped[str]


class Both(Named, Employee):
    __tablename__ = "both"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
```

## Fix safety

The code did not run before.

## What it does not see

Bases that cannot be told.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, MappedClass, Model
from flake8_sqla_rel.mapper.written import ClassStatement, Declarations
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.statements import mapper_argument, written
from flake8_sqla_rel.rules.wording import class_at, listed, one_line


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every class with more than one mapped base."""
    declarations = written(model)
    for cls in declarations.mapped():
        if cls.conditional or cls.style == "imperative":
            continue
        bases = [model.classes[base] for base in _mapped_bases(declarations, cls) if base in model.classes]
        if len(bases) > 1:
            message = (
                f"{cls.name} inherits from {_named(bases)}: a mapped class has one mapped base;"
                " make mixins of the others, or relate to them"
            )
            related = tuple(Related(base.place, base.name) for base in bases)
            yield Finding(RULE.code, cls.place, one_line(message), cls.name, related)
            continue
        given = mapper_argument(cls, "inherits")
        if given is None or given is False or given.form != "class" or not cls.closed:
            continue
        if [base.id for base in bases] != [given.name]:
            wanted = model.classes.get(given.name)
            name = class_at(wanted) if wanted is not None else given.name
            message = f"{cls.name} is to inherit from {name}, which is not its mapped base; derive the class from it"
            yield Finding(RULE.code, given.place, one_line(message), cls.name)


def _named(bases: list[MappedClass]) -> str:
    """The bases, each with its place."""
    return listed(class_at(base) for base in bases)


def _mapped_bases(
    declarations: Declarations, cls: ClassStatement, above: frozenset[ClassId] = frozenset()
) -> list[ClassId]:
    """The mapped classes that the bases are, an abstract one standing for its own bases.

    ``above`` are the classes on the way here: a name that is bound twice may make a class its own base.
    """
    found: dict[ClassId, None] = {}
    for base in cls.bases:
        statement = declarations.classes.get(base.name) if base.form == "class" else None
        if statement is None or statement.id in above:
            continue
        if statement.mapped:
            found[statement.id] = None
        elif any(s.name == "__abstract__" for s in statement.statements):
            found |= dict.fromkeys(_mapped_bases(declarations, statement, above | {cls.id})[:1])
    return list(found)


RULE = Rule(
    code="SQR607",
    name="two-mapped-bases",
    kind=Kind.ERROR,
    summary="a class with two mapped bases, or an inherits argument that contradicts its base",
    documentation=__doc__ or "",
    check=check,
)
