"""What is unknown makes ``configure`` silent, never wrong.

Random models are configured once as they are and once with something of them hidden. Every
conclusion drawn from less must be the one drawn from all. Keys of an incomplete table are not
hidden here: what is concluded then is a decision of its own, tested in ``test_joins``.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_sqla_rel.mapper.configure import Configured, configure
from flake8_sqla_rel.mapper.declared import DeclaredBackref
from flake8_sqla_rel.mapper.model import UNKNOWN, JoinFault, JoinProblem, Relationship, Target
from tests.mapper.random_models import HERE, Models, random_models

Named = tuple[str, str]


def hidden(random: Random, models: Models) -> Models:
    """The models with one to three facts hidden."""
    for _ in range(random.randint(1, 3)):
        hide = random.choice([_hide_reference, _hide_table, _hide_class, _hide_argument])
        models = hide(random, models)
    return models


def _hide_reference(random: Random, models: Models) -> Models:
    table = random.choice(models.tables)
    if not table.constraints:
        return models
    number = random.randrange(len(table.constraints))
    constraint = table.constraints[number]
    first, *rest = constraint.elements
    # A reference that is unknown but for its table can only be to a table not fully known.
    if first.referred is not None and random.random() < 0.5:
        first = replace(first, referred=UNKNOWN)
    else:
        first = replace(first, referred=UNKNOWN, referred_table=None, referred_column=None, spec=None)
    changed = list(table.constraints)
    changed[number] = replace(constraint, elements=(first, *rest))
    return _with_table(models, replace(table, constraints=tuple(changed)))


def _hide_table(random: Random, models: Models) -> Models:
    table = random.choice(models.tables)
    return _with_table(models, replace(table, key=UNKNOWN, name=UNKNOWN, schema=UNKNOWN))


def _with_table(models: Models, table: Any) -> Models:
    return replace(models, tables=tuple(table if each.id == table.id else each for each in models.tables))


def _hide_class(random: Random, models: Models) -> Models:
    cls = random.choice(list(models.classes))
    change: dict[str, Any] = random.choice(
        [{"open": True}, {"table": UNKNOWN}, {"inheritance": UNKNOWN}, {"registry": UNKNOWN}]
    )
    return replace(models, classes={**models.classes, cls: replace(models.classes[cls], **change)})


def _hide_argument(random: Random, models: Models) -> Models:
    if not models.declared:
        return models
    number = random.randrange(len(models.declared))
    each = models.declared[number]
    name = random.choice(
        ["secondary", "viewonly", "back_populates", "backref", "overlaps", "uselist", "target", "joins"]
    )
    if name == "backref" and isinstance(each.backref, DeclaredBackref) and random.random() < 0.7:
        part = random.choice(["name", "uselist", "viewonly", "overlaps"])
        each = replace(each, backref=replace(each.backref, **{part: UNKNOWN}))
    elif name == "target":
        each = replace(each, target=Target("unknown", None, "X", HERE))
    elif name == "joins":
        part = random.choice(["primaryjoin", "secondaryjoin", "foreign_keys", "remote_side"])
        each = replace(each, joins=replace(each.joins, **{part: UNKNOWN}))
    else:
        each = replace(each, **{name: UNKNOWN})
    declared = list(models.declared)
    declared[number] = each
    return replace(models, declared=tuple(declared))


def by_name(configured: Configured) -> dict[Named, Relationship]:
    return {(each.owner, each.key): each for each in configured.relationships}


def names(configured: Configured, ids: tuple[int, ...]) -> set[Named]:
    found = (configured.relationships[number] for number in ids)
    return {(each.owner, each.key) for each in found}


def check(all_of_it: Models, less: Models) -> None:
    full = configure(all_of_it.declared, all_of_it.classes, all_of_it.tables)
    part = configure(less.declared, less.classes, less.tables)
    truth = by_name(full)
    if not set(by_name(part)) <= set(truth) or _made_by_others(part, full):
        return  # A backref that SQLAlchemy refuses, but not for what is left to see.
    for name, each in by_name(part).items():
        real = truth[name]
        if each.problem is not None and (real.problem is not None or _decided(real, full)):
            assert real.problem is not None and _agree(each.problem, real.problem), name
        if _decided(real, full):
            assert each.problem is None
            for field in ("direction", "uselist"):
                assert getattr(each, field) in (UNKNOWN, getattr(real, field)), (name, field)
            for field in ("pairs", "sync_pairs"):
                mine, theirs = getattr(each, field), getattr(real, field)
                if UNKNOWN not in (mine, theirs):
                    assert set(mine) == set(theirs), (name, field)
        refused = real.backref is not None and real.makes is None
        if each.reverse is not UNKNOWN and real.reverse is not UNKNOWN and not refused:
            assert names(part, each.reverse) <= names(full, real.reverse), name
            if not each.reverse:
                assert not any(_fits(all_of_it, full, real, other) for other in real.reverse), name
    check_conflicts(part, full)


def _made_by_others(part: Configured, full: Configured) -> bool:
    """Whether a backref makes what another one makes before it where all is known."""
    makers = [
        {
            (each.owner, each.key): of.relationships[each.made_by].name
            for each in of.relationships
            if each.made_by is not None
        }
        for of in (part, full)
    ]
    return any(makers[1].get(name, maker) != maker for name, maker in makers[0].items())


def _agree(mine: JoinProblem, real: JoinProblem) -> bool:
    """Whether the problems are one, or both are there and only the first of them is unknown."""
    if real.half == "secondary" and mine.half == "primary":
        return True
    if real.fault is JoinFault.UNRESOLVED_FOREIGN_KEY:
        return mine.fault in (real.fault, JoinFault.AMBIGUOUS)
    if real.fault is JoinFault.NO_WRITABLE_PAIR:
        return mine.fault in (real.fault, JoinFault.UNDECIDABLE, JoinFault.NO_LOCAL_REMOTE_PAIR)
    return mine.fault is real.fault


def _fits(models: Models, full: Configured, one: Relationship, other: int) -> bool:
    """Whether the other one is of the hierarchy that this one points to; SQLAlchemy asks for that."""
    target = models.classes[str(one.target.cls)]
    return target.root == models.classes[full.relationships[other].owner].root


def _decided(real: Relationship, full: Configured) -> bool:
    """Whether SQLAlchemy configures it and we know how; one that it refuses is taken to work."""
    creator = None if real.made_by is None else full.relationships[real.made_by]
    return real.pairs is not UNKNOWN and (creator is None or creator.problem is None)


def check_conflicts(part: Configured, full: Configured) -> None:
    truth = by_name(full)
    known = {
        (full.relationships[each.relationship].name, each.source, each.column): names(full, each.others)
        for each in full.conflicts
    }
    for conflict in part.conflicts:
        involved = names(part, (conflict.relationship, *conflict.others))
        if all(_decided(truth[name], full) for name in involved):
            name = part.relationships[conflict.relationship].name
            assert names(part, conflict.others) <= known[name, conflict.source, conflict.column]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_less_known_is_less_said(random: Random) -> None:
    models = random_models(random)
    check(models, hidden(random, models))
