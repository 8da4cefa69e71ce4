"""What SQLAlchemy itself makes of a case: the judge of the rules of kind error and warning.

``python -m tests.judge CASE [PROBE]`` imports every module of a case (a ``.py`` file or a
folder of them) under the SQLAlchemy of the running interpreter, configures the mappers, sorts
the tables of every MetaData, compiles their DDL and runs the probe (Python source). It prints
one JSON object: the release, the modules that are not installed, and what was raised or
warned, each as ``error/stage Class: message`` or ``warn/stage Class: message``. The first
error ends it.

The linter never imports what it reads; only the tests do, in a process of its own.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Verdict:
    """What happened: ``release`` of SQLAlchemy, modules that are ``missing``, and the ``events``."""

    release: str
    missing: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(event for event in self.events if event.startswith("error/"))


def judge(case: Path, probe: str | None = None, python: str = sys.executable) -> Verdict:
    """Run one case in a fresh process and return the verdict."""
    command = [python, str(Path(__file__).resolve()), str(case.resolve()), *([probe] if probe else [])]
    run = subprocess.run(
        command,
        cwd=case.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if run.returncode != 0:
        raise RuntimeError(f"the judge could not run {case.name}: {run.stderr}")
    found = json.loads(run.stdout.splitlines()[-1])
    return Verdict(found["release"], tuple(found["missing"]), tuple(found["events"]))


def _modules(case: Path) -> Iterator[str]:
    """The dotted names of a case's modules; of a module beside a package, only the package."""
    if case.is_file():
        yield case.stem
        return
    root = case / "src" if (case / "src").is_dir() else case
    for path in sorted(root.rglob("*.py")):
        if path.with_suffix("").is_dir():
            continue
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _sort() -> None:
    import sqlalchemy

    # A session sorts the tables just like this when it flushes, Alembic when it compares.
    for metadata in [found for found in gc.get_objects() if isinstance(found, sqlalchemy.MetaData)]:
        list(metadata.sorted_tables)


def _compile() -> None:
    import sqlalchemy
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    for metadata in [found for found in gc.get_objects() if isinstance(found, sqlalchemy.MetaData)]:
        for table in metadata.sorted_tables:
            str(CreateTable(table).compile(dialect=sqlite.dialect()))


def _run(case: Path, probe: str | None) -> dict[str, object]:
    import sqlalchemy
    import sqlalchemy.orm

    root = case.parent if case.is_file() else case / "src" if (case / "src").is_dir() else case
    sys.path[0] = str(root)
    modules = list(_modules(case))
    stages: list[tuple[str, Callable[[], object]]] = [
        ("import", lambda: [importlib.import_module(name) for name in modules]),
        ("configure", sqlalchemy.orm.configure_mappers),
        ("sort", _sort),
        ("ddl", _compile),
    ]
    if probe is not None:
        source = probe.replace("{stem}", case.stem)
        stages.append(("probe", lambda: exec(source, {})))  # noqa: S102 - it comes from the manifest
    events: list[str] = []
    missing: list[str] = []
    for stage, do in stages:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            error: Exception | None = None
            try:
                do()
            except ModuleNotFoundError as absent:
                missing.append((absent.name or "?").split(".")[0])
            except Exception as raised:  # noqa: BLE001 - whatever SQLAlchemy raises is the verdict
                error = raised
        events += [
            f"warn/{stage} {each.category.__name__}: {each.message}"
            for each in caught
            if issubclass(each.category, (sqlalchemy.exc.SAWarning, sqlalchemy.exc.SADeprecationWarning))
        ]
        if error is not None:
            events.append(f"error/{stage} {type(error).__name__}: {error}")
        if error is not None or missing:
            break
    return {"release": sqlalchemy.__version__, "missing": missing, "events": events}


if __name__ == "__main__":
    print(json.dumps(_run(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)))
