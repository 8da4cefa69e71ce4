"""Which rules can be mended, and the fix for a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from flake8_sqla_rel.edits import Fix
from flake8_sqla_rel.fix import arguments, sides, sqr001
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding, Options

Fixer: TypeAlias = Callable[[Context, Finding], Plan]

#: The fixer of each rule that has one. It raises :class:`Refused` where it does not fix.
FIXERS: Final[Mapping[str, Fixer]] = MappingProxyType(
    {
        "SQR001": sqr001.fix,
        "SQR002": sides.name_the_reverse,
        "SQR003": sides.tell_apart,
        "SQR004": arguments.make_scalar,
        "SQR009": arguments.unlink_viewonly,
        "SQR202": arguments.name_the_key,
        "SQR212": arguments.one_string,
        "SQR302": arguments.spell_cascade,
        "SQR303": arguments.add_delete,
        "SQR304": arguments.drop("cascade"),
        "SQR307": arguments.drop(
            "passive_deletes", "SQLAlchemy loads the children and handles them itself then"
        ),
        "SQR310": arguments.drop_any,
        "SQR402": arguments.spell_lazy,
        "SQR507": arguments.spell_keyword,
        "SQR512": arguments.no_comma,
        "SQR901": sides.give_a_reverse,
    }
)

#: The rules whose every fix is unsafe.
UNSAFE: Final = frozenset(
    {"SQR003", "SQR202", "SQR302", "SQR303", "SQR307", "SQR402", "SQR507", "SQR512", "SQR901"}
)


def fixes_for(
    model: Model,
    options: Options,
    findings: Iterable[Finding],
    load: Callable[[str], bytes | None],
    paths: Sequence[str],
) -> dict[Finding, Fix]:
    """The fixes of those findings that have one.

    ``load`` gives the bytes of a file by its path relative to the root, ``None`` when there are none;
    ``paths`` are those of all files of the project.
    """
    context = Context(model, options, load, paths)
    found = {}
    for finding in findings:
        try:
            plan = plan_for(context, finding)
        except Refused:
            continue
        if plan is not None:
            found[finding] = plan.fix
    return found


def plan_for(context: Context, finding: Finding) -> Plan | None:
    """The plan for a finding, ``None`` when its rule has no fix; :class:`Refused` says why not this one."""
    fixer = FIXERS.get(finding.code)
    return None if fixer is None else fixer(context, finding)
