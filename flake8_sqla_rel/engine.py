"""From a project's files to its findings: link the mappers, ask every rule.

Whatever fails in here is reported as ``SQR000`` and costs only what it had to tell: a rule
that raises loses its own further findings, a file that the reader fails on its own facts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.errors import one_line
from flake8_sqla_rel.finding import INTERNAL, MAX_MESSAGE, Finding, Kind, Place, in_order
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.project.versions import release
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Options, Rule
from flake8_sqla_rel.rules.consequences import without_consequences

# A child of flake8's logger, so that flake8 -v shows it; without flake8 it is an ordinary one.
LOG = logging.getLogger("flake8.sqla_rel")


def rule_options(root: str, settings: Settings) -> Options:
    """What the rules may ask, for the project at ``root``."""
    return options_for(settings, release(root, settings.sqlalchemy))


def options_for(settings: Settings, sqlalchemy: tuple[int, int]) -> Options:
    """What the rules may ask, for a project that runs on that release."""
    if not settings.generic_names:
        return Options(sqlalchemy)
    # The rule asks for names without the underscores around them, in small letters.
    names = tuple(name.strip("_").lower() for name in settings.generic_names)
    return Options(sqlalchemy, names)


def selected_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules to run: all but the opt-in ones that nobody asked for."""
    return tuple(rule for rule in ALL_RULES if not rule.opt_in or settings.opted_in(rule.code))


def findings_for_project(
    index: ProjectIndex, options: Options, rules: Sequence[Rule] = ALL_RULES
) -> dict[str, list[Finding]]:
    """All findings of a project by path of the file they sit in, sorted by their place.

    Never raises for what is in the project: faults of this program are findings of the code
    ``SQR000`` on the first line of the file concerned, or of the first file with models
    where no single one is.
    """
    found: list[Finding] = []
    try:
        model = link(index, options.sqlalchemy)
        found += _asked(rules, model, options, index)
    except Exception as error:  # noqa: BLE001 - a fault here must not cost other plugins their findings
        found.append(internal_error(_first_model(index), "while relating the models", error))
    found += [internal_error(path, "while reading this file", error) for path, error in index.failures]
    return _by_path(found)


def findings_in(
    model: Model, index: ProjectIndex, options: Options, rules: Sequence[Rule] = ALL_RULES
) -> list[Finding]:
    """All findings of a project whose model is at hand, sorted by their place."""
    by_path = _by_path(_asked(rules, model, options, index))
    return [finding for findings in by_path.values() for finding in findings]


def internal_error(path: str, when: str, error: Exception) -> Finding:
    """The finding that stands for a fault in this program."""
    LOG.debug("%s: %s", path, when, exc_info=error)
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"internal error in {path} {when}: {text[:200]}; please report it with this file"
    return Finding(INTERNAL, Place(path, 1, 0), one_line(message), path)


def _asked(rules: Sequence[Rule], model: Model, options: Options, index: ProjectIndex) -> list[Finding]:
    found = (finding for rule in rules for finding in _ask(rule, model, options, index))
    return without_consequences(
        each for each in found if not _is_expected(each, model) and _meet(each, model)
    )


def _is_expected(finding: Finding, model: Model) -> bool:
    """Whether a finding is about what is meant to fail, in a test that says so."""
    place = finding.place
    lines = model.expected.get(place.path, ())
    return finding.kind is not Kind.STYLE and any(first <= place.line <= last for first, last in lines)


def _meet(finding: Finding, model: Model) -> bool:
    """Whether all that a finding is about may be there together."""
    return not any(model.exclude_each_other(finding.place, other.place) for other in finding.related)


def _ask(rule: Rule, model: Model, options: Options, index: ProjectIndex) -> Iterator[Finding]:
    try:
        for finding in rule.check(model, options):
            yield finding if finding.kind else finding._replace(kind=rule.kind)
    except Exception as error:  # noqa: BLE001 - the other rules go on
        yield internal_error(_first_model(index), f"in rule {rule.code}", error)


def _first_model(index: ProjectIndex) -> str:
    models = index.models()
    return models[0].path if models else "the project"


def _by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_path: dict[str, dict[Finding, None]] = {}
    for finding in findings:
        if not finding.message.isprintable():
            finding = finding._replace(message=one_line(finding.message))
        if len(finding.message) > MAX_MESSAGE:
            finding = finding._replace(message=f"{finding.message[:MAX_MESSAGE]} ...")
        # A dict as an ordered set: two ways to one fault are one finding.
        by_path.setdefault(finding.place.path, {})[finding] = None
    return {path: sorted(by_path[path], key=in_order) for path in sorted(by_path)}
