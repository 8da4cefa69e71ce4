"""Whether a pass did what it was to do: the findings gone, none new, and the mapping as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flake8_sqla_rel.fix.analysis import Analysis
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.transport import EVALUATED
from flake8_sqla_rel.mapper.model import UNKNOWN, ClassId, Model, Pairs, Relationship, Unknown
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Finding, Kind

_KINDS: Final = {rule.code: rule.kind for rule in ALL_RULES if not rule.opt_in}

#: Arguments that the two ways of saying the same do not share.
_TURNED: Final = frozenset(
    "argument backref back_populates secondary primaryjoin secondaryjoin foreign_keys remote_side "
    "sa_relationship_kwargs link_model".split()
)


def is_error(finding: Finding) -> bool:
    """Whether SQLAlchemy raises for a finding."""
    return _KINDS.get(finding.code) is Kind.ERROR


def faults(before: Analysis, after: Analysis, plans: Sequence[Plan]) -> dict[Plan | None, str]:
    """What is wrong after a pass, by the plan that did it; ``None`` stands for one that is not known."""
    found: dict[Plan | None, str] = {}
    found.update(_still_there(before, after, plans))
    for subject, why in _new_findings(before, after):
        found.setdefault(_by_name(plans, subject), why)
    free = {cls for plan in plans if not plan.keeps for cls in plan.classes}
    for key, why in _changed(before.model, after.model):
        if key[0] in free and not any(key in plan.touches for plan in plans if plan.keeps):
            continue
        found.setdefault(_by_key(plans, key), why)
    return found


def _still_there(before: Analysis, after: Analysis, plans: Sequence[Plan]) -> dict[Plan | None, str]:
    then = Counter((finding.code, finding.subject) for finding in before.findings)
    now = Counter((finding.code, finding.subject) for finding in after.findings)
    return {
        plan: "the finding would still be there"
        for plan in plans
        if now[(plan.fix.code, plan.fix.subject)] >= then[(plan.fix.code, plan.fix.subject)]
    }


def _new_findings(before: Analysis, after: Analysis) -> list[tuple[str, str]]:
    then = Counter((finding.code, finding.subject) for finding in before.findings)
    now = Counter((finding.code, finding.subject) for finding in after.findings)
    return [
        (subject, f"it would bring {code} on {subject}")
        for (code, subject), count in now.items()
        if count > then[(code, subject)] and _KINDS.get(code) in (Kind.ERROR, Kind.WARNING, Kind.BUG)
    ]


def _by_name(plans: Sequence[Plan], subject: str) -> Plan | None:
    cls, _, key = subject.partition(".")
    found = [plan for plan in plans if any(name_of(one) == cls and own == key for one, own in plan.touches)]
    found = found or [plan for plan in plans if any(name_of(one) == cls for one in plan.classes)]
    return found[0] if len(found) == 1 else None


def _by_key(plans: Sequence[Plan], key: tuple[ClassId, str]) -> Plan | None:
    found = [plan for plan in plans if key in plan.touches]
    found = found or [plan for plan in plans if key[0] in plan.classes]
    return found[0] if len(found) == 1 else None


def name_of(cls: ClassId) -> str:
    """The bare name of a class id."""
    return cls.rsplit(".", 1)[-1].split("#", 1)[0]


def _changed(before: Model, after: Model) -> list[tuple[tuple[ClassId, str], str]]:
    """The relationships that are not what they were, each with what differs."""
    then, now = _by_attribute(before), _by_attribute(after)
    found = [(key, f"it would make {name_of(key[0])}.{key[1]} anew") for key in now.keys() - then.keys()]
    for key, old in then.items():
        new = now.get(key)
        if new is None:
            found.append((key, f"{old.name} would be gone"))
            continue
        was, would = _said(before, old), _said(after, new)
        for what, value in was.items():
            same = would.get(what) == value or (value == "given" and what in would)
            if value is not UNKNOWN and not same and not (would.get(what) is UNKNOWN and _apart(after, new)):
                found.append((key, f"the {what} of {old.name} would change"))
                break
    return found


def _apart(model: Model, relationship: Relationship) -> bool:
    """Whether its two classes have bases of other packages, and what a string there names is not known."""
    owner, target = model.classes[relationship.owner], model.classes.get(relationship.target.cls or "")
    return target is not None and owner.registry != target.registry


def _by_attribute(model: Model) -> Mapping[tuple[ClassId, str], Relationship]:
    return {(r.owner, r.key): r for r in model.relationships}


def _said(model: Model, relationship: Relationship) -> dict[str, Any]:
    """What a relationship is, in terms that do not depend on how it is written."""
    reverse = relationship.reverse
    secondary = relationship.secondary
    found: dict[str, Any] = {
        "target": relationship.target.cls,
        "direction": relationship.direction,
        "uselist": relationship.uselist,
        "viewonly": relationship.viewonly,
        "columns": _columns(model, relationship.pairs),
        "written columns": _columns(model, relationship.sync_pairs),
        "secondary": model.tables[secondary].key if isinstance(secondary, int) else secondary,
        "reverse": UNKNOWN
        if reverse is UNKNOWN
        else frozenset((model.relationships[each].owner, model.relationships[each].key) for each in reverse),
    }
    for name, argument in relationship.args.items():
        if name not in _TURNED:
            known = argument.value is not UNKNOWN and name not in EVALUATED
            found[f"{name} argument"] = argument.value if known else "given"
    return found


def _columns(model: Model, pairs: Pairs | Unknown) -> object:
    if pairs is UNKNOWN:
        return UNKNOWN
    return frozenset(tuple((str(model.tables[ref.table].key), ref.name) for ref in pair) for pair in pairs)
