"""A small project on disk, and what both sides say of it: SQLAlchemy, and the static mapper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flake8_sqla_rel import engine
from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.finding import Finding
from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import ColumnRef, Model
from flake8_sqla_rel.output.graph import graph
from flake8_sqla_rel.project.index import ProjectIndex

Answer = Mapping[str, Any]

CLASS_FIELDS = ("table", "bases", "inheritance")
RELATIONSHIP_FIELDS = ("target", "direction", "uselist", "reverse", "secondary", "viewonly", "pairs")


class Oracle:
    """The process that knows SQLAlchemy; see :mod:`tests.conformance.oracle`."""

    def __init__(self, python: str = sys.executable) -> None:
        self._process = subprocess.Popen(
            [python, str(Path(__file__).with_name("oracle.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"},
        )

    def ask(self, root: Path, modules: Sequence[str], calls: Sequence[str] = ()) -> Answer:
        """What SQLAlchemy makes of the modules under a root."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        job = {"path": str(import_root(root)), "modules": list(modules), "calls": list(calls)}
        stdin.write(json.dumps(job) + "\n")
        stdin.flush()
        found: Answer = json.loads(stdout.readline())
        return found

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a project under ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def import_root(root: Path) -> Path:
    """The folder that goes on ``sys.path``."""
    return root / "src" if (root / "src").is_dir() else root


def module_names(root: Path) -> Iterator[str]:
    """The dotted names of the modules in the order of their paths; a package hides a module beside it."""
    base = import_root(root)
    for path in sorted(base.rglob("*.py")):
        if (path.with_suffix("") / "__init__.py").exists():
            continue
        parts = path.relative_to(base).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass
class Difference:
    """Where the static model and SQLAlchemy part.

    ``unknown`` are the fields (``Class.key.field``) that the model leaves open, ``wrong`` says what it
    states otherwise, lacks or has too much.
    """

    unknown: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def static_model(root: Path, release: tuple[int, int]) -> Model:
    """The static model of a project."""
    return link(ProjectIndex(os.path.realpath(root), Settings(cache=False)), release)


def findings(root: Path, release: tuple[int, int]) -> list[Finding]:
    """What the rules that are on by default report of a project."""
    settings = Settings(cache=False)
    index = ProjectIndex(os.path.realpath(root), settings)
    options = engine.options_for(settings, release)
    found = engine.findings_for_project(index, options, engine.selected_rules(settings))
    return [each for some in found.values() for each in some]


def release_of(answer: Answer) -> tuple[int, int]:
    """Major and minor number of the SQLAlchemy that answered."""
    major, minor = answer["release"].split(".")[:2]
    return int(major), int(minor)


def difference(model: Model, answer: Answer) -> Difference:
    """Hold a static model against the answer of SQLAlchemy."""
    rendered = graph(model, ".")
    found = Difference()
    _records("class", rendered["classes"], answer["classes"], CLASS_FIELDS, found)
    relationships = [_as_asked(each) for each in rendered["relationships"]]
    _records("relationship", relationships, answer["relationships"], RELATIONSHIP_FIELDS, found)
    mine, theirs = overlaps(model), [_warning(each) for each in answer["overlaps"]]
    found.wrong += [f"overlap invented: {each}" for each in mine if each not in theirs]
    missed = [each for each in theirs if each not in mine]
    if missed and found.unknown:
        found.unknown.append("overlaps")
    else:
        found.wrong += [f"overlap missed: {each}" for each in missed]
    return found


def overlaps(model: Model) -> list[tuple[str, tuple[str, ...], str, str]]:
    """The warnings that the model expects: relationship, the others, source and written column."""
    return sorted(
        (
            model.relationships[each.relationship].name,
            tuple(model.relationships[other].name for other in each.others),
            _bare(model, each.source),
            _bare(model, each.column),
        )
        for each in model.conflicts
    )


def _warning(each: Sequence[Any]) -> tuple[str, tuple[str, ...], str, str]:
    this, others, source, column = each
    return this, tuple(others), source, column


def _bare(model: Model, ref: ColumnRef) -> str:
    """A column as SQLAlchemy's warnings name it: without schema."""
    return f"{model.tables[ref.table].name}.{ref.name}"


def _as_asked(rendered: dict[str, Any]) -> dict[str, Any]:
    found = dict(rendered)
    for name in ("reverse", "pairs"):
        if found[name] is not None:
            found[name] = sorted(set(found[name]))
    return found


def _records(
    what: str,
    mine: Sequence[Mapping[str, Any]],
    theirs: Sequence[Mapping[str, Any]],
    fields: Sequence[str],
    into: Difference,
) -> None:
    named, wanted = _by_name(mine), _by_name(theirs)
    into.wrong += [f"{what} missing: {name}" for name in wanted if name not in named]
    into.wrong += [f"{what} invented: {name}" for name in named if name not in wanted]
    for name in named.keys() & wanted.keys():
        for each in fields:
            got, want = named[name][each], wanted[name][each]
            if got == want:
                continue
            # No secondary is written as null, an unknown one as "?".
            if (got is None and each != "secondary") or got == "?":
                into.unknown.append(f"{name}.{each}")
            else:
                into.wrong.append(f"{name}.{each}: {got!r}, SQLAlchemy has {want!r}")


def _by_name(records: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The records by name, numbered where several have one."""
    found: dict[str, Mapping[str, Any]] = {}
    for record in records:
        name = plain = ".".join(filter(None, (record["class"], record.get("key"))))
        number = 1
        while name in found:
            number += 1
            name = f"{plain}#{number}"
        found[name] = record
    return found
