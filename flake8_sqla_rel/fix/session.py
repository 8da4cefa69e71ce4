"""Fixing a project: pass after pass, until nothing more is to be done.

A pass makes a plan for every finding, carries out those that do not get into each other's way,
and looks at the project again: what it finds then decides whether the pass stands. Nothing is
written here; the outcome is the content of the changed files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from flake8_sqla_rel.edits import Edit
from flake8_sqla_rel.fix.analysis import Analysis
from flake8_sqla_rel.fix.context import Context
from flake8_sqla_rel.fix.fixers import plan_for
from flake8_sqla_rel.fix.plan import Plan
from flake8_sqla_rel.fix.refusal import Refused
from flake8_sqla_rel.fix.text import NotEditable, SourceText, apply, read
from flake8_sqla_rel.fix.tidy import without_leftovers
from flake8_sqla_rel.fix.verify import faults, is_error
from flake8_sqla_rel.rules.base import Finding, Options

Load: TypeAlias = Callable[[str], "bytes | None"]

#: Whether a finding is to be mended, as the files now are.
Wanted: TypeAlias = Callable[[Finding, Load], bool]

#: More passes than any project needs; what is left then stays.
_PASSES = 400


Analyse: TypeAlias = Callable[[Mapping[str, bytes]], Analysis]


class Left(NamedTuple):
    """A finding that stays, and why. ``unsafe`` tells that there is a fix, which was not asked for."""

    finding: Finding
    why: str
    unsafe: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``contents`` are the changed files by path, ``fixed`` what was carried out."""

    contents: Mapping[str, bytes]
    fixed: tuple[Plan, ...]
    left: tuple[Left, ...]


@dataclass
class _Pass:
    """What a pass would do, and what it would not."""

    chosen: list[Plan] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    waiting: bool = False


def fix_project(analyse: Analyse, load: Load, options: Options, wanted: Wanted, *, unsafe: bool) -> Outcome:
    """Mend what can be mended of the findings that are ``wanted``.

    ``analyse`` looks at the project with the given contents in place of those on disk, ``load``
    reads a file from disk.
    """
    contents: dict[str, bytes] = {}
    fixed: list[Plan] = []
    rejected: dict[tuple[str, str], str] = {}
    now = analyse(contents)
    most = len(now.findings)
    found = _Pass()
    for _ in range(_PASSES):

        def current(path: str) -> bytes | None:
            return contents[path] if path in contents else load(path)

        context = Context(now.model, options, current, now.paths)
        found = _plan(context, now.findings, wanted, rejected, most, unsafe=unsafe)
        if not found.chosen:
            break
        changed, broken = _carry_out(context, found.chosen)
        after = None if broken else analyse({**contents, **changed})
        if after is not None:
            broken = faults(now, after, found.chosen)
        if broken:
            known = {plan: why for plan, why in broken.items() if plan is not None}
            if not known and len(found.chosen) == 1:
                known = {found.chosen[0]: next(iter(broken.values()))}
            for plan, why in known.items():
                rejected[(plan.fix.code, plan.fix.subject)] = why
            # One of them changes what it should not: find out which by trying fewer.
            most = most if known else len(found.chosen) // 2
            continue
        assert after is not None
        contents.update(changed)
        fixed += found.chosen
        now = after
        most = len(now.findings)
    for path, data in contents.items():
        contents[path] = without_leftovers(path, load(path) or b"", data)
    same = {path for path, data in contents.items() if load(path) == data}
    return Outcome(
        {path: contents[path] for path in sorted(contents.keys() - same)}, tuple(fixed), tuple(found.left)
    )


def _plan(
    context: Context,
    findings: Sequence[Finding],
    wanted: Wanted,
    rejected: Mapping[tuple[str, str], str],
    most: int,
    *,
    unsafe: bool,
) -> _Pass:
    found = _Pass()
    taken: dict[tuple[str, int], list[Edit]] = {}
    alone: set[str] = set()
    errors = [finding for finding in findings if is_error(finding)]
    for finding in findings:
        if not wanted(finding, context.files.load):
            continue
        why = rejected.get((finding.code, finding.subject))
        plan = None
        if why is None:
            try:
                plan = plan_for(context, finding)
                why = "there is no fix for this rule"
                if plan is not None:
                    _check_errors(context, plan, errors)
            except Refused as refused:
                plan, why = None, str(refused)
        if plan is None:
            found.left.append(Left(finding, why or ""))
        elif not plan.fix.safe and not unsafe:
            found.left.append(Left(finding, plan.fix.why, unsafe=True))
        elif len(found.chosen) < most and not alone & plan.alone and _fits(plan, taken):
            found.chosen.append(plan)
            alone |= plan.alone
            for edit in plan.fix.edits:
                for line in _lines(edit):
                    taken.setdefault(line, []).append(edit)
    return found


def _check_errors(context: Context, plan: Plan, errors: Sequence[Finding]) -> None:
    """:class:`Refused` where the mapping has to stay as it is, and is not sound to begin with."""
    if not plan.keeps:
        return
    for cls in sorted(plan.classes):
        place = context.model.classes[cls].place
        node = context.files.class_at(place)
        last = place.line if node is None else node.end_lineno or place.line
        for error in errors:
            if error.place.path == place.path and place.line <= error.place.line <= last:
                name = context.model.classes[cls].name
                raise Refused(f"{name} has an unresolved error first: {error.code} at {error.place}")


def _fits(plan: Plan, taken: Mapping[tuple[str, int], Sequence[Edit]]) -> bool:
    return not any(
        _collide(edit, other)
        for edit in plan.fix.edits
        for line in _lines(edit)
        for other in taken.get(line, ())
    )


def _lines(edit: Edit) -> Iterator[tuple[str, int]]:
    """The lines that an edit changes, each with its file."""
    return ((edit.path, line) for line in range(edit.line, edit.end_line + 1))


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same text. What is put in at one place goes in one after the other."""
    if one == other:
        return False
    first, last = (one.line, one.col), (one.end_line, one.end_col)
    begin, end = (other.line, other.col), (other.end_line, other.end_col)
    return first < end and begin < last


def _carry_out(context: Context, plans: Sequence[Plan]) -> tuple[dict[str, bytes], dict[Plan | None, str]]:
    """The files after the plans, or the plans that cannot be carried out."""
    edits: dict[str, dict[Edit, None]] = {}
    for plan in plans:
        for edit in plan.fix.edits:
            edits.setdefault(edit.path, {})[edit] = None
    changed: dict[str, bytes] = {}
    broken: dict[Plan | None, str] = {}
    for path, some in edits.items():
        source: SourceText = context.files.source(path)
        try:
            changed[path] = apply(source, list(some))
            read(path, changed[path])
        except NotEditable as error:
            involved = [plan for plan in plans if any(edit.path == path for edit in plan.fix.edits)]
            broken |= dict.fromkeys(involved if len(involved) == 1 else [None], f"{error} afterwards")
    return changed, broken
