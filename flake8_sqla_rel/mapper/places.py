"""Where what a call makes is to be looked for.

That of a helper function is in the helper if all that it says is written there, and where the helper is
called if that is given to it: ``chef_id = key_to("chef.id")`` is wrong in one class, and right in others.
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_sqla_rel.mapper.model import Place
from flake8_sqla_rel.mapper.scopes import FunctionScope, Scope, statements
from flake8_sqla_rel.mapper.values import Made
from flake8_sqla_rel.source.facts import Assign, Call, Expr, Function, Lambda, Name, Return, within


def place_of(made: Made) -> Place:
    """The place of a call, or that of the call of a helper that is given something for it."""
    call, scope = written_at(made)
    return Place(scope.module.path, call.line, call.col)


def place_in(made: Made, at: Place) -> Place:
    """The place ``at`` of an argument of a call, or that of the call of a helper."""
    call, scope = written_at(made)
    return at if call is made.call else Place(scope.module.path, call.line, call.col)


def written_at(made: Made) -> tuple[Call, Scope]:
    """The call that says what is made, and the scope in which it stands."""
    call, scope = made.call, made.scope
    while isinstance(scope, FunctionScope) and scope.called is not None and _is_given(call, scope):
        call, scope, _ = scope.called
    return call, scope


def _is_given(call: Call, scope: FunctionScope) -> bool:
    """Whether a call makes what a function returns, out of what the function is given.

    Not one in ``define_tables(metadata)``, which is a part of the module as it were.
    """
    called = scope.called
    if called is None or not (called.call.args or called.call.keywords):
        return False
    return any(part is call for value in _returned(called.function) for part in within(value)) and any(
        isinstance(part, Name) and part.id in scope.variables for part in within(call)
    )


def _returned(function: Function | Lambda) -> Iterator[Expr]:
    """What a function returns: expressions, and those that a variable has which is returned."""
    if isinstance(function, Lambda):
        yield function.body
        return
    every = [stmt for stmt, _ in statements(function.body or ())]
    found = [stmt.value for stmt in every if isinstance(stmt, Return) and stmt.value is not None]
    yield from found
    names = {value.id for value in found if isinstance(value, Name)}
    for stmt in every:
        if (
            isinstance(stmt, Assign)
            and isinstance(stmt.target, Name)
            and stmt.target.id in names
            and stmt.value
        ):
            yield stmt.value
