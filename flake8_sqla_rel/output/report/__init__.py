"""The audit of a project: everything that teams write down by hand about their relationships."""

from __future__ import annotations

from flake8_sqla_rel.output.report.contents import report
from flake8_sqla_rel.output.report.html import to_html
from flake8_sqla_rel.output.report.markdown import to_markdown
from flake8_sqla_rel.output.report.text import to_text

__all__ = ["report", "to_html", "to_markdown", "to_text"]
