"""A subclass that the discriminator cannot tell apart.

## What it does

Reports a subclass of a hierarchy with `polymorphic_on` that gives no `polymorphic_identity`, a class
on `ConcreteBase` without one, and two classes of one hierarchy that give the same.

## Why is this bad?

"Mapper[Engineer(employee)] does not indicate a 'polymorphic_identity', yet is part of an
inheritance hierarchy that has a 'polymorphic_on' column" and "Reassigning polymorphic
association for identity 'staff'" (both `SAWarning`) when the class is made. Rows of such a
class are loaded as another class, or saved without a kind. Neither has a page on sqlalche.me. The union
that `ConcreteBase` makes of the tables has the identity of each class in it: without one every query raises
("no such column: None"), and of two classes below an `AbstractConcreteBase` that give the same only one is
in it.

## Versions

Every release; `polymorphic_abstract=True` for a class that has no rows of its own is known from
2.0 on.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    pass
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Engineer(Employee):
    __mapper_args__ = {"polymorphic_identity": "engineer"}
```

## Fix safety

An identity that is given later does not change the rows that are there.

## What it does not see

Mapper arguments that are computed in a way that cannot be followed.

## References

- <https://docs.sqlalchemy.org/en/20/orm/inheritance.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import ClassId, MappedClass, Model
from flake8_sqla_rel.mapper.written import ClassStatement, Written
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.concrete import union_base
from flake8_sqla_rel.rules.statements import mapper_argument, written
from flake8_sqla_rel.rules.wording import class_at, located, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every class of a polymorphic hierarchy without an identity of its own."""
    seen: dict[tuple[ClassId, object], tuple[MappedClass, Written]] = {}
    for statement in written(model).mapped():
        cls = model.classes.get(statement.id)
        if cls is None or cls.conditional:
            continue
        identity = mapper_argument(statement, "polymorphic_identity")
        if identity is None:
            continue
        if identity is False or (identity.form == "constant" and identity.value is None):
            if _is_missing(model, statement, cls):
                yield _missing(model, statement, cls, options)
            elif _is_lost_to_union(model, statement, cls):
                yield _lost_to_union(cls)
            continue
        key = _key(identity)
        if key is None:
            continue
        other, first = seen.setdefault((cls.concrete_base or cls.root, key), (cls, identity))
        if other is not cls:
            text = quoted(identity.value) if identity.form == "constant" else identity.name
            message = (
                f"{cls.name} has the polymorphic identity {text}, which is that of {located(other.name, first.place)}"
                " already; give each class its own"
            )
            # Of two siblings in a union nobody is told.
            kind = Kind.BUG if other.root != cls.root else None
            related = (Related(first.place, other.name),)
            yield Finding(RULE.code, identity.place, one_line(message), cls.name, related, kind=kind)


def _key(identity: Written) -> object | None:
    """What tells two identities apart, ``None`` for what cannot be compared."""
    if identity.form == "constant":
        return ("constant", identity.value)  # 1 and True are one key to SQLAlchemy, too.
    return (identity.owner, identity.name) if identity.form == "attribute" and identity.owner else None


def _is_missing(model: Model, statement: ClassStatement, cls: MappedClass) -> bool:
    root = written(model).classes.get(cls.root)
    if len(cls.lineage) < 2 or root is None or not statement.closed:
        return False
    if mapper_argument(statement, "polymorphic_abstract") is not False:
        return False
    column = mapper_argument(root, "polymorphic_on")
    return (
        column is not None
        and column is not False
        and not (column.form == "constant" and column.value is None)
    )


def _is_lost_to_union(model: Model, statement: ClassStatement, cls: MappedClass) -> bool:
    """Whether the union of a ``ConcreteBase`` is queried, with the class in it, whenever the class above is."""
    union = cls.concrete_base is None and union_base(model, cls) is not None
    return union and statement.closed and mapper_argument(statement, "polymorphic_abstract") is False


def _lost_to_union(cls: MappedClass) -> Finding:
    message = (
        f"{cls.name} has no polymorphic_identity, and the union that ConcreteBase makes of the tables needs one:"
        " queries raise; give it one in __mapper_args__"
    )
    return Finding(RULE.code, cls.place, one_line(message), cls.name, kind=Kind.BUG)


def _missing(model: Model, statement: ClassStatement, cls: MappedClass, options: Options) -> Finding:
    root = model.classes[cls.root]
    place, where = cls.place, " in __mapper_args__"
    if cls.style == "imperative":
        place, where = statement.special["__mapper_args__"].place, ""
    abstract = ", or polymorphic_abstract=True if it has no rows" if options.sqlalchemy >= (2, 0) else ""
    message = (
        f"{cls.name} has no polymorphic_identity, and {class_at(root)} tells its subclasses apart by one;"
        f" give it one{where}{abstract}"
    )
    return Finding(RULE.code, place, one_line(message), cls.name, (Related(root.place, root.name),))


RULE = Rule(
    code="SQR602",
    name="polymorphic-identity",
    kind=Kind.WARNING,
    summary="a polymorphic identity that is missing or given twice",
    documentation=__doc__ or "",
    check=check,
)
