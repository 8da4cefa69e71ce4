"""``sqla-rel graph``: the mappers that SQLAlchemy would configure, as far as the text tells."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping
from typing import Final

from flake8_sqla_rel.cli.models import Read, read
from flake8_sqla_rel.cli.project import add_project_options
from flake8_sqla_rel.cli.terminal import DONE, write_document
from flake8_sqla_rel.errors import UsageError, suggestion
from flake8_sqla_rel.mapper.model import ClassId, Model
from flake8_sqla_rel.output.dot import dot
from flake8_sqla_rel.output.graph import graph
from flake8_sqla_rel.output.mermaid import mermaid
from flake8_sqla_rel.output.picture import Picture, around, picture, plain_id
from flake8_sqla_rel.output.svg import svg

_PICTURES: Final[Mapping[str, Callable[[Picture, str], str]]] = {"mermaid": mermaid, "dot": dot, "svg": svg}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="?", default=".", help="a file or folder of the project (default: .)")
    parser.add_argument(
        "--format", choices=("json", *_PICTURES), default="json", help="the form (default: json)"
    )
    parser.add_argument("--around", metavar="CLASS", help="this class and what it is linked with")
    parser.add_argument("--depth", type=_depth, metavar="N", help="how many links away (default: 1)")
    parser.add_argument("--output-file", metavar="FILE", help="write to this file instead of stdout")
    add_project_options(parser)


def run(options: argparse.Namespace) -> int:
    """Print the static model of the project that a path belongs to, or a picture of it."""
    if options.depth is not None and options.around is None:
        raise UsageError("--depth: needs --around")
    found = read(options.path, options, rules=options.format != "json")
    if not found.model.classes and options.format != "json":
        raise UsageError(f"no mapped classes in {found.root}")
    shown = picture(found.model, found.findings)
    if options.around is not None:
        shown = around(shown, _find(found.model, options.around), options.depth or 1)
    write_document(_text(found, shown, options), options.output_file)
    return DONE


def _depth(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _text(found: Read, shown: Picture, options: argparse.Namespace) -> str:
    if options.format == "json":
        only = None if options.around is None else {entity.id for entity in shown.entities}
        return json.dumps(graph(found.model, found.root, only), indent=2, ensure_ascii=False)
    name = os.path.basename(found.root)
    title = f"{name}: models" if options.around is None else f"{name}: around {options.around}"
    return _PICTURES[options.format](shown, title)


def _find(model: Model, name: str) -> ClassId:
    """The mapped class of a name, with as much of its module before it as is needed. Raises ``UsageError``."""
    plain = {cls: plain_id(cls) for cls in model.classes}
    found = [cls for cls in plain if f".{plain[cls]}".endswith(f".{name}")]
    exact = [cls for cls in found if plain[cls] == name]
    found = exact if len(exact) == 1 else found
    if len(found) > 1:
        places = ", ".join(f"{plain[cls]} ({model.classes[cls].place})" for cls in sorted(found))
        raise UsageError(f"--around: {name!r} is the name of several classes: {places}")
    if not found:
        names = {*plain.values(), *(cls.name for cls in model.classes.values())}
        raise UsageError(
            f"--around: no mapped class {name!r}{suggestion(name, sorted(names), f'of {len(plain)} classes')}"
        )
    return found[0]
