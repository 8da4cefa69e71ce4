"""Columns that no text shows, and that are there all the same: a foreign key refers to them.

A base or a helper from another package brings columns, most often ``id``. What it brings is
not known, but SQLAlchemy refuses a foreign key to a column that its table lacks. So a table
that may have columns which cannot be seen has those that foreign keys refer to, by their key.
Nothing else is known of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_sqla_rel.mapper.columns import hidden_column
from flake8_sqla_rel.mapper.drafts import ClassDraft
from flake8_sqla_rel.mapper.model import Attribute, AttributeKind, ColumnRef, Unknown
from flake8_sqla_rel.mapper.resolver import Resolver
from flake8_sqla_rel.mapper.tables import TableDraft
from flake8_sqla_rel.mapper.values import ClassValue, Constant, Member, Value


def add_referred_columns(
    drafts: Iterable[TableDraft], classes: Iterable[ClassDraft], resolve: Resolver
) -> None:
    """Give incomplete tables, and the classes mapped to them, the columns that foreign keys name."""
    mapped = list(classes)
    wanted = [
        (table, name)
        for table, name in dict.fromkeys(_referred(drafts, mapped, resolve))
        if not table.complete and not any(name == key for key in _keys(table))
    ]
    if not wanted:
        return
    selecting: dict[TableDraft, dict[ClassDraft, None]] = {}
    for cls in mapped:
        for each in cls.lineage:
            if isinstance(each.table, TableDraft):
                selecting.setdefault(each.table, {})[cls] = None
    for table, name in wanted:
        _add(table, name, list(selecting.get(table, ())))


def _referred(
    drafts: Iterable[TableDraft], classes: list[ClassDraft], resolve: Resolver
) -> Iterator[tuple[TableDraft, str]]:
    """The tables and the keys of the columns in them that foreign keys refer to."""
    by_class = {cls.decl.id: cls for cls in classes}
    for draft in drafts:
        for local, reference in _references(draft):
            if isinstance(reference, Constant) and isinstance(reference.value, str):
                found, name = resolve.named(draft, local, reference.value)
                if len(found) == 1:
                    yield found[0], name
            elif isinstance(reference, Member) and isinstance(reference.owner, ClassValue):
                owner = by_class.get(reference.owner.decl.id)
                if owner is not None and owner.parent is None and isinstance(owner.table, TableDraft):
                    yield owner.table, reference.name


def _references(draft: TableDraft) -> Iterator[tuple[str, Value]]:
    """What the foreign keys of a table refer to, each with the name of its own column."""
    for attribute, column in draft.columns:
        for key in column.foreign_keys:
            yield draft.column_name(attribute, column) or "", key.reference
    for constraint in draft.constraints:
        if not isinstance(constraint.references, Unknown):
            yield from (("", reference) for reference in constraint.references)


def _keys(table: TableDraft) -> Iterator[str | None]:
    return (table.column_key(attribute, column) for attribute, column in table.columns)


def _add(table: TableDraft, name: str, classes: list[ClassDraft]) -> None:
    """Add a column; not where a class has something else of that name, or that column by another key."""
    known = [cls.attributes[name] for cls in classes if name in cls.attributes]
    if not name or any(attribute.kind is not AttributeKind.UNKNOWN for attribute in known):
        return
    column = hidden_column(known[0].place if known else table.place, name)
    table.columns.append((name if table.declared_by == "class" else None, column))
    # It may carry foreign keys as well.
    table.hidden_keys = True
    for cls in classes:
        owner = next(each for each in reversed(cls.lineage) if each.table is table)
        cls.attributes[name] = Attribute(
            name, AttributeKind.COLUMN, owner.decl.id, column.place, ColumnRef(table.id, name)
        )
