"""Reading the project that a command is to show: its static model, and what the rules find in it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from flake8_sqla_rel.cli.project import root_for, settings_of
from flake8_sqla_rel.engine import findings_in, internal_error, rule_options, selected_rules
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.finding import Finding
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.project.index import ProjectIndex


@dataclass(frozen=True, slots=True)
class Read:
    """A project as read: ``sqlalchemy`` is the release it is taken to run on, as (major, minor)."""

    root: str
    model: Model
    findings: tuple[Finding, ...]
    sqlalchemy: tuple[int, int]


def read(path: str, options: argparse.Namespace, *, rules: bool) -> Read:
    """Read the project of a path, and ask the rules when ``rules`` says so. Raises :class:`UsageError`."""
    settings = settings_of(options)
    root = root_for(path, settings)
    index = ProjectIndex(root, settings)
    asked = rule_options(root, settings)
    try:
        model = link(index, asked.sqlalchemy)
    except Exception as error:  # noqa: BLE001 - one line, as for every other failure
        raise UsageError(internal_error(root, "while relating the models", error).message) from None
    findings = findings_in(model, index, asked, selected_rules(settings)) if rules else []
    index.store()
    return Read(root, model, tuple(findings), asked.sqlalchemy)
