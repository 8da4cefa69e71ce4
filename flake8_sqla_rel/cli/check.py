"""``sqla-rel check``: what there is to report, without flake8's other checks."""

from __future__ import annotations

import argparse
import os

from flake8_sqla_rel.cli.project import add_project_options, settings_of
from flake8_sqla_rel.cli.terminal import DONE, FOUND, print_text
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.run import Places, Run, RunFiles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="*", help="files and folders to look at (default: .)")
    add_project_options(parser)


def run(options: argparse.Namespace) -> int:
    """Print the findings in the files and folders named; 1 when there are any."""
    given = options.path or [os.curdir]
    for path in given:
        if not os.path.exists(path):
            raise UsageError(f"no such file or folder: {path!r}")
    settings = settings_of(options)
    done = Run(settings, RunFiles(given, settings.exclude, settings.filename, Places()))
    lines = []
    for place, reports in sorted(done.reports.items()):
        shown = os.path.relpath(place)
        for report in sorted(reports):
            lines.append(f"{shown}:{report.line}:{report.col + 1}: {report.code} {report.text}")
    print_text("\n".join([*lines, f"Found {len(lines)} findings" if lines else "All clear"]))
    return FOUND if lines else DONE
