"""Where what a call makes is to be looked for.

That of a helper function is in the helper if all that it says is written there, and where the helper is
called if that is given to it: ``chef_id = key_to("chef.id")`` is wrong in one class, and right in others.
"""

from __future__ import annotations

from flake8_sqla_rel.mapper.model import Place
from flake8_sqla_rel.mapper.scopes import FunctionScope, Scope
from flake8_sqla_rel.mapper.values import Made
from flake8_sqla_rel.source.facts import Call, Name, within


def place_of(made: Made) -> Place:
    """The place of a call, or that of the call of a helper that is given something for it."""
    call, scope = written_at(made)
    return Place(scope.module.path, call.line, call.col)


def place_in(made: Made, line: int, col: int) -> Place:
    """The place of an argument at ``line`` and ``col`` of a call, or that of the call of a helper."""
    call, scope = written_at(made)
    if call is made.call:
        return Place(scope.module.path, line, col)
    return Place(scope.module.path, call.line, call.col)


def written_at(made: Made) -> tuple[Call, Scope]:
    """The call that says what is made, and the scope in which it stands."""
    call, scope = made.call, made.scope
    while isinstance(scope, FunctionScope) and scope.called is not None and _is_given(call, scope):
        call, scope = scope.called
    return call, scope


def _is_given(call: Call, scope: FunctionScope) -> bool:
    """Whether a call names a parameter or another variable of the function, which is given something."""
    if scope.called is None or not (scope.called[0].args or scope.called[0].keywords):
        return False
    return any(isinstance(part, Name) and part.id in scope.variables for part in within(call))
