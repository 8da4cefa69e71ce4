"""Text for XML and HTML."""

from __future__ import annotations

import html

from flake8_sqla_rel.rules.wording import one_line


def escaped(text: str) -> str:
    """Text that may stand between tags and in quoted attributes; what is not printable is written out."""
    return html.escape(one_line(text))
