"""What fixing starts from, and is held against after each pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flake8_sqla_rel.mapper.model import Model
from flake8_sqla_rel.rules.base import Finding


class Analysis(NamedTuple):
    """A project as it stands: its model, everything that the rules say of it, and the paths of its files."""

    model: Model
    findings: Sequence[Finding]
    paths: Sequence[str]
