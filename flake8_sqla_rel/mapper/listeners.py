"""Listeners of mapper events: functions that SQLAlchemy calls with each class whose mapper it configures.

That is how a generic association gives every class that has a mixin a relationship of its own::

    @event.listens_for(HasNotes, "mapper_configured", propagate=True)
    def give_notes(mapper, cls):
        cls.notes = relationship(Note, primaryjoin=...)

The events that come before a class has its mapper are none of these: what such a listener assigns is a
plain attribute. ``__declare_first__()`` of a class is called before the mappers are configured, too, while
what ``__declare_last__()`` assigns is not there for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from flake8_sqla_rel.mapper.model import UNKNOWN
from flake8_sqla_rel.mapper.record import record
from flake8_sqla_rel.mapper.scopes import Scope
from flake8_sqla_rel.mapper.values import ClassDecl, ClassValue, Constant, External, FunctionValue, Value
from flake8_sqla_rel.source.facts import Call, Const, Expr, Function

if TYPE_CHECKING:
    from flake8_sqla_rel.mapper.bases import Bases
    from flake8_sqla_rel.mapper.evaluate import Evaluator

_EVENTS: Final = frozenset({"mapper_configured", "before_mapper_configured"})
_HOOK: Final = "__declare_first__"


@record()
class Listener:
    """``function`` listens to the mapper of ``target``, with ``propagate`` to those of its subclasses.

    ``call`` is what says so, in ``scope``.
    """

    target: Value
    function: FunctionValue
    propagate: bool
    call: Call
    scope: Scope


def listener(
    evaluator: Evaluator, expr: Expr | None, scope: Scope, decorated: FunctionValue | None
) -> Listener | None:
    """The listener that an expression adds, ``None`` when it adds none that can be followed.

    :param expr: what may be ``event.listen(...)``, or the decorator ``event.listens_for(...)``.
    :param decorated: the function that it decorates, ``None`` when it is no decorator.
    """
    if not isinstance(expr, Call) or expr.called != ("listen" if decorated is None else "listens_for"):
        return None
    event = expr.args[1] if len(expr.args) > 1 else None
    if not isinstance(event, Const) or event.value not in _EVENTS:
        return None
    function: Value | None = decorated
    if decorated is None:
        function = evaluator.eval(expr.args[2], scope) if len(expr.args) > 2 else None
    if not isinstance(function, FunctionValue):
        return None
    propagate = any(
        keyword.arg == "propagate" and evaluator.eval(keyword.value, scope) == Constant(True)
        for keyword in expr.keywords
    )
    return Listener(evaluator.eval(expr.args[0], scope), function, propagate, expr, scope)


def follow(evaluator: Evaluator, bases: Bases, listeners: Iterable[Listener]) -> None:
    """Call each listener with the classes that it hears of, in the order of their definition.

    Then ``__declare_first__()`` of each class, which SQLAlchemy calls before it configures mappers.
    """
    known = tuple(listeners)
    classes = tuple(evaluator.classes.values())
    for decl in classes if known else ():
        heard = [each for each in known if _hears(evaluator, each, decl)]
        if heard and _has_mapper(evaluator, bases, decl):
            for each in heard:
                evaluator.begin()
                evaluator.members.listen(decl, each)
    hooked = any(_HOOK in evaluator.class_scope(decl).names.bound for decl in classes)
    for decl in classes if hooked else ():
        found = evaluator.members.find(decl, _HOOK)
        # Of a mapped parent it is called for that alone.
        if found is None or (found[0] is not decl and _has_mapper(evaluator, bases, found[0])):
            continue
        stmt = found[1][-1].stmt
        if isinstance(stmt, Function) and _has_mapper(evaluator, bases, decl):
            evaluator.begin()
            evaluator.members.declare_first(
                decl, FunctionValue(stmt, evaluator.class_scope(found[0]), ClassValue(decl))
            )


def _hears(evaluator: Evaluator, each: Listener, decl: ClassDecl) -> bool:
    target = each.target
    if isinstance(target, External):
        return target.name in ("Mapper", "mapper")
    if target is UNKNOWN:
        return False
    return target == ClassValue(decl) or (each.propagate and target in evaluator.members.mro(decl))


def _has_mapper(evaluator: Evaluator, bases: Bases, decl: ClassDecl) -> bool:
    """Whether a class is declared with a mapper, as far as its own statement and its base tell."""
    base = bases.of_class(decl)
    if base is None or bases.is_base(decl):
        return False
    abstract = evaluator.members.own(decl, "__abstract__")
    if abstract is not None and abstract != Constant(False):
        return False
    return base.style != "sqlmodel" or any(keyword.arg == "table" for keyword in decl.facts.keywords)
