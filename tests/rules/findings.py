"""Running one rule on one model, or rules on a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.engine import findings_for_project
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Finding, Options, Rule

RULES = {rule.code: rule for rule in ALL_RULES}


def found(code: str, model: Model, sqlalchemy: tuple[int, int] = (2, 0)) -> list[Finding]:
    """What the rule of that code says of the model."""
    findings = list(RULES[code].check(model, Options(sqlalchemy=sqlalchemy)))
    for finding in findings:
        assert finding.code == code
        assert finding.message.isprintable()
    return findings


def subjects(code: str, model: Model, sqlalchemy: tuple[int, int] = (2, 0)) -> list[str]:
    """The subjects of what the rule says, sorted."""
    return sorted(finding.subject for finding in found(code, model, sqlalchemy))


def message(code: str, model: Model, sqlalchemy: tuple[int, int] = (2, 0)) -> str:
    """The message of the one finding of the rule."""
    (finding,) = found(code, model, sqlalchemy)
    return finding.message


def of_folder(root: Path, release: str, rules: Sequence[Rule] = ALL_RULES) -> list[Finding]:
    """What the rules say of the models in a folder, for a release (``2.0``)."""
    major, minor = map(int, release.split("."))
    index = ProjectIndex(os.path.realpath(root), Settings(cache=False))
    by_path = findings_for_project(index, Options(sqlalchemy=(major, minor)), rules)
    return [finding for found in by_path.values() for finding in found]
