"""Fixes that make the two sides of a relationship name each other: SQR002, SQR003 and SQR901."""

from __future__ import annotations

import ast
import re

from flake8_sqla_rel.edits import Edit, Fix
from flake8_sqla_rel.fix.call import set_keyword
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.newside import NewSide, declare, may_be_none
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.transport import literal
from flake8_sqla_rel.mapper.model import (
    UNKNOWN,
    Backref,
    Direction,
    MappedClass,
    Model,
    Pairs,
    Relationship,
)
from flake8_sqla_rel.rules.base import Finding
from flake8_sqla_rel.rules.sides import (
    anchor,
    declared,
    leads_back,
    relationship_at,
    shared_calls,
    stated,
    target_class,
)
from flake8_sqla_rel.rules.sqr002_asymmetric_back_populates import partner_of
from flake8_sqla_rel.rules.sqr003_missing_overlaps import fills_either, overlaps_needed, reverse_among
from flake8_sqla_rel.rules.sqr507_unknown_relationship_argument import keyword_meant


def name_the_reverse(context: Context, finding: Finding) -> Plan:
    """SQR002: the right name in ``back_populates``, the missing half of a pair, or the missing side."""
    relationship = at(context, finding, "back_populates")
    target = target_class(context.model, relationship)
    if target is None:
        raise Refused("its target is not known")
    naming = [
        other
        for other in declared(context.model)
        if other.back_populates == relationship.key
        and other.id != relationship.id
        and other.target.cls == relationship.owner
        and other.owner in target.lineage
    ]
    if relationship.back_populates is None:
        if len(naming) != 1:
            raise Refused("more than one relationship names it")
        edit = says(context, relationship, naming[0].key)
        return _plan(finding, f"Add back_populates to {relationship.name}", [edit], relationship)
    name = relationship.back_populates
    if not isinstance(name, str):
        raise Refused("what it names is not known")
    if len(naming) == 1:
        edit = says(context, relationship, naming[0].key)
        perhaps = target.open and name not in target.attributes
        why = f"{target.name} may have {name} from a base that cannot be read" if perhaps else ""
        return _plan(finding, f"Name {naming[0].name} as the reverse", [edit], relationship, why=why)
    partner = partner_of(context.model, relationship, target)
    if partner is not None and stated(context.model, partner) is None and partner.made_by is None:
        edits = [says(context, relationship, partner.key), says(context, partner, relationship.key)]
        title = f"Let {relationship.name} and {partner.name} name each other"
        why = f"{partner.name} is the only one that fits, and names nothing"
        return _plan(finding, title, edits, relationship, partner, why=why)
    if partner is not None or name in target.attributes:
        raise Refused("which relationship is meant is not certain")
    edits, alone = _missing(context, relationship, name)
    title = f"Declare {target.name}.{name}"
    return _plan(finding, title, edits, relationship, made=(target, name), alone=alone)


def tell_apart(context: Context, finding: Finding) -> Plan:
    """SQR003: the two are each other's reverse and say so, or ``overlaps`` says that it is meant."""
    relationship = at(context, finding, "overlaps", "back_populates")
    model = context.model
    if fills_either(model, relationship.id) is not None:
        raise Refused("what is written through it has to be written through the others first")
    users = [each for each in declared(model) if each.call == relationship.call]
    ids = {each.id for each in users}
    others = [
        model.relationships[other]
        for conflict in model.conflicts
        if conflict.relationship in ids
        for other in conflict.others
    ]
    if not others:
        raise Refused("the other relationship is the one to change")
    reverse = reverse_among(model, relationship, others, shared_calls(model))
    if reverse is not None and not isinstance(reverse.backref, Backref) and reverse.made_by is None:
        edits = [says(context, relationship, reverse.key), says(context, reverse, relationship.key)]
        return _plan(
            finding,
            f"Let {relationship.name} and {reverse.name} name each other",
            edits,
            relationship,
            reverse,
            why="the two follow each other in memory from then on",
        )
    return _plan(
        finding,
        f"Say overlaps on {relationship.name}",
        [_keyword(context, relationship, "overlaps", overlaps_needed(users, [others]))],
        relationship,
        why="overlaps only silences the warning: both go on writing the column",
    )


def give_a_reverse(context: Context, finding: Finding) -> Plan:
    """SQR901: the reverse that is missing, under the name of the class, and both name each other."""
    relationship = next(
        (r for r in declared(context.model) if r.call == finding.place and r.name == finding.subject), None
    )
    target = None if relationship is None else target_class(context.model, relationship)
    if relationship is None or target is None:
        raise Refused("its target is not known")
    users = [r for r in declared(context.model) if r.call == relationship.call]
    if len(users) != 1:
        raise Refused("it stands in a mixin of several classes")
    owner = context.model.classes[relationship.owner]
    name = _reverse_name(owner, relationship)
    if name in target.attributes or relationship_at(context.model, target, name) is not None:
        raise Refused(f"{target.name} has another {name}")
    edits, alone = _missing(context, relationship, name)
    edits.append(says(context, relationship, name))
    return _plan(
        finding,
        f"Declare {target.name}.{name} and use back_populates on both sides",
        edits,
        relationship,
        made=(target, name),
        alone=alone,
        why="the new side takes part in flushes, and its name is only a guess",
    )


def _reverse_name(owner: MappedClass, relationship: Relationship) -> str:
    """A name for what leads back: that of the class, in the plural where it leads to several."""
    word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", owner.name).lower()
    if relationship.direction is Direction.ONETOMANY:
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _missing(context: Context, relationship: Relationship, name: str) -> tuple[list[Edit], set[str]]:
    """The edits that declare a side that nothing declares or makes."""
    model = context.model
    target = target_class(model, relationship)
    assert target is not None
    pairs, direction = relationship.pairs, relationship.direction
    if relationship.problem is not None or pairs is UNKNOWN or direction is UNKNOWN:
        raise Refused("its join cannot be worked out")
    if not name.isidentifier():
        raise Refused(f"{name!r} is no name that a class body can bind")
    site = context.site(target)
    options = {}
    if direction is Direction.MANYTOONE and _is_unique(model, pairs):
        options["uselist"] = "False"
    if direction is Direction.ONETOMANY and leads_back(model, relationship, target):
        quote = context.files.source(site.path).quote
        columns = tuple(dict.fromkeys(local for local, _ in pairs))
        options["remote_side"] = context.carrier.columns(columns, (target,), quote)
    uselist = direction is not Direction.ONETOMANY and "uselist" not in options
    turned = tuple((remote, local) for local, remote in pairs)
    facing = Direction.MANYTOONE if direction is Direction.ONETOMANY else Direction.ONETOMANY
    return declare(
        context,
        NewSide(
            relationship,
            target,
            name,
            relationship.call.path,
            call_of(context, relationship),
            uselist,
            may_be_none(model, facing, turned),
            options=options,
        ),
    )


def _is_unique(model: Model, pairs: Pairs) -> bool:
    """Whether the foreign key admits one row only."""
    table = model.tables[pairs[0][0].table]
    names = frozenset(local.name for local, _ in pairs)
    return names in table.unique or names == table.primary_key


def at(context: Context, finding: Finding, *keywords: str) -> Relationship:
    """The declared relationship that a finding is about."""
    for relationship in declared(context.model):
        if relationship.name == finding.subject and anchor(relationship, *keywords) == finding.place:
            return relationship
    for relationship in declared(context.model):
        if relationship.name == finding.subject and relationship.call == finding.place:
            return relationship
    raise Refused("it is made by a backref")


def call_of(context: Context, relationship: Relationship) -> ast.Call:
    """The call that declares a relationship."""
    for call in context.files.calls_at(relationship.call):
        last = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        path = context.files.names(relationship.call.path).path(call.func) or last
        if path.rpartition(".")[2] in ("relationship", "Relationship", "RelationshipProperty", "relation"):
            return call
    raise Refused(f"{relationship.name} is declared through a function")


def says(context: Context, relationship: Relationship, name: str) -> Edit:
    """The edit that lets a relationship say ``back_populates``."""
    return _keyword(context, relationship, "back_populates", name)


def _keyword(context: Context, relationship: Relationship, keyword: str, value: str) -> Edit:
    path = relationship.call.path
    source = context.files.source(path)
    call = call_of(context, relationship)
    if keyword != "back_populates" and context.model.classes[relationship.owner].style == "sqlmodel":
        raise Refused("SQLModel takes that argument by way of another")
    declarations = context.model.declarations
    written = None if declarations is None else declarations.call_at.get(relationship.call)
    modern = context.options.sqlalchemy >= (2, 0)
    for each in call.keywords:
        if (
            written is not None
            and each.arg is not None
            and keyword_meant(written, each.arg, modern) == keyword
        ):
            raise Refused(f"{each.arg} is probably meant to be {keyword} already")
    given = relationship.args.get(keyword)
    if given is not None and all(each.arg != keyword for each in call.keywords):
        raise Refused(f"its {keyword} is not a keyword argument of the call")
    segment = source.of(call)
    quote = "'" if segment.count("'") > segment.count('"') else '"'
    return set_keyword(source, call, keyword, literal(value, quote))


def _plan(
    finding: Finding,
    title: str,
    edits: list[Edit],
    *relationships: Relationship,
    made: tuple[MappedClass, str] | None = None,
    alone: set[str] | None = None,
    why: str = "",
) -> Plan:
    touches = {(r.owner, r.key) for r in relationships}
    if made is not None:
        touches.add((made[0].id, made[1]))
    ordered = tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.span))
    fix = Fix(finding.code, title, finding.subject, not why, ordered, why)
    return Plan(fix, frozenset(touches), alone=frozenset(alone or ()))
