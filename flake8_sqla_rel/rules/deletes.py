"""What happens to the many when the one is deleted: the foreign keys behind a one-to-many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    ClassId,
    Column,
    ColumnRef,
    Direction,
    ForeignKeyConstraint,
    Model,
    Relationship,
    RelationshipId,
    Table,
    Unknown,
)
from flake8_sqla_rel.rules.backrefs import to_say
from flake8_sqla_rel.rules.keywords import cascade, cascade_set, cascade_words, has_lone_orphans, lazy, option
from flake8_sqla_rel.rules.sides import persist_tables, target_class
from flake8_sqla_rel.rules.statements import is_of_sqlmodel
from flake8_sqla_rel.rules.wording import class_name_of, quoted, snake


@dataclass(frozen=True, slots=True)
class Emptied:
    """The columns that a one-to-many writes, and the foreign keys on them that point back.

    ``columns`` and ``keys`` are of ``table``, the many's; no key is at fault or unknown.
    """

    table: Table
    columns: tuple[Column, ...]
    keys: tuple[ForeignKeyConstraint, ...]

    def on_delete(self, action: str | None) -> bool:
        """Whether every key is known to say this ``ondelete`` (upper case), ``None`` for none at all."""
        return all(_action(key) == action for key in self.keys)


@dataclass(frozen=True, slots=True)
class Cascades:
    """The relationships that delete, or may.

    ``targets`` are, by class, the classes whose objects are loaded and deleted with its own. ``over`` are the
    relationships that delete, by the class that has them and a column that they write.
    """

    targets: Mapping[ClassId, Sequence[ClassId]]
    over: Mapping[tuple[ClassId, ColumnRef], Sequence[RelationshipId]]


def _action(key: ForeignKeyConstraint) -> str | None | Unknown:
    return action_text(key.ondelete) if isinstance(key.ondelete, str) else key.ondelete


def action_text(action: str) -> str:
    """A referential action as SQL spells it: ``set  null`` gives ``SET NULL``."""
    return " ".join(action.upper().split())


def emptied(model: Model, relationship: Relationship) -> Emptied | None:
    """What a writable one-to-many sets to NULL, ``None`` for others and where it is not known."""
    if relationship.direction is not Direction.ONETOMANY or relationship.sync_pairs is UNKNOWN:
        return None
    written = [column for _, column in relationship.sync_pairs]
    if relationship.viewonly is not False or not written or len({ref.table for ref in written}) != 1:
        return None
    table = model.tables[written[0].table]
    columns = [table.column(ref.name) for ref in written]
    ours = {each.id for each in persist_tables(model, relationship.owner)}
    keys = []
    for constraint in table.constraints:
        if not any(ColumnRef(table.id, element.column) in written for element in constraint.elements):
            continue
        referred = [element.referred for element in constraint.elements]
        if any(each is UNKNOWN or each is None for each in referred):
            return None
        if any(isinstance(each, ColumnRef) and each.table in ours for each in referred):
            keys.append(constraint)
    return Emptied(table, tuple(c for c in columns if c is not None), tuple(keys))


def linking(model: Model, relationship: Relationship) -> Emptied | None:
    """The columns of a many-to-many's secondary that point to its owner, ``None`` for others and when unknown.

    Source: ``ManyToManyDP.process_deletes``, which deletes these rows unless ``passive_deletes``.
    """
    if relationship.direction is not Direction.MANYTOMANY or relationship.sync_pairs is UNKNOWN:
        return None
    ours = {each.id for each in persist_tables(model, relationship.owner)}
    written = {column for source, column in relationship.sync_pairs if source.table in ours}
    if relationship.viewonly is not False or not isinstance(relationship.secondary, int):
        return None
    table = model.tables[relationship.secondary]
    keys = []
    for constraint in table.constraints:
        if any(ColumnRef(table.id, element.column) in written for element in constraint.elements):
            referred = [element.referred for element in constraint.elements]
            if not all(isinstance(each, ColumnRef) and each.table in ours for each in referred):
                return None
            keys.append(constraint)
    columns = [column for ref in written if (column := table.column(ref.name)) is not None]
    return Emptied(table, tuple(columns), tuple(keys))


def not_null(columns: Sequence[Column]) -> Column | None:
    """The first column that is certain to be NOT NULL."""
    return next((column for column in columns if column.nullable is False), None)


def cascading(model: Model) -> Cascades:
    """The relationships of the model that may delete."""
    targets: dict[ClassId, list[ClassId]] = {}
    over: dict[tuple[ClassId, ColumnRef], list[RelationshipId]] = {}
    for relationship in model.relationships:
        words = cascade(relationship)
        if words is not UNKNOWN and "delete" not in words:
            continue
        target = target_class(model, relationship)
        if target is not None and option(relationship, "passive_deletes", False) in (False, None, UNKNOWN):
            targets.setdefault(relationship.owner, []).append(target.id)
        if relationship.sync_pairs is not UNKNOWN and relationship.viewonly is not True:
            for _, column in relationship.sync_pairs:
                over.setdefault((relationship.owner, column), []).append(relationship.id)
    return Cascades(targets, over)


def fails_on_delete(model: Model, relationship: Relationship, ways: Cascades) -> Emptied | None:
    """What a one-to-many empties when its parent is deleted, where a column of it is NOT NULL.

    ``None`` where a cascade deletes the rows (its own, that of another relationship over the
    same columns, or one on the way from what the parent cascades to), where ``passive_deletes``
    leaves them alone, and where nothing is loaded. ``ways`` are the :func:`cascading` relationships of the model.
    """
    found = emptied(model, relationship)
    if found is None or not found.keys or not_null(found.columns) is None:
        return None
    words = cascade(relationship)
    if words is UNKNOWN or "delete" in words:
        return None
    if rows_concerned(relationship) != "all" or deleted_by_another(model, relationship, ways):
        return None
    return found


def rows_concerned(relationship: Relationship) -> Literal["all", "loaded", "none"] | Unknown:
    """Which of the many a delete of the one concerns: they lose their key, or the cascade deletes them.

    Source: ``OneToManyDP.presort_deletes`` and ``RelationshipProperty.cascade_iterator``, which load what is
    not there unless ``passive_deletes``.
    """
    passive, loading = option(relationship, "passive_deletes", False), lazy(relationship)
    if passive is UNKNOWN or loading is UNKNOWN:
        return UNKNOWN
    if passive == "all" or loading in ("noload", None):
        return "none"
    if not passive:
        return "all"
    return "none" if loading in ("dynamic", "write_only") else "loaded"


def is_cascaded_from_the_other_side(model: Model, relationship: Relationship) -> bool:
    """Whether the other side has the delete cascade that belongs here (SQR301, SQR311)."""
    reverse = () if relationship.reverse is UNKNOWN else relationship.reverse
    others = [model.relationships[each] for each in reverse]
    return any(has_lone_orphans(other) or deletes_the_shared(model, other) for other in others)


def deletes_the_shared(model: Model, relationship: Relationship) -> bool:
    """Whether a many-to-one deletes, with its object, what others may refer to."""
    if relationship.direction is not Direction.MANYTOONE:
        return False
    words = cascade(relationship)
    if words is UNKNOWN or "delete" not in words or "delete-orphan" in words:
        return False
    if option(relationship, "single_parent", False) not in (False, None):
        return False
    if relationship.pairs is UNKNOWN or relationship.reverse is UNKNOWN:
        return False
    if any(model.relationships[other].uselist is not True for other in relationship.reverse):
        return False
    columns = {local for local, _ in relationship.pairs}
    table = model.tables[next(iter(columns)).table]
    return not _may_be_unique(table, frozenset(column.name for column in columns))


def _may_be_unique(table: Table, names: frozenset[str]) -> bool:
    if not table.keys_known or any(c.unique is UNKNOWN for c in table.columns if c.name in names):
        return True
    primary = table.primary_key
    return any(key <= names for key in table.unique) or primary is UNKNOWN or primary <= names


def deleted_by_another(model: Model, relationship: Relationship, ways: Cascades) -> bool:
    """Whether another relationship over the same columns may delete the rows, or cascades on the way."""
    assert relationship.sync_pairs is not UNKNOWN
    others = (
        other
        for cls in model.classes[relationship.owner].lineage
        for _, column in relationship.sync_pairs
        for other in ways.over.get((cls, column), ())
    )
    return any(other != relationship.id for other in others) or _deleted_on_the_way(model, relationship, ways)


def handled_by_another(model: Model, relationship: Relationship) -> bool:
    """Whether another relationship may empty or delete, over the same columns, what this one leaves alone."""
    written = (
        set() if relationship.sync_pairs is UNKNOWN else {column for _, column in relationship.sync_pairs}
    )
    for cls in model.classes[relationship.owner].lineage:
        for other in model.by_owner.get(cls, ()):
            if other.id == relationship.id or other.viewonly is True:
                continue
            columns = None if other.sync_pairs is UNKNOWN else {column for _, column in other.sync_pairs}
            same = other.target.cls == relationship.target.cls if columns is None else bool(written & columns)
            if same and rows_concerned(other) in ("all", UNKNOWN):
                return True
    return False


def _deleted_on_the_way(model: Model, relationship: Relationship, ways: Cascades) -> bool:
    """Whether the rows may be deleted as children of what the parent's other cascades delete.

    A dataset cascades to its runs and these to their scores: the scores of the dataset, which
    refer to both, are gone by then.
    """
    target = relationship.target.cls
    if target is None:
        return False
    root = model.classes[target].root
    reached = set(model.classes[relationship.owner].lineage)
    waiting = [target for cls in reached for target in ways.targets.get(cls, ())]
    while waiting:
        cls = waiting.pop()
        family = (*model.classes[cls].lineage, *(each.id for each in model.below.get(cls, ())))
        for member in family:
            if member in reached:
                continue
            reached.add(member)
            for further in ways.targets.get(member, ()):
                if model.classes[further].root == root:
                    return True
                waiting.append(further)
    return False


def write_only_needs(model: Model, relationship: Relationship) -> str:
    """What a write-only relationship needs so that its owner can be deleted: it never loads what to empty.

    ``""`` where nothing is lacking. Source: ``WriteOnlyAttributeImpl``, "full iteration is not permitted".
    """
    if relationship.viewonly is True or option(relationship, "passive_deletes", False) not in (False, None):
        return ""
    found = emptied(model, relationship)
    acts = found is not None and found.keys and all(isinstance(key.ondelete, str) for key in found.keys)
    return " with passive_deletes=True" + ("" if acts else " and an ondelete of the foreign key")


def orphans_cure(model: Model, relationship: Relationship, *, passive: bool) -> str:
    """How to say that the many belong to the one; with ``passive`` the database deletes them."""
    # SQLModel takes no cascade=, and one that stands among its sa_relationship_kwargs goes first.
    own = "cascade" not in relationship.args and is_of_sqlmodel(model, relationship)
    orphans = "cascade_delete=True" if own else f"cascade={quoted(_with_orphans(relationship))}"
    adds = passive and "passive_deletes" not in relationship.args
    arguments = orphans + (", passive_deletes=True" if adds else "")
    verb = "say" if "cascade" in relationship.args else "add"
    return to_say(model, relationship, arguments, verb)


def _with_orphans(relationship: Relationship) -> str:
    """A cascade over all of the many's life; what somebody left out on purpose stays out."""
    text = option(relationship, "cascade", None)
    words = cascade_words(text) if isinstance(text, str) else ()
    if not isinstance(text, str) or {"save-update", "merge"} <= cascade_set(words) or "none" in words:
        return "all, delete-orphan"
    return ", ".join(dict.fromkeys((*words, "delete", "delete-orphan")))


def failing_delete(relationship: Relationship) -> str:
    """Which call fails, and when."""
    any_ = "one" if relationship.uselist is False else "any"
    return f"session.delete({snake(class_name_of(relationship))}) fails when it has {any_}"
