"""Findings as the workflow commands that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

import os
from collections.abc import Sequence

from flake8_sqla_rel.finding import Shown
from flake8_sqla_rel.output.marks import name_of, rank, without_surrogates

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(findings: Sequence[Shown]) -> str:
    """A command each."""
    return "\n".join(_command(shown) for shown in findings)


def _command(shown: Shown) -> str:
    path, line, column = shown.spot
    properties = {
        "file": path.replace(os.sep, "/"),
        "line": str(line),
        "col": str(column),
        "title": f"{shown.code} {name_of(shown.code)}",
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[rank(shown.kind)]} {listed}::{_data(shown.message)}"


def _data(text: str) -> str:
    text = without_surrogates(text).replace("%", "%25")
    return text.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
