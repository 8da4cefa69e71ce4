"""The options that say which findings count: flake8's, for the commands."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from flake8_sqla_rel.configuration import Configuration
from flake8_sqla_rel.errors import UsageError, suggestion
from flake8_sqla_rel.finding import INTERNAL
from flake8_sqla_rel.selection import Selection, Wanted, check_codes, codes_in, file_ignores


def add_selection_options(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Declare them on a command's parser, in the group returned; what is not given is ``None``."""
    group = parser.add_argument_group("which findings")
    for name, what in (
        ("select", "only these"),
        ("extend-select", "these too"),
        ("ignore", "none of these"),
        ("extend-ignore", "none of these either"),
    ):
        group.add_argument(f"--{name}", metavar="CODES", help=f"{what} (codes or beginnings of codes)")
    group.add_argument("--per-file-ignores", metavar="LIST", help="as in flake8: 'file:SQR001 file:SQR002'")
    group.add_argument("--disable-noqa", action="store_const", const=True, help="let `# noqa` have no effect")
    return group


def wanted_of(options: argparse.Namespace, files: Configuration) -> Wanted:
    """Which findings count, by command line and configuration. Raises :class:`UsageError`."""
    lists = {}
    for name in ("select", "ignore", "extend-select", "extend-ignore"):
        given = getattr(options, name.replace("-", "_"))
        if given is not None:
            lists[name] = codes_in(given)
            _check_own(lists[name], f"--{name}")
        elif (found := files.get(name)) is not None:
            lists[name] = found
            if name in files.table.values:
                _check_own(found, f"{os.path.basename(files.table.path)}: {name}")
    selection = Selection(
        lists.get("select"),
        lists.get("ignore"),
        lists.get("extend-select", ()),
        lists.get("extend-ignore", ()),
    )
    per_file = options.per_file_ignores
    disabled = files.get("disable-noqa") if options.disable_noqa is None else True
    return Wanted(
        selection,
        (files.get("per-file-ignores") or ())
        if per_file is None
        else file_ignores(per_file, "--per-file-ignores"),
        noqa=not disabled,
    )


def selects_any(selection: Selection) -> bool:
    """Whether findings of any rule could be shown."""
    # To look for all codes takes longer than to ask for what they have in common.
    return selection.wants("SQR") or selection.wants_any([code for code in own_codes() if code != INTERNAL])


def _check_own(codes: Sequence[str], where: str) -> None:
    """Raise :class:`UsageError` for a prefix that no rule's code has."""
    check_codes(codes, where)
    own = own_codes()
    for code in codes:
        if not any(each.startswith(code) for each in own):
            known = suggestion(code.lower(), [each.lower() for each in own], "`sqla-rel rules` lists them")
            raise UsageError(f"{where}: no rule {code!r}{known}")


def own_codes() -> Sequence[str]:
    """The codes of all rules.

    They are the names of the rules' files: to import these only to look at a prefix would take
    longer than a check does.
    """
    from importlib.util import find_spec

    spec = find_spec("flake8_sqla_rel.rules")
    folders = () if spec is None else spec.submodule_search_locations or ()
    files = (name for folder in folders for name in os.listdir(folder))
    return [INTERNAL, *sorted(name[:6].upper() for name in files if name.startswith("sqr"))]
