"""Foreign keys that lead nowhere, and what they were probably meant to name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    AttributeKind,
    ColumnRef,
    ForeignKeyConstraint,
    ForeignKeyElement,
    MappedClass,
    Model,
    Table,
)
from flake8_sqla_rel.rules.sides import mapped_by
from flake8_sqla_rel.rules.wording import key_text, located, nearest, quoted, singular, table_text


def broken_keys(table: Table) -> Iterator[tuple[ForeignKeyConstraint, ForeignKeyElement]]:
    """The parts of a table's foreign keys that refer to a table or column that is not there."""
    for constraint in table.constraints:
        for element in constraint.elements:
            if element.referred is None and element.referred_table is not None:
                yield constraint, element


def named_table(model: Model, table: Table, element: ForeignKeyElement) -> Table | None:
    """The table that a foreign key names, on the MetaData of its own table."""
    return _only(t for t in _called(model, element) if t.metadata == table.metadata)


def meant_class(model: Model, table: Table, element: ForeignKeyElement) -> MappedClass | None:
    """The mapped class whose name stands where a table's name belongs."""
    word = (element.referred_table or "").rsplit(".", 1)[-1]
    for cls in model.by_name.get(word, ()):
        own = model.table_of(cls.id)
        if own is not None and own.metadata == table.metadata:
            return cls
    return None


def other_schema(model: Model, table: Table, element: ForeignKeyElement) -> Table | None:
    """A table of that name in another schema of the same MetaData."""
    word = (element.referred_table or "").rsplit(".", 1)[-1]
    return _only(
        t
        for t in model.tables
        if t.metadata == table.metadata and t.name == word and t.key != element.referred_table
    )


def other_metadata(model: Model, table: Table, element: ForeignKeyElement) -> Table | None:
    """A table of exactly that key on another MetaData."""
    elsewhere = (t for t in _called(model, element) if t.metadata not in (UNKNOWN, table.metadata))
    return next(elsewhere, None)


def near_table(model: Model, table: Table, element: ForeignKeyElement) -> Table | None:
    """The table of the same MetaData whose key is most like the one that is named."""
    named = element.referred_table or ""
    keys = model.by_metadata.get(table.metadata, {})
    alike = [key for key in keys if _alike(key, named)]
    near = alike[0] if len(alike) == 1 else nearest(named, keys)
    return None if near is None else keys[near]


def meant_table(model: Model, table: Table, element: ForeignKeyElement) -> Table | None:
    """The table that a broken foreign key was probably meant for, ``None`` when nothing tells."""
    named = named_table(model, table, element)
    if named is not None:
        return named
    cls = meant_class(model, table, element)
    if cls is not None:
        return model.table_of(cls.id)
    return (
        other_schema(model, table, element)
        or other_metadata(model, table, element)
        or near_table(model, table, element)
    )


def may_mean(model: Model, table: Table, element: ForeignKeyElement, others: Iterable[Table]) -> bool:
    """Whether a broken foreign key was perhaps meant for one of some tables, or nothing tells."""
    meant = meant_table(model, table, element)
    near = near_table(model, table, element)
    keys = {each.key for each in others}
    return meant is None or meant.key in keys or (near is not None and near.key in keys)


def stray_key(table: Table, referred: Table) -> ForeignKeyElement | None:
    """The key of a table that by its text is for another one, which it does not lead to."""
    if referred.name is UNKNOWN:
        return None
    for constraint in table.constraints:
        for element in constraint.elements:
            word = (element.referred_table or "").rsplit(".", 1)[-1]
            if not isinstance(element.referred, ColumnRef) and _alike(word, referred.name):
                return element
    return None


def stray_cure(table: Table, stray: ForeignKeyElement, wanted: str) -> str:
    """What to say of such a key of a table, where ``wanted`` is the foreign key that it should be."""
    place = located(f"{table_text(table)}.{stray.column}", stray.place)
    return f"{place} names {written(stray)}, where {wanted} is needed"


def sole_key(table: Table) -> str | None:
    """The column that is a table's primary key by itself, ``None`` when there is none or it is unknown."""
    keys = table.primary_key
    return next(iter(keys)) if keys is not UNKNOWN and len(keys) == 1 else None


def reference(model: Model, table: Table, referred: Table, column: str) -> str:
    """A foreign key of a table to a column of another, as the class that the table is of has to write it."""
    text = key_text(referred, column)
    if any(cls.style == "sqlmodel" for cls in mapped_by(model, table)):
        return f"Field(foreign_key={text})"
    return f"ForeignKey({text})"


def written(element: ForeignKeyElement) -> str:
    """A foreign key as its source has it."""
    if element.spec is not None:
        return quoted(element.spec)
    return quoted(".".join(part for part in (element.referred_table, element.referred_column) if part))


def attribute_of(model: Model, table: Table, name: str) -> tuple[MappedClass, str] | None:
    """The class that has an attribute of that name for a column of another name, and that column's key."""
    for cls in model.classes.values():
        attribute = cls.attributes.get(name)
        if attribute is None or attribute.kind is not AttributeKind.COLUMN or attribute.column is None:
            continue
        if attribute.column.table == table.id:
            column = table.column(attribute.column.name)
            if column is not None and column.key != name:
                return cls, column.key
    return None


def is_foreign(table: Table, column: str) -> bool:
    """Whether a column, by its database name, is a foreign key or a part of one, whatever that refers to."""
    return any(element.column == column for key in table.constraints for element in key.elements)


def linked(tables: Iterable[Table], others: Iterable[Table]) -> bool:
    """Whether a foreign key of one of either group refers to one of the other."""
    sides = (tuple(tables), tuple(others))
    return any(
        isinstance(element.referred, ColumnRef) and element.referred.table == referred.id
        for ours, theirs in (sides, sides[::-1])
        for table in ours
        for constraint in table.constraints
        for element in constraint.elements
        for referred in theirs
    )


def is_copy(model: Model, table: Table, element: ForeignKeyElement) -> bool:
    """Whether a table repeats one of another MetaData, on which the foreign key finds its target.

    So do the frozen models of a migration and partial models of a test or a report: the
    tables that they leave out are in the database all the same. A table that they have needs its columns.
    """
    called = _called(model, element)
    if any(t.metadata == table.metadata for t in called):
        return False
    if table.key is UNKNOWN:
        # It may be called like any of them.
        return bool(called)
    originals = {t.metadata for t in model.by_key[table.key] if t.metadata != table.metadata}
    return any(t.metadata in originals for t in called)


def _called(model: Model, element: ForeignKeyElement) -> Sequence[Table]:
    """The tables of the key that a foreign key names, on whatever MetaData."""
    return () if element.referred_table is None else model.by_key.get(element.referred_table, ())


def _alike(one: str, other: str) -> bool:
    """Whether two names differ at most in number and case."""
    return _plain(one) == _plain(other)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return singular(word).lower()


def _only(tables: Iterator[Table]) -> Table | None:
    found = list(tables)
    return found[0] if len(found) == 1 else None
