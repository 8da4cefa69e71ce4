"""Several foreign keys join the two classes of a relationship.

## What it does

Reports a relationship between two classes whose tables are linked by more than one foreign
key, in either direction, when nothing says which one it uses. It lists the columns and names
the one that the attribute's name suggests.

## Why is this bad?

"Could not determine join condition between parent/child tables on relationship Booking.chef -
there are multiple foreign key paths linking the tables" (`AmbiguousForeignKeysError`) is
raised when the mappers are configured, and every later use of any mapper raises it again.
The message has no page of its own on sqlalche.me.

## Versions

Every release, 1.4, 2.0 and 2.1 alike.

## Example

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef: Mapped["Person"] = relationship()
```

## Use instead

```python
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chef: Mapped["Person"] = relationship(foreign_keys=[chef_id])
```

## Fix safety

The code did not run before. Which key is meant is the author's to say; the suggestion only
goes by names.

## What it does not see

Tables that may have columns or keys which the source does not show. A self-referential
many-to-many, which needs both joins written out, is SQR204.

## References

- <https://docs.sqlalchemy.org/en/20/orm/join_conditions.html#handling-multiple-join-paths>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ForeignKeyConstraint,
    JoinFault,
    JoinProblem,
    MappedClass,
    Model,
    Relationship,
    TableId,
)
from flake8_sqla_rel.rules.base import Finding, Kind, Options, Related, Rule
from flake8_sqla_rel.rules.sides import (
    anchor,
    declared,
    leads_back,
    meant_as_collection,
    once,
    persist_tables,
    stated,
    target_class,
)
from flake8_sqla_rel.rules.statements import are_bound_before, as_written, is_computed
from flake8_sqla_rel.rules.wording import (
    best_named,
    class_at,
    counted,
    listed,
    located,
    one_line,
    quoted,
    side,
    table_text,
)


def check(model: Model, options: Options) -> Iterator[Finding]:
    """Every declared relationship for which several foreign keys compete."""
    return once(
        _finding(model, relationship, target, relationship.problem)
        for relationship in declared(model)
        if relationship.problem is not None
        and relationship.problem.fault is JoinFault.AMBIGUOUS
        and (target := target_class(model, relationship)) is not None
        and (relationship.secondary is None or not leads_back(model, relationship, target))
    )


def _finding(model: Model, relationship: Relationship, target: MappedClass, problem: JoinProblem) -> Finding:
    owner = model.classes[relationship.owner]
    keys = [_columns(model, table, constraint) for table, constraint in problem.paths]
    number = f"{counted(len(keys))} foreign keys" if keys else "several foreign keys"
    message = f"{relationship.name} could join {owner.name} and {class_at(target)} by {number}"
    if keys:
        message += f": {listed(_path(*path, key) for path, key in zip(problem.paths, keys, strict=True))}"
    return Finding(
        code=RULE.code,
        place=anchor(relationship, "foreign_keys"),
        message=one_line(f"{message}; {_cure(model, relationship, problem)}"),
        subject=relationship.name,
        related=(
            Related(target.place, target.name),
            *(
                Related(constraint.place, key)
                for (_, constraint), key in zip(problem.paths, keys, strict=True)
            ),
        ),
    )


def _columns(model: Model, table: TableId, constraint: ForeignKeyConstraint) -> str:
    """The local columns of a foreign key: ``booking.chef_id``, ``transfer.(bank, number)``."""
    key = table_text(model.tables[table])
    names = ", ".join(element.column for element in constraint.elements)
    return f"{key}.{names if len(constraint.elements) == 1 else f'({names})'}"


def _path(table: TableId, constraint: ForeignKeyConstraint, columns: str) -> str:
    return located(columns, constraint.place)


def _cure(model: Model, relationship: Relationship, problem: JoinProblem) -> str:
    if relationship.secondary is not None:
        return f"give {problem.half}join"
    paths = problem.paths
    if _parts_of_one_key(model, paths):
        return "make them one ForeignKeyConstraint"
    index = fitting_key(model, relationship, paths)
    partner = None if index is None else _partner_by_other_key(model, relationship, paths, index)
    if partner is not None:
        return f"it and {side(partner)} are one pair and need one key; remove the other, or name one on both sides"
    said = (
        "foreign_keys does not list exactly the columns of one; "
        if "foreign_keys" in relationship.args
        else ""
    )
    if index is None:
        return f"{said}say which with foreign_keys"
    argument = foreign_keys_argument(model, relationship, *paths[index])
    told = "as a collection" if index == _only_list(model, relationship, paths) else "by its name"
    return f"{said}{told} it means {as_written(model, relationship, argument)}"


def foreign_keys_argument(
    model: Model, relationship: Relationship, table: TableId, constraint: ForeignKeyConstraint
) -> str:
    """The ``foreign_keys`` argument that picks a foreign key, in terms of mapped attributes."""
    ours = {each.id for each in persist_tables(model, relationship.owner)}
    cls = model.classes[relationship.owner] if table in ours else target_class(model, relationship)
    names = [_attribute(cls, table, element.column) for element in constraint.elements]
    own = model.classes[relationship.owner].table
    # In the body of a class of SQLModel's the names are no columns.
    if cls is not None and cls.id == relationship.owner and table == own and cls.style != "sqlmodel":
        if is_computed(model, relationship):
            return f"foreign_keys=[{', '.join(f'cls.{name}' for name in names)}]"
        if are_bound_before(model, relationship, names):
            return f"foreign_keys=[{', '.join(names)}]"
    paths = [f"{cls.name}.{name}" if cls is not None else name for name in names]
    text = ", ".join(paths)
    return f"foreign_keys={quoted(text if len(paths) == 1 else f'[{text}]')}"


def _attribute(cls: MappedClass | None, table: TableId, column: str) -> str:
    """The attribute that maps a column, by its database name where none is found."""
    if cls is not None:
        for attribute in cls.attributes.values():
            if attribute.column == (table, column):
                return attribute.name
    return column


def fitting_key(
    model: Model, relationship: Relationship, paths: Sequence[tuple[TableId, ForeignKeyConstraint]]
) -> int | None:
    """The key that the reverse uses already, that alone makes a list, or that is named like a side."""
    reverse = stated(model, relationship)
    others = () if relationship.reverse is UNKNOWN else relationship.reverse
    written = [model.relationships[other].sync_pairs for other in others]
    for pairs in written:
        columns = set() if pairs is UNKNOWN else {column for _, column in pairs}
        for index, (table, constraint) in enumerate(paths):
            if columns and columns == {(table, element.column) for element in constraint.elements}:
                return index
    only = _only_list(model, relationship, paths)
    if only is not None:
        return only
    names = [relationship.key, *([reverse] if isinstance(reverse, str) else [])]
    if not {table for table, _ in paths} & {each.id for each in persist_tables(model, relationship.owner)}:
        names.reverse()  # A key is called like the relationship of its own table.
    return best_named(names, [[element.column for element in constraint.elements] for _, constraint in paths])


def _partner_by_other_key(
    model: Model,
    relationship: Relationship,
    paths: Sequence[tuple[TableId, ForeignKeyConstraint]],
    index: int,
) -> Relationship | None:
    """The reverse that is named on both sides and that by its own name means the key of the other table."""
    target = target_class(model, relationship)
    for other in declared(model):
        named = other.key == relationship.back_populates and other.back_populates == relationship.key
        if not named or target is None or other.owner not in target.lineage or other.problem is None:
            continue
        meant = fitting_key(model, other, other.problem.paths)
        if meant is not None and other.problem.paths[meant][0] != paths[index][0]:
            return other
    return None


def _only_list(
    model: Model, relationship: Relationship, paths: Sequence[tuple[TableId, ForeignKeyConstraint]]
) -> int | None:
    """Of what is meant as a collection the only key that is the other side's, and so makes one."""
    if meant_as_collection(relationship) is not True:
        return None
    ours = {each.id for each in persist_tables(model, relationship.owner)}
    theirs = [index for index, (table, _) in enumerate(paths) if table not in ours]
    return theirs[0] if len(theirs) == 1 else None


def _parts_of_one_key(model: Model, paths: Sequence[tuple[TableId, ForeignKeyConstraint]]) -> bool:
    """Whether single foreign keys refer, one each, to the columns of one composite primary key."""
    referred = [element.referred for _, constraint in paths for element in constraint.elements]
    known = [each for each in referred if each is not None and each is not UNKNOWN]
    if (
        len(known) != len(paths)
        or len({each.table for each in known}) != 1
        or len({t for t, _ in paths}) != 1
    ):
        return False
    names = frozenset(each.name for each in known)
    return len(names) == len(known) > 1 and names == model.tables[known[0].table].primary_key


RULE = Rule(
    code="SQR202",
    name="ambiguous-foreign-keys",
    kind=Kind.ERROR,
    summary="several foreign keys join the two classes of a relationship and nothing says which",
    documentation=__doc__ or "",
    check=check,
)
