"""``sqla-rel graph``: the mappers that SQLAlchemy would configure, as far as the text tells."""

from __future__ import annotations

import argparse
import json

from flake8_sqla_rel.cli.project import add_project_options, root_for, settings_of
from flake8_sqla_rel.cli.terminal import DONE, print_text
from flake8_sqla_rel.engine import internal_error, rule_options
from flake8_sqla_rel.errors import UsageError
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.output.graph import graph
from flake8_sqla_rel.project.index import ProjectIndex


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="?", default=".", help="a file or folder of the project (default: .)")
    parser.add_argument("--format", choices=("json",), default="json", help="the form (default: json)")
    add_project_options(parser)


def run(options: argparse.Namespace) -> int:
    """Print the static model of the project that a path belongs to."""
    settings = settings_of(options)
    root = root_for(options.path, settings)
    index = ProjectIndex(root, settings)
    try:
        model = link(index, rule_options(root, settings).sqlalchemy)
    except Exception as error:  # noqa: BLE001 - one line, as for every other failure
        raise UsageError(internal_error(root, "while relating the models", error).message) from None
    index.store()
    print_text(json.dumps(graph(model, root), indent=2, ensure_ascii=False))
    return DONE
