"""Names that a framework makes of other names."""

from __future__ import annotations

import re


def snake_case(name: str) -> str:
    """The table name that Flask-SQLAlchemy makes of a class name."""
    parts = re.sub(r"(?<=[a-z0-9])([A-Z])|(?<!^)([A-Z])(?=[a-z])", r"_\1\2", name)
    return parts.lower().lstrip("_")
