"""Findings as the Code Quality report that GitLab shows in a merge request."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from flake8_sqla_rel.finding import Kind, Shown
from flake8_sqla_rel.output.marks import fingerprints, name_of, without_surrogates

_SEVERITIES = {Kind.ERROR: "critical", Kind.BUG: "major", Kind.WARNING: "minor", Kind.STYLE: "info"}


def render(findings: Sequence[Shown]) -> str:
    """A list of records."""
    marks = fingerprints(findings)
    return json.dumps([_record(shown, mark) for shown, mark in zip(findings, marks)], indent=2)


def _record(shown: Shown, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{shown.code} {shown.message}",
        "check_name": f"{shown.code} {name_of(shown.code)}",
        "fingerprint": fingerprint,
        "severity": "blocker" if shown.kind is None else _SEVERITIES[shown.kind],
        "location": {
            "path": without_surrogates(shown.spot.path.replace(os.sep, "/")),
            "lines": {"begin": shown.spot.line},
        },
    }
