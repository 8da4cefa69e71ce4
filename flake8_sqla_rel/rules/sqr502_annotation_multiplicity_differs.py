"""The relationship gives one object where a list is promised, or the other way round.

## What it does

Reports a list annotation on a relationship that is scalar (a many-to-one, or one with
`uselist=False`), a scalar annotation on a one-to-many whose foreign key admits several
children, an annotation such as `Iterable[...]` that silently makes a scalar, `uselist=True`
that a scalar annotation overrules, and `uselist=True` on a many-to-one. The annotation that SQLModel
puts into `Mapped[...]` counts as well.

## Why is this bad?

The direction of a relationship comes from the foreign keys, whatever the annotation says. A
list annotation on a many-to-one leaves the attribute scalar: `child.parent.append(...)` fails
at run time. A scalar one on a one-to-many loads one of the rows, any of them, and SQLAlchemy
warns as late as at loading: "Multiple rows returned with uselist=False for lazily-loaded
attribute". `Iterable` is no collection to SQLAlchemy and makes a scalar. None of this has a
page on sqlalche.me.

## Versions

Annotations count from 2.0 on; `uselist=True` on a many-to-one makes a list of one in every
release.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped["Child"] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship()


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
```

## Fix safety

Every use of the attribute has to follow when an object becomes a list or the other way round.

## What it does not see

A scalar under a singular name, one with `uselist=False` written out, one with a join of its own
or an `order_by`, which may pick one row on purpose, and one that should be a many-to-one to its
own class, which is SQR208. Two sides of one direction are SQR008. A list over a unique key is
SQR004, and `uselist=True` on a many-to-one over columns that are not unique does give a list.

## References

- <https://docs.sqlalchemy.org/en/20/orm/basic_relationships.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Direction, Model, Place, Relationship
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.joins import either_key
from flake8_sqla_rel.rules.keywords import has_unseen_keywords
from flake8_sqla_rel.rules.one_direction import unfit_partner
from flake8_sqla_rel.rules.self_reference import exchanged_with
from flake8_sqla_rel.rules.sides import declared, scalar_type, target_class
from flake8_sqla_rel.rules.statements import as_written, hinted, is_of_sqlmodel, names_of, statement_of
from flake8_sqla_rel.rules.wording import column_text, located, one_line, quoted

_MANY: Final = frozenset(
    "Iterable Iterator Generator AsyncIterable AsyncIterator Reversible Container".split()
)
_PLURALS: Final = frozenset({"children", "people", "men", "women", "data", "media", "list", "set", "all"})
# With one of these a scalar may be the one row that is meant.
_PICKS: Final = ("primaryjoin", "secondaryjoin", "order_by", "uselist", "viewonly")


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every relationship whose multiplicity is not the one that is written."""
    exchanged = {partner.id for r in declared(model) if (partner := exchanged_with(model, r)) is not None}
    for relationship in declared(model):
        if relationship.problem is not None or has_unseen_keywords(relationship):
            continue
        if unfit_partner(model, relationship) is not None:
            continue  # Its direction is what is wrong: SQR008.
        if relationship.id in exchanged:
            continue  # Its remote_side is: SQR208.
        found = _fault(model, relationship, options.sqlalchemy >= (2, 0))
        if found is not None:
            place, why, other = found
            message = one_line(f"{relationship.name} {why}")
            yield Finding(RULE.code, place, message, relationship.name, other)


Fault = tuple[Place, str, tuple[Related, ...]]


def _fault(model: Model, relationship: Relationship, modern: bool) -> Fault | None:
    statement = statement_of(model, relationship)
    hint = hinted(statement) if statement is not None and modern else None
    if modern and hint is None and is_of_sqlmodel(model, relationship):
        return _of_sqlmodel(model, relationship)
    stated = relationship.args.get("uselist")
    direction = relationship.direction
    if hint is None:
        wanted = stated is not None and stated.value is True and direction is Direction.MANYTOONE
        if stated is not None and wanted and _finds_one(model, relationship):
            cure = "leave uselist out"
            if "remote_side" in relationship.args and relationship.target.cls == relationship.owner:
                cure += ", or remote_side for the rows that refer to this one"
            return (
                stated.place,
                f"is a many-to-one, of which uselist=True makes a list of one at most; {cure}",
                (),
            )
        return None
    if hint.container != "Mapped" or hint.bare or "[" in (hint.quoted or ""):
        return None
    if relationship.annotation is not None and relationship.annotation.collection:
        scalar = scalar_type(model, relationship, hint.named or "...")
        return _list(model, relationship, hint.inner, f"Mapped[{scalar}]")
    if hint.origin is not None and names_of(hint.origin) in _MANY:
        name = names_of(hint.origin)
        return hint.inner, f"is scalar: {name} is no collection to SQLAlchemy; annotate list[...]", ()
    if hint.origin is None:
        return _overruled(relationship) or _scalar(model, relationship, hint.inner, "Mapped[list[{}]]")
    return _overruled(relationship)


def _of_sqlmodel(model: Model, relationship: Relationship) -> Fault | None:
    """What SQLModel puts ``Mapped[]`` around."""
    target, annotation = target_class(model, relationship), relationship.annotation
    if target is None or annotation is None or annotation.target != target.name:
        return None
    if annotation.collection:
        return _list(model, relationship, annotation.place, scalar_type(model, relationship, target.name))
    return _overruled(relationship) or _scalar(model, relationship, annotation.place, "list[{}]")


def _overruled(relationship: Relationship) -> Fault | None:
    """A list that is asked for beside a scalar annotation."""
    stated = relationship.args.get("uselist")
    if stated is None or stated.value is not True or "collection_class" in relationship.args:
        return None
    return stated.place, "is scalar, as its annotation says: uselist=True is overruled; annotate a list", ()


def _list(model: Model, relationship: Relationship, place: Place, scalar: str) -> Fault | None:
    """A collection over what is one object, for which ``scalar`` is the annotation."""
    stated = relationship.args.get("uselist")
    if stated is not None and stated.value is False:
        return (
            stated.place,
            "is annotated as a collection, but uselist=False makes it scalar; drop one of them",
            (),
        )
    if relationship.direction is Direction.MANYTOONE and relationship.uselist is False:
        several = f"say {as_written(model, relationship, 'uselist=True')}"
        cure = several if _by_either_key(relationship) else f"annotate {scalar}"
        return place, f"is a many-to-one, so that it gives one object and no collection; {cure}", ()
    return None


def _scalar(model: Model, relationship: Relationship, place: Place, several: str) -> Fault | None:
    """A scalar annotation on what admits several rows, which are annotated as ``several``."""
    target = target_class(model, relationship)
    if target is None or any(name in relationship.args for name in _PICKS):
        return None
    if target.root == model.classes[relationship.owner].root or relationship.uselist is not False:
        return None
    cure = f"annotate {several.format(quoted(target.name))}"
    if relationship.direction is Direction.MANYTOMANY:
        return (
            place,
            f"is a many-to-many, of which the annotation loads one row, any of them; {cure}",
            (),
        )
    if relationship.direction is not Direction.ONETOMANY or relationship.pairs is UNKNOWN:
        return None
    if not _sounds_like_many(relationship.key):
        # One of several may be all that a singular name promises.
        return None
    keys = [remote for _, remote in relationship.pairs]
    if not keys or any(key.table != keys[0].table for key in keys) or _may_be_unique(model, keys):
        return None
    column = model.tables[keys[0].table].column(keys[0].name)
    if column is None:
        return None
    where = located(column_text(model, keys[0]), column.place)
    why = f"loads one row, any of them, although {where} admits several; {cure}, or make the column unique"
    return place, why, (Related(column.place, "the foreign key"),)


def _sounds_like_many(name: str) -> bool:
    """Whether an attribute's name is a plural."""
    last = name.lower().rpartition("_")[2]
    return last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


def _finds_one(model: Model, relationship: Relationship) -> bool:
    """Whether a many-to-one refers to columns that are certain to be unique."""
    if relationship.pairs is UNKNOWN or not relationship.pairs or _computes(relationship):
        return False
    remote = [column for _, column in relationship.pairs]
    table = model.tables[remote[0].table]
    names = frozenset(column.name for column in remote)
    primary = table.primary_key
    keys = table.unique if primary is UNKNOWN else (*table.unique, primary)
    return any(key <= names for key in keys if key)


def _computes(relationship: Relationship) -> bool:
    """Whether its join may hold for more rows than the one a key names, or is unknown.

    One with ``or_()`` does, and one that compares what a function makes of a column, such as any item of an array.
    """
    given = None if relationship.joins is None else relationship.joins.primaryjoin
    if given is None:
        return False
    if given is UNKNOWN or given.alternatives:
        return True
    return not all(each.left.plain and each.right.plain for each in given.comparisons)


def _by_either_key(relationship: Relationship) -> bool:
    """Whether ``or_()`` stands around several keys of its join, and not around what picks some rows of one."""
    pairs = () if relationship.pairs is UNKNOWN else relationship.pairs
    return len(either_key(relationship) & {frozenset(pair) for pair in pairs}) > 1


def _may_be_unique(model: Model, keys: list[ColumnRef]) -> bool:
    """Whether the columns may be unique: a unique constraint or primary key over some of them, or unknown."""
    table = model.tables[keys[0].table]
    names = frozenset(key.name for key in keys)
    primary = table.primary_key
    if not table.complete or primary is UNKNOWN:
        return True
    if any(column.unique is UNKNOWN for column in table.columns if column.name in names):
        return True
    return any(unique <= names for unique in (*table.unique, primary) if unique)


RULE = Rule(
    code="SQR502",
    name="annotation-multiplicity-differs",
    kind=Kind.BUG,
    summary="an annotation or uselist that says list where it is scalar, or the other way round",
    documentation=__doc__ or "",
    check=check,
)
