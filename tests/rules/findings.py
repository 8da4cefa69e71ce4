"""Running one rule on one model."""

from __future__ import annotations

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules import ALL_RULES
from flake8_sqla_rel.rules.base import Finding, Options

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
