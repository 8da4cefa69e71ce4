"""Drafts of tables → the tables of the model, once all is read that adds to one."""

from __future__ import annotations

from collections.abc import Collection

from flake8_sqla_rel.mapper.bases import MetaData
from flake8_sqla_rel.mapper.columns import RawColumn
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Column,
    ForeignKeyConstraint,
    ForeignKeyElement,
    Place,
    Table,
    Unknown,
)
from flake8_sqla_rel.mapper.resolver import Resolver
from flake8_sqla_rel.mapper.tables import RawConstraint, TableDraft
from flake8_sqla_rel.mapper.values import Arguments, Constant


def doubt_redefined(drafts: list[TableDraft], migrations: frozenset[str]) -> None:
    """Note that tables of one key may be one table, where one of them says ``extend_existing``.

    Of those of one module, or function, of which one is made under a condition it may be made in the place
    of the others.

    Which columns it has in the end depends on the order in which modules are imported. What
    ``migrations`` define, by their paths, nobody imports who uses the models.
    """
    by_key: dict[tuple[str, str], list[TableDraft]] = {}
    for draft in drafts:
        if isinstance(draft.metadata, MetaData) and isinstance(draft.key, str):
            by_key.setdefault((draft.metadata.id, draft.key), []).append(draft)
    for same in by_key.values():
        imported = [draft for draft in same if draft.place.path not in migrations]
        for draft in same:
            others = imported if draft.place.path not in migrations else same
            if len(others) > 1 and any(other.redefinable is not False for other in others):
                draft.miss("another definition of the table may add columns and constraints")
            here = (draft.place.path, draft.function)
            beside = [other for other in same if (other.place.path, other.function) == here]
            if len(beside) > 1 and any(other.conditional for other in beside):
                draft.miss("another definition of the table may be the one that is made")


def freeze(draft: TableDraft, resolve: Resolver) -> Table:
    """The finished table; ``resolve`` finds the column that a reference names."""
    metadata = draft.metadata.id if isinstance(draft.metadata, MetaData) else UNKNOWN
    columns: list[Column] = []
    constraints: list[ForeignKeyConstraint] = []
    unique = list(draft.unique)
    indexed = {keys[0] for keys in draft.indexed if keys}
    keyed = bool(draft.primary_key) or any(raw.primary_key is True for _, raw in draft.columns)
    misnamed = _misnames_key(draft)
    for attribute, raw in draft.columns:
        name = draft.column_name(attribute, raw)
        if name is None:
            continue
        named = draft.column_key(attribute, raw) or name
        columns.append(_column(draft, name, named, raw, indexed, keyed, misnamed))
        if raw.unique is True:
            unique.append(frozenset({name}))
        for key in raw.foreign_keys:
            element = resolve(draft, name, key.reference, key.place, key.arguments)
            constraints.append(_constraint((element,), key.place, True, key.arguments, resolve))
    for raw_constraint in draft.constraints:
        elements = _elements(draft, raw_constraint, resolve)
        if elements is None:
            draft.miss("a foreign key constraint cannot be followed", raw_constraint.place, columns=False)
            continue
        constraints.append(
            _constraint(elements, raw_constraint.place, False, raw_constraint.arguments, resolve)
        )
    return Table(
        draft.id,
        draft.key,
        draft.name,
        draft.schema or None if isinstance(draft.schema, str) else draft.schema,
        metadata,
        tuple(columns),
        tuple(constraints),
        tuple(unique),
        draft.complete,
        draft.place,
        draft.module,
        draft.declared_by,
        draft.conditional,
        draft.redefinable,
        _indexes(draft, columns),
        draft.keys_known,
        draft.hidden_keys,
        draft.owner,
    )


def _misnames_key(draft: TableDraft) -> bool:
    """Whether a ``PrimaryKeyConstraint`` names what is no column, and may mean any."""
    names = {draft.column_name(attribute, raw) for attribute, raw in draft.columns}
    keys = {draft.column_key(attribute, raw) for attribute, raw in draft.columns}
    return bool(draft.primary_key) and not (draft.primary_key or frozenset()) <= names | keys


def _column(
    draft: TableDraft,
    name: str,
    key: str,
    raw: RawColumn,
    indexed: Collection[str],
    keyed: bool,
    misnamed: bool,
) -> Column:
    """A column of the finished table.

    ``keyed`` tells whether anything is known to be the primary key, ``misnamed`` whether it names what is no column.
    """
    primary: bool | Unknown = raw.primary_key
    if primary is False and raw.foreign and not keyed:
        primary = UNKNOWN
    refuses_null = primary
    if draft.primary_key:
        # A constraint wins over what columns say, but a column that says so is NOT NULL all the same.
        named = not draft.primary_key.isdisjoint({name, key})
        primary = UNKNOWN if misnamed and not named else named
        either = (primary, raw.primary_key)
        refuses_null = True if True in either else UNKNOWN if UNKNOWN in either else False
    nullable = raw.nullable
    if nullable is None:
        nullable = UNKNOWN if isinstance(refuses_null, Unknown) else not refuses_null
    index = True if name in indexed else raw.index
    return Column(
        name,
        key,
        raw.place,
        primary,
        nullable,
        raw.unique,
        index,
        raw.has_default,
        raw.type,
        raw.type_path,
    )


def _indexes(draft: TableDraft, columns: list[Column]) -> tuple[tuple[str, ...], ...]:
    """The columns of each index, those that a key brings with it included."""
    primary = tuple(column.name for column in columns if column.primary_key is True)
    single = [(c.name,) for c in columns if c.unique is True or c.index is True]
    own = [] if draft.primary_key is not None or not primary else [primary]
    return tuple(dict.fromkeys([*draft.indexed, *own, *single]))


def _elements(
    draft: TableDraft, raw: RawConstraint, resolve: Resolver
) -> tuple[ForeignKeyElement, ...] | None:
    if isinstance(raw.columns, Unknown) or isinstance(raw.references, Unknown):
        return None
    if len(raw.columns) != len(raw.references):
        return None
    found = []
    places = raw.places if len(raw.places) == len(raw.references) else (raw.place,) * len(raw.references)
    columns = {draft.column_name(attribute, column) for attribute, column in draft.columns}
    for column, reference, place in zip(raw.columns, raw.references, places):
        name = draft.named(column)
        if name is None or (draft.complete and name not in columns):
            return None
        found.append(resolve(draft, name, reference, place, raw.arguments))
    return tuple(found)


def _constraint(
    elements: tuple[ForeignKeyElement, ...],
    place: Place,
    on_column: bool,
    arguments: Arguments,
    resolve: Resolver,
) -> ForeignKeyConstraint:
    def option(name: str) -> str | bool | None | Unknown:
        thunk = arguments.keyword(name)
        if thunk is None:
            return UNKNOWN if arguments.open else None
        value = resolve.evaluator.value(thunk)
        return value.value if isinstance(value, Constant) and isinstance(value.value, str | bool) else UNKNOWN

    def text(name: str) -> str | None | Unknown:
        value = option(name)
        return value if value is None or isinstance(value, str | Unknown) else UNKNOWN

    use_alter = option("use_alter")
    return ForeignKeyConstraint(
        elements,
        place,
        on_column,
        text("name"),
        use_alter if isinstance(use_alter, Unknown) else bool(use_alter),
        text("ondelete"),
        text("onupdate"),
        tuple((name, at) for name, _, at in arguments.keywords),
        text("initially"),
    )
