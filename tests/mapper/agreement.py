"""Compares what ``configure`` says of models with what the installed SQLAlchemy does with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from flake8_sqla_rel.mapper.configure import Configured, configure
from flake8_sqla_rel.mapper.declared import DeclaredBackref, DeclaredRelationship
from flake8_sqla_rel.mapper.model import UNKNOWN, ColumnRef, Pairs, Relationship
from tests.mapper import real_models
from tests.mapper.random_models import Models
from tests.mapper.real_models import Named, Outcome, column_name

compared: Counter[str] = Counter()


def check(models: Models) -> bool:
    """Compare, and again without the relationship that stops SQLAlchemy, until nothing does.

    Returns whether there was something to compare: not where the classes cannot be mapped.
    """
    while True:
        ours = configure(models.declared, models.classes, models.tables)
        if replaces_concrete(models, ours):
            compared["not followed"] += 1
            return False
        try:
            real = real_models.configure(models)
        except SQLAlchemyError:
            compared["not mappable"] += 1
            return False
        compare(models, ours, real)
        if real.failed is None:
            compared["models"] += 1
            compare_needed_overlaps(models, ours)
            return True
        models = without(models, ours, real.failed)


def replaces_concrete(models: Models, ours: Configured) -> bool:
    """Whether a backref takes a name that is taken on a concrete class, where it replaces."""
    return any(
        each.backref is not None
        and each.makes is None
        and models.classes[str(each.target.cls)].inheritance == "concrete"
        for each in ours.relationships
    )


def without(models: Models, ours: Configured, failed: Named) -> Models:
    """The models without that relationship; without the backref when one made it."""
    bad = by_name(ours).get(failed)
    declared = []
    number = 0
    for each in models.declared:
        relationship = ours.relationships[number]
        number += 1 if relationship.makes is None else 2
        if bad is not None and bad.id == relationship.id:
            continue
        if bad is not None and bad.id == relationship.makes:
            each = replace(each, backref=None)
        declared.append(each)
    assert len(declared) < len(models.declared) or bad is not None, f"{failed} is not ours"
    return replace(models, declared=tuple(declared))


def by_name(ours: Configured) -> dict[Named, Relationship]:
    return {(each.owner.rpartition(".")[2], each.key): each for each in ours.relationships}


def compare(models: Models, ours: Configured, real: Outcome) -> None:
    mine = by_name(ours)
    for name, answer in real.answers.items():
        relationship = mine[name]
        if name == real.failed:
            compared[f"fault {real.fault and real.fault.name}"] += 1
            compare_fault(models, relationship, real)
            continue
        assert relationship.problem is None, name
        assert answer.direction is not None and answer.pairs is not None
        assert answer.sync_pairs is not None
        compared["relationships"] += 1
        if relationship.direction is UNKNOWN or relationship.pairs is UNKNOWN:
            compared["undecided"] += 1
            assert may_be_undecided(models, relationship)
            continue
        assert relationship.direction.name == answer.direction, name
        assert pair_names(models, relationship.pairs) == answer.pairs, name
        assert relationship.sync_pairs is not UNKNOWN
        assert pair_names(models, relationship.sync_pairs) == answer.sync_pairs, name
        if name in real.finished:
            assert relationship.uselist == answer.uselist, name
        if real.failed is None:
            assert relationship.reverse is not UNKNOWN
            reverse = {key for key, each in mine.items() if each.id in relationship.reverse}
            assert reverse == answer.reverse, name
    if real.failed is None:
        assert set(real.answers) == set(mine)
        positions = [mine[name].id for name in real.answers]
        assert positions == sorted(positions)
    compare_conflicts(models, ours, real)


def compare_fault(models: Models, relationship: Relationship, real: Outcome) -> None:
    if real.fault is None:
        assert relationship.problem is None, (relationship.name, real.error)
        return
    if relationship.problem is None and relationship.pairs is UNKNOWN:
        compared["undecided fault"] += 1
        assert may_be_undecided(models, relationship)
        return
    assert relationship.problem is not None, (relationship.name, real.error)
    assert relationship.problem.fault is real.fault, (relationship.name, real.error)
    if real.half is not None:
        assert relationship.problem.half == real.half
    assert relationship.direction is UNKNOWN and relationship.uselist is UNKNOWN
    assert relationship.pairs is UNKNOWN and relationship.sync_pairs is UNKNOWN


def compare_conflicts(models: Models, ours: Configured, real: Outcome) -> None:
    finished = {f"{owner}.{key}" for owner, key in real.finished}
    mine = set()
    for conflict in ours.conflicts:
        name = ours.relationships[conflict.relationship].name
        if name in finished:
            source = ".".join(column_name(models, conflict.source))
            column = ".".join(column_name(models, conflict.column))
            others = tuple(ours.relationships[other].name for other in conflict.others)
            mine.add((name, source, column, others))
    compared["conflicts"] += len(real.conflicts)
    if any(each.sync_pairs is UNKNOWN and each.problem is None for each in ours.relationships):
        return
    assert mine == real.conflicts


def compare_needed_overlaps(models: Models, ours: Configured) -> None:
    """A name in ``overlaps`` is needed if SQLAlchemy warns of the two relationships where there is none."""
    if any(each.sync_pairs is UNKNOWN for each in ours.relationships) or not ours.needed_overlaps:
        return
    bare = real_models.configure(replace(models, declared=tuple(map(without_overlaps, models.declared))))
    warned = {frozenset((name, other)) for name, _, _, others in bare.conflicts for other in others}
    for number, needed in ours.needed_overlaps.items():
        relationship = ours.relationships[number]
        compared["overlaps"] += 1
        compared["needed overlaps"] += len(needed)
        assert relationship.overlaps is not UNKNOWN
        assert needed == relationship.overlaps & {
            other.key for other in ours.relationships if frozenset((relationship.name, other.name)) in warned
        }


def without_overlaps(declared: DeclaredRelationship) -> DeclaredRelationship:
    backref = declared.backref
    if isinstance(backref, DeclaredBackref):
        backref = replace(backref, overlaps=frozenset())
    return replace(declared, overlaps=frozenset(), backref=backref)


def pair_names(models: Models, pairs: Pairs) -> set[tuple[Named, Named]]:
    return {(column_name(models, one), column_name(models, other)) for one, other in pairs}


def may_be_undecided(models: Models, relationship: Relationship) -> bool:
    """Whether one of the two cases is there in which SQLAlchemy's answer hangs on something else.

    The class through which a column was written, where it is inside of a function; and the
    order of a set, where a column has one foreign key that resolves and one that does not.
    """
    criteria = [
        criterion
        for each in models.declared
        for joins in (each.joins, *([each.backref.joins] if each.backref else []))
        for criterion in (joins.primaryjoin, joins.secondaryjoin)
        if criterion is not None
    ]
    functions = any(
        not side.plain for each in criteria for one in each.comparisons for side in (one.left, one.right)
    )
    if functions and relationship.secondary is None:
        return True
    keys: dict[ColumnRef, set[bool]] = {}
    for table in models.tables:
        for constraint in table.constraints:
            for element in constraint.elements:
                keys.setdefault(ColumnRef(table.id, element.column), set()).add(element.referred is None)
    return any(len(resolved) == 2 for resolved in keys.values())
