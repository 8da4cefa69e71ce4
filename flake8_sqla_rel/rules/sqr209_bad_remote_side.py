"""The remote side of a join is not on the other side.

## What it does

Reports a `remote_side` or `remote()` that leaves no pair of a local and a remote column (it names
neither or both of the columns that are compared), and one that names columns of the relationship's
own class which the target does not have. Also a join of a class to itself that compares a column
with something other than a column and does not say which side is remote; a backref takes over such
a join, but not the `remote_side` beside it.

## Why is this bad?

"Relationship Node.parent could not determine any unambiguous local/remote column pairs"
(`ArgumentError`) is raised when the mappers are configured. The others draw the warnings
"Expression ... is marked as 'remote', but these column(s) are local to the local side" and
"Non-simple column elements in primary join condition": the attribute is then loaded by the wrong
columns. None of them has a page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("node.id"))
    parent = relationship("Node", remote_side=[id, parent_id])
```

## Use instead

```python
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("node.id"))
    parent = relationship("Node", remote_side=[id])
```

## Fix safety

What raises did not run before. Correcting what only warns changes which rows are loaded.

## What it does not see

Joins that cannot be worked out, and classes of one hierarchy whose tables overlap only in part.

## References

- <https://docs.sqlalchemy.org/en/20/orm/self_referential.html>
- <https://docs.sqlalchemy.org/en/20/orm/relationship_api.html#sqlalchemy.orm.relationship.params.remote_side>
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.declared import Criterion
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ColumnRef,
    JoinFault,
    MappedClass,
    Model,
    Relationship,
    Table,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.joins import columns as columns_of
from flake8_sqla_rel.rules.joins import refused, terms
from flake8_sqla_rel.rules.self_reference import says_remote
from flake8_sqla_rel.rules.sides import anchor, attribute_for, once, persist_tables, target_class
from flake8_sqla_rel.rules.wording import class_at, column_text, listed, one_line, quoted


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Joins without a pair, then those that SQLAlchemy warns of."""
    return once([*_without_pairs(model), *_warned(model)])


def _report(relationship: Relationship, message: str, *others: Related) -> Finding:
    place = anchor(relationship, "remote_side", "primaryjoin")
    return Finding(RULE.code, place, one_line(message), relationship.name, others)


def _without_pairs(model: Model) -> Iterator[Finding]:
    for relationship in refused(model, JoinFault.NO_LOCAL_REMOTE_PAIR):
        target = target_class(model, relationship)
        if target is None:
            continue
        columns = _said(relationship)
        if columns:
            said = listed(column_text(model, column) for column in columns)
            what = f"calls {said} remote, which leaves no column of one side compared with one of the other"
        else:
            what = "compares no column of the one side with one of the other"
        cure = "name the columns of the join that the other row has"
        own = model.table_of(relationship.owner)
        meant = () if own is None or target.table != own.id else _referred(own)
        joined = columns_of(None if relationship.joins is None else relationship.joins.primaryjoin)
        if joined and not joined.issuperset(meant):
            cure = "put remote() around the columns of the join that the other row has"
        elif meant and set(meant) != set(columns):
            names = [f"{target.name}.{attribute_for(target, each)}" for each in meant]
            text = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
            cure += f", of a many-to-one remote_side={quoted(text)}"
        message = f"{relationship.name} to {class_at(target)} {what}; {cure}"
        yield _report(relationship, message, Related(target.place, target.name))


def _referred(table: Table) -> tuple[ColumnRef, ...]:
    """What the one foreign key of a table to itself refers to, or else its primary key."""
    keys = [
        tuple(element.referred for element in key.elements if isinstance(element.referred, ColumnRef))
        for key in table.constraints
    ]
    keys = [key for key in keys if key and all(column.table == table.id for column in key)]
    if len(keys) == 1:
        return keys[0]
    primary = () if table.primary_key is UNKNOWN else sorted(table.primary_key)
    return tuple(ColumnRef(table.id, name) for name in primary)


def _said(relationship: Relationship) -> tuple[ColumnRef, ...]:
    """The columns that ``remote()`` marks or ``remote_side`` lists."""
    joins = relationship.joins
    if joins is None:
        return ()
    marked: tuple[ColumnRef, ...] = ()
    if isinstance(joins.primaryjoin, Criterion):
        marked = tuple(dict.fromkeys(term.ref for term in terms(joins.primaryjoin) if term.remote))
    return marked or (joins.remote_side if isinstance(joins.remote_side, tuple) else ())


def _warned(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        target = target_class(model, relationship)
        if target is None or relationship.pairs is UNKNOWN or relationship.secondary is UNKNOWN:
            continue
        ours = {table.id for table in persist_tables(model, relationship.owner)}
        theirs = {table.id for table in persist_tables(model, target.id)}
        if not ours or not theirs:
            continue
        own = tuple(
            dict.fromkeys(
                remote
                for _, remote in relationship.pairs
                if remote.table in ours and remote.table not in theirs
            )
        )
        if own:
            names = listed(column_text(model, column) for column in own)
            be = "is a column" if len(own) == 1 else "are columns"
            owner = model.classes[relationship.owner].name
            message = (
                f"{relationship.name} calls {names} remote, which {be} of {owner} itself and not of "
                f"{class_at(target)}; {_remote_cure(relationship, target)}"
            )
            yield _report(relationship, message, Related(target.place, target.name))._replace(
                kind=Kind.WARNING
            )
        elif relationship.secondary is None and ours == theirs:
            yield from _not_simple(model, relationship)


def _remote_cure(relationship: Relationship, target: MappedClass) -> str:
    if relationship.secondary is not None:
        return "of a many-to-many the columns of the secondary table are remote without being told"
    return f"name columns of {target.name}, or drop remote_side"


def _not_simple(model: Model, relationship: Relationship) -> Iterator[Finding]:
    """A join of a class to itself in which a column is compared with something that is no column."""
    criterion = _undecided(model, relationship)
    if criterion is None:
        return
    simple = [each for each in criterion.comparisons if each.left.plain and each.right.plain]
    if not simple or len(simple) == len(criterion.comparisons):
        return
    message = (
        f"the primaryjoin of {relationship.name} compares a column with something that is none, and does "
        "not say which row is the other one; put remote() around the columns of the other row"
    )
    if relationship.made_by is not None:
        maker = model.relationships[relationship.made_by]
        message += f" in that of {maker.name}: its backref does not take over remote_side"
    yield _report(relationship, message)._replace(kind=Kind.WARNING)


def _undecided(model: Model, relationship: Relationship) -> Criterion | None:
    """The ``primaryjoin`` of a relationship that does not say which of its columns are remote.

    A backref has that of the relationship that makes it, without the ``remote_side``. Where neither
    says it, the one that is written is to be changed.
    """
    if relationship.joins is None or says_remote(relationship):
        return None
    given = relationship.joins.primaryjoin
    if given is None and relationship.made_by is not None:
        maker = model.relationships[relationship.made_by]
        given = maker.joins.primaryjoin if maker.joins is not None and says_remote(maker) else None
        if isinstance(given, Criterion) and any(term.remote for term in terms(given)):
            return None
    return given if isinstance(given, Criterion) else None


RULE = Rule(
    code="SQR209",
    name="bad-remote-side",
    kind=Kind.ERROR,
    summary="remote_side or remote() names columns that are not on the other side",
    documentation=__doc__ or "",
    check=check,
)
