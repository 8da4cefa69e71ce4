"""Findings as SARIF 2.1.0, the form of GitHub's code scanning and of editors."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flake8_sqla_rel.edits import Fix
from flake8_sqla_rel.finding import Shown, Spot
from flake8_sqla_rel.output.marks import INTERNAL_NAME, INTERNAL_SUMMARY, fingerprints, rank, rules_of, uri
from flake8_sqla_rel.rules.base import Rule


def render(findings: Sequence[Shown], version: str, homepage: str | None = None) -> str:
    """A log with one run. ``homepage`` is the repository's address, whose page of rules is linked to."""
    rules = rules_of(findings)
    driver: dict[str, Any] = {
        "name": "sqla-rel",
        "version": version,
        "rules": [_rule(code, rule, homepage) for code, rule in rules],
    }
    if homepage is not None:
        driver["informationUri"] = homepage
    index = {code: number for number, (code, _) in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(shown, index[shown.code], mark) for shown, mark in zip(findings, fingerprints(findings))
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2)


def _rule(code: str, rule: Rule | None, homepage: str | None) -> dict[str, Any]:
    summary = INTERNAL_SUMMARY if rule is None else rule.summary
    text = summary if rule is None else rule.documentation.strip()
    descriptor: dict[str, Any] = {
        "id": code,
        "name": INTERNAL_NAME if rule is None else rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": _what_it_does(text)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": rank(None if rule is None else rule.kind)},
        "properties": {"tags": ["sqlalchemy"] if rule is None else ["sqlalchemy", rule.kind.value]},
    }
    if homepage is not None:
        descriptor["helpUri"] = f"{homepage.rstrip('/')}/blob/main/docs/rules.md#{code.lower()}"
    return descriptor


def _what_it_does(documentation: str) -> str:
    """The first section of a rule's documentation."""
    parts = re.split(r"^## .*\n+", documentation, flags=re.MULTILINE)
    return parts[1 if len(parts) > 1 else 0].strip()


def _result(shown: Shown, index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": shown.code,
        "ruleIndex": index,
        "level": rank(shown.kind),
        "message": {"text": shown.message},
        "locations": [{"physicalLocation": _place(shown.spot)}],
        "partialFingerprints": {"sqlaRel/v1": fingerprint},
    }
    if shown.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(spot), "message": {"text": note or "see also"}}
            for number, (spot, note) in enumerate(shown.related, 1)
        ]
    if shown.fix is not None:
        result["fixes"] = [_fix(shown.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    changes = [
        {
            "artifactLocation": _artifact(path),
            "replacements": [
                {
                    "deletedRegion": {
                        "startLine": edit.line,
                        "startColumn": edit.col + 1,
                        "endLine": edit.end_line,
                        "endColumn": edit.end_col + 1,
                    },
                    "insertedContent": {"text": edit.text},
                }
                for edit in edits
            ],
        }
        for path, edits in groupby(fix.edits, key=lambda edit: edit.path)
    ]
    title = fix.title if fix.safe else f"{fix.title} (unsafe: {fix.why})"
    return {"description": {"text": title}, "artifactChanges": changes}


def _place(spot: Spot) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(spot.path),
        "region": {"startLine": spot.line, "startColumn": spot.column},
    }


def _artifact(path: str) -> dict[str, Any]:
    address = {"uri": uri(path)}
    return address if os.path.isabs(path) else {**address, "uriBaseId": "%SRCROOT%"}
