"""Classes mapped by a call: ``map_imperatively``, and the ``mapper`` of SQLAlchemy 1.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flake8_sqla_rel.mapper.bases import Bases, is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, RegistryId, Unknown
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import FunctionScope, unseen_caller
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, Constant, Entries, Made, Member, Value
from flake8_sqla_rel.source.facts import Call

#: The registry of all classes that ``mapper()`` maps.
LEGACY_REGISTRY: Final = "sqlalchemy.orm.mapper"


@record()
class Imperative:
    """A class mapped by ``map_imperatively`` or ``mapper``."""

    decl: ClassDecl
    table: Value
    properties: Entries | None
    registry: RegistryId | Unknown
    made: Made
    arguments_open: bool


def imperative_mappings(
    evaluator: Evaluator, bases: Bases, conditional: dict[str, frozenset[int]]
) -> tuple[dict[str, Imperative], list[tuple[str, Place]]]:
    """The classes that calls map, by their ids, and those that another call maps once more.

    :param conditional: the lines of each file that may not run, or are taken back later.
    :return: the second are ids, each with the place of the further call.
    """
    found: dict[str, Imperative] = {}
    again: list[tuple[str, Place]] = []
    for made in _made(evaluator):
        registry = _registry(made.callee, bases)
        if registry is None:
            continue
        evaluator.begin()
        mapping = _mapping(made, registry, evaluator)
        if mapping is None:
            continue
        earlier = found.get(mapping.decl.id)
        if (
            earlier is None
            or _may_not_run(earlier.made, conditional)
            or _is_swept_before(earlier.made, made, evaluator)
        ):
            found[mapping.decl.id] = mapping
        elif _maps_for_itself(earlier.made, made):
            found[mapping.decl.id] = _either(earlier, mapping)
        elif not _may_not_run(made, conditional) and _run_together(earlier.made, made):
            again.append((mapping.decl.id, made.place))
    return found, again


def _made(evaluator: Evaluator) -> Iterator[Made]:
    """All that calls made, and what looking at these makes: a mapper may be given where one is used."""
    seen: set[tuple[str, int, int]] = set()
    while fresh := [made for identity, made in evaluator.made.items() if identity not in seen]:
        for made in fresh:
            seen.add(made.identity)
            yield made


def _registry(callee: Value, bases: Bases) -> RegistryId | Unknown | None:
    """The registry for which a call maps a class, ``None`` when it maps none."""
    if isinstance(callee, Member) and callee.name in ("map_imperatively", "mapper"):
        return bases.registry(callee.owner) or UNKNOWN
    return LEGACY_REGISTRY if is_sqlalchemy(callee, "mapper") else None


def _mapping(made: Made, registry: RegistryId | Unknown, evaluator: Evaluator) -> Imperative | None:
    """What a call maps, ``None`` when that is no known class, or is mapped beside its own mapper."""
    arguments = made.arguments
    values = [evaluator.value(thunk) for thunk in arguments.positional]
    cls = values[0] if values else evaluator.value(arguments.keyword("class_"))
    if not isinstance(cls, ClassValue):
        return None
    further = arguments.keyword("non_primary")
    if further is not None and evaluator.value(further) != Constant(False):
        return None
    second = arguments.keyword("local_table") or arguments.keyword("table")
    table = values[1] if len(values) > 1 else evaluator.value(second)
    # The third argument of the old mapper(); map_imperatively() takes no more than two.
    third = arguments.positional[2:3]
    given = third[0] if third else arguments.keyword("properties")
    properties = evaluator.value(given) if given is not None else Entries(())
    _look_at_targets(properties, evaluator)
    return Imperative(
        cls.decl,
        table,
        properties if isinstance(properties, Entries) else None,
        registry,
        made,
        arguments.open or len(arguments.positional) > 3,
    )


def _look_at_targets(properties: Value, evaluator: Evaluator) -> None:
    """Evaluate what relationships are given first: ``relationship(mapper(Page, pages))`` maps a class, too."""
    for _, value in properties.entries if isinstance(properties, Entries) else ():
        first = next(iter(value.arguments), None) if isinstance(value, Made) else None
        if first is not None and isinstance(first.expr, Call):
            evaluator.value(first)


def _may_not_run(made: Made, conditional: dict[str, frozenset[int]]) -> bool:
    """Whether a call stands where the module may not come to it, or is taken back later."""
    if isinstance(made.scope, FunctionScope) and made.scope.in_branch:
        return True
    return made.call.line in conditional.get(made.scope.module.path, ())


def _is_swept_before(one: Made, other: Made, evaluator: Evaluator) -> bool:
    """Whether a function takes back what one call maps before it comes to the other."""
    swept = evaluator.swept.get(one.identity)
    return swept is not None and swept != evaluator.swept.get(other.identity)


def _maps_for_itself(one: Made, other: Made) -> bool:
    """Whether two functions without a call in sight, such as tests, map the class, each for itself."""
    caller = unseen_caller(one.scope)
    return caller != "" and caller != unseen_caller(other.scope)


def _either(one: Imperative, other: Imperative) -> Imperative:
    """A class that is mapped in one of two ways; what they have in common is not worked out."""
    registry = one.registry if one.registry == other.registry else UNKNOWN
    return replace(one, table=UNKNOWN, properties=None, registry=registry, arguments_open=True)


def _run_together(one: Made, other: Made) -> bool:
    """Whether two calls belong to one run: what a function maps, a test or another program may undo."""
    in_function = isinstance(one.scope, FunctionScope) or isinstance(other.scope, FunctionScope)
    return one.scope.key == other.scope.key or not in_function
