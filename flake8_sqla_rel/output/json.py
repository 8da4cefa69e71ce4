"""Findings as JSON, all that is known of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flake8_sqla_rel.edits import Fix
from flake8_sqla_rel.finding import Shown, Spot
from flake8_sqla_rel.output.marks import fingerprints, name_of, without_surrogates

#: Raised when a reader of the present form could no longer read it.
FORM = 1


def render(findings: Sequence[Shown]) -> str:
    """An object with ``form`` and ``findings``."""
    marks = fingerprints(findings)
    records = [_record(shown, mark) for shown, mark in zip(findings, marks)]
    return json.dumps({"form": FORM, "findings": records}, indent=2)


def _record(shown: Shown, fingerprint: str) -> dict[str, Any]:
    return {
        "code": shown.code,
        "name": name_of(shown.code),
        "kind": None if shown.kind is None else shown.kind.value,
        **_spot(shown.spot),
        "message": shown.message,
        "subject": without_surrogates(shown.subject),
        "related": [{**_spot(spot), "note": note} for spot, note in shown.related],
        "fix": None if shown.fix is None else _fix(shown.fix),
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {
            "path": without_surrogates(edit.path),
            "line": edit.line,
            "column": edit.col + 1,
            "end_line": edit.end_line,
            "end_column": edit.end_col + 1,
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "why": fix.why, "edits": edits}


def _spot(spot: Spot) -> dict[str, Any]:
    return {"path": without_surrogates(spot.path), "line": spot.line, "column": spot.column}
