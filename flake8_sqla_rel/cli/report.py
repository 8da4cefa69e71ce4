"""``sqla-rel report``: the audit of a project's relationships."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from typing import Final

from flake8_sqla_rel.cli.models import read
from flake8_sqla_rel.cli.project import add_project_options
from flake8_sqla_rel.cli.terminal import DONE, write_document
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.output.report import report, to_html, to_markdown, to_text
from flake8_sqla_rel.output.report.document import Document

_FORMS: Final[Mapping[str, Callable[[Document], str]]] = {
    "markdown": to_markdown,
    "html": to_html,
    "text": to_text,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="?", default=".", help="a file or folder of the project (default: .)")
    parser.add_argument(
        "--format", choices=tuple(_FORMS), default="markdown", help="the form (default: markdown)"
    )
    parser.add_argument("--output-file", metavar="FILE", help="write to this file instead of stdout")
    add_project_options(parser)


def run(options: argparse.Namespace) -> int:
    """Print the report on the project that a path belongs to."""
    found = read(options.path, options, rules=True)
    if not found.model.classes:
        raise UsageError(f"no mapped classes in {found.root}")
    document = report(found.model, found.findings, os.path.basename(found.root), found.sqlalchemy)
    write_document(_FORMS[options.format](document), options.output_file)
    return DONE
