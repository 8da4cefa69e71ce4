"""``sqla-rel check``: what there is to report, without flake8's other checks."""

from __future__ import annotations

import argparse
import os
import sys

from flake8_sqla_rel.api import Checked, check, concerning
from flake8_sqla_rel.baseline import Compared, baseline_of, compare, read_baseline
from flake8_sqla_rel.cli.progress import Progress
from flake8_sqla_rel.cli.project import add_project_options, configuration_of, settings_of
from flake8_sqla_rel.cli.reports import FORMS, WITH_FIXES, check_form, document
from flake8_sqla_rel.cli.terminal import (
    DONE,
    FOUND,
    print_note,
    print_text,
    wants_colour,
    write_document,
)
from flake8_sqla_rel.cli.wanted import add_selection_options, selects_any, wanted_of
from flake8_sqla_rel.configuration import Configuration
from flake8_sqla_rel.errors import UsageError, one_line
from flake8_sqla_rel.output import text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "path", nargs="*", help="files and folders to look at (default: .); - reads one file from stdin"
    )
    parser.add_argument("--stdin-display-name", metavar="PATH", help="the file that stdin stands for")
    group = add_selection_options(parser)
    group.add_argument(
        "--changed",
        nargs="*",
        action="extend",
        metavar="FILE",
        help="check everything, and show only what concerns these files, from either side",
    )
    group.add_argument("--baseline", metavar="FILE", help="show none of the findings that this file knows")
    group.add_argument("--write-baseline", metavar="FILE", help="write what there is now to this file")
    group = parser.add_argument_group("output")
    group.add_argument("--format", default="text", metavar="FORM", help=f"{', '.join(FORMS)} (default: text)")
    group.add_argument("--output-file", metavar="FILE", help="write to this file instead of stdout")
    group.add_argument("--statistics", action="store_true", help="count the findings of each code")
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 also when something is found")
    group.add_argument("-v", "--verbose", action="store_true", help="tell on stderr what was read")
    add_project_options(parser)


def run(options: argparse.Namespace) -> int:
    """Print the findings in the files and folders named; 1 when there are any."""
    check_form(options.format)
    files = configuration_of(options)
    wanted = wanted_of(options, files)
    settings = settings_of(options, files)
    baseline = files.get("baseline") if options.baseline is None else options.baseline
    written = options.write_baseline
    if written is not None and os.path.lexists(written):
        # A source file that was named by mistake must survive it.
        read_baseline(written, "--write-baseline")
    known = None if baseline is None or written is not None else read_baseline(baseline, "--baseline")
    paths, buffers = _given(options)
    if not selects_any(wanted.selection):
        places = ", ".join(["the command line", *files.paths])
        print_note(f"sqla-rel: warning: no rule is selected (select and ignore of {one_line(places)})")
    with Progress("checking"):
        checked = check(paths, settings, wanted, buffers=buffers, fixes=options.format in WITH_FIXES)
    if options.verbose:
        _tell(files, checked)
    for path in checked.unparsed:
        print_note(
            f"sqla-rel: warning: {one_line(path)} is no Python that can be parsed; nothing is shown in it"
        )
    if written is not None:
        write_document(baseline_of(checked.findings), written, "--write-baseline")
        print_text(f"{text.count_of(len(checked.findings), 'finding')} written to {one_line(written)}")
        return DONE
    compared = Compared(checked.findings, 0, 0) if known is None else compare(checked.findings, known)
    if options.changed is not None:
        compared = compared._replace(new=concerning(compared.new, options.changed))
    _show(options, checked, compared)
    return FOUND if compared.new and not options.exit_zero else DONE


def _tell(files: Configuration, checked: Checked) -> None:
    for path in files.paths:
        print_note(f"configuration {one_line(path)}")
    if not files.paths:
        print_note("configuration: none found")
    for note in checked.notes:
        print_note(one_line(note))


def _show(options: argparse.Namespace, checked: Checked, compared: Compared) -> None:
    findings = compared.new
    summary = text.summary(findings, checked.models, compared.known)
    numbers = text.statistics(findings) if options.statistics else ""
    if options.format == "text" and options.output_file is None:
        print_text("".join([text.text(findings, wants_colour()), numbers, summary]))
        return
    if options.format == "text":
        written = "".join([text.text(findings), numbers, summary])
    else:
        written = document(options.format, findings)
    write_document(written, options.output_file)
    if options.output_file is not None:
        print_text(f"{summary}, written to {one_line(options.output_file)}")
    if options.format != "text" and numbers:
        print_note(numbers.rstrip("\n"))


def _given(options: argparse.Namespace) -> tuple[list[str], dict[str, bytes]]:
    """The files and folders of the run, and the buffer that stands in place of one of them."""
    given = options.path or [os.curdir]
    if "-" not in given:
        return given, {}
    name = options.stdin_display_name
    if name is None:
        raise UsageError("- needs --stdin-display-name, the file that the text is to be")
    if sys.stdin is None:
        raise UsageError("- needs a stdin to read")
    return [name if path == "-" else path for path in given], {name: sys.stdin.buffer.read()}
