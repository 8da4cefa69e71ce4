"""Classes mapped by a call: ``map_imperatively``, and the ``mapper`` of SQLAlchemy 1.4."""

from __future__ import annotations

from flake8_sqla_rel.mapper.bases import Bases, is_sqlalchemy
from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.model import UNKNOWN, Place, RegistryId, Unknown
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import FunctionScope
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, Constant, Entries, Made, Member, Value


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
    for made in list(evaluator.made.values()):
        registry = _registry(made.callee, bases)
        if registry is None:
            continue
        evaluator.begin()
        mapping = _mapping(made, registry, evaluator)
        if mapping is None:
            continue
        earlier = found.get(mapping.decl.id)
        if earlier is None or _may_not_run(earlier.made, conditional):
            found[mapping.decl.id] = mapping
        elif not _may_not_run(made, conditional) and _run_together(earlier.made, made):
            again.append((mapping.decl.id, made.place))
    return found, again


def _registry(callee: Value, bases: Bases) -> RegistryId | Unknown | None:
    """The registry for which a call maps a class, ``None`` when it maps none."""
    if isinstance(callee, Member) and callee.name in ("map_imperatively", "mapper"):
        return bases.registry(callee.owner) or UNKNOWN
    return "sqlalchemy.orm.mapper" if is_sqlalchemy(callee, "mapper") else None


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
    return Imperative(
        cls.decl,
        table,
        properties if isinstance(properties, Entries) else None,
        registry,
        made,
        arguments.open or len(arguments.positional) > 3,
    )


def _may_not_run(made: Made, conditional: dict[str, frozenset[int]]) -> bool:
    """Whether a call stands where the module may not come to it, or is taken back later."""
    return made.call.line in conditional.get(made.scope.module.path, ())


def _run_together(one: Made, other: Made) -> bool:
    """Whether two calls belong to one run: what a function maps, a test or another program may undo."""
    in_function = isinstance(one.scope, FunctionScope) or isinstance(other.scope, FunctionScope)
    return one.scope.key == other.scope.key or not in_function
