"""Real projects as bases: the modules that their models need, with an environment to run them in.

They are where ``corpus.py`` puts them: the sources in ``NAME/src`` and, once ``corpus.py oracle NAME``
has built it, the environment in ``NAME/venv``, in a folder of the user's cache.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.beside import INDEX, SOURCES
from tests.judge import Judge
from tests.mutants.bases import Base

_IMPORT = """
import importlib, json, os, sys
root = os.path.realpath(sys.argv[1])
sys.path.insert(0, root)
for name in sys.argv[2:]:
    importlib.import_module(name)
import sqlalchemy
own, others = {}, []
for name, module in sorted(sys.modules.items()):
    path = os.path.realpath(getattr(module, "__file__", None) or "/")
    if path.startswith(root + os.sep):
        own[name] = os.path.relpath(path, root)
    elif "." not in name or name.startswith(("sqlalchemy.", "oslo_", "flask_")):
        others.append(name)
print()
print(json.dumps({"own": own, "others": others, "release": sqlalchemy.__version__}))
"""


@dataclass(frozen=True)
class Project:
    """A real project: its base, which modules to import, and a judge that runs its SQLAlchemy."""

    base: Base
    modules: tuple[str, ...]
    release: str
    judge: Judge


def names() -> Iterator[str]:
    """The projects that can be run here, and whose models are modules that can be named."""
    if INDEX.is_file():
        for row in json.loads(INDEX.read_text(encoding="utf-8")):
            ready = (SOURCES / row["name"] / "venv").is_dir() and (SOURCES / row["name"] / "src").is_dir()
            if ready and row["modules"] and not (row["walk"] or row["pre"] or row["post"] or row["stub"]):
                yield row["name"]


def project(name: str) -> Project:
    """A project of the index."""
    row = next(row for row in json.loads(INDEX.read_text(encoding="utf-8")) if row["name"] == name)
    python, root = SOURCES / name / "venv" / "bin" / "python", SOURCES / name / "src"
    return project_in(root, str(python), tuple(row["modules"]), name)


def project_in(root: Path, python: str, modules: tuple[str, ...], name: str) -> Project:
    """What is in a folder, with only the files that ``modules`` import under an interpreter."""
    found = _imported(python, root, modules)
    files = {path: (root / path).read_text(encoding="utf-8") for path in found["own"].values()}
    files["pyproject.toml"] = f"[project]\nname = '{name}'\nversion = '0'\n"
    release = ".".join(found["release"].split(".")[:2])
    judge = Judge(python, preload=tuple(found["others"]))
    return Project(Base(name, files), modules, release, judge)


def _imported(python: str, root: Path, modules: tuple[str, ...]) -> dict[str, Any]:
    run = subprocess.run(
        [python, "-c", _IMPORT, str(root), *modules], capture_output=True, text=True, check=True, timeout=300
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
