"""What SQLAlchemy itself makes of a case: the judge of the rules of kind error and warning.

``python -m tests.judge [MODULE ...]`` reads jobs from standard input, a line of JSON each: the
``case`` (a ``.py`` file or a folder of them), a ``probe`` (Python source, or null) and which
``modules`` to import (all when null). It imports the modules of the case under the SQLAlchemy of
the running interpreter, configures the mappers, sorts the tables of every MetaData, compiles
their DDL and runs the probe. It answers each job with a line of JSON: the release, the modules
that are not installed, and what was raised or warned, each as ``error/stage Class: message`` or
``warn/stage Class: message``. The first error ends a job. The modules named on the command line
are loaded before.

The linter never imports what it reads; only the tests do, in a process of its own: a fork for
each job, so that nothing of one is left for the next.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import traceback
import warnings
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

#: Seconds that a job may take.
TIME_LIMIT = 120


@dataclass(frozen=True)
class Verdict:
    """What happened: ``release`` of SQLAlchemy, modules that are ``missing``, and the ``events``."""

    release: str
    missing: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(event for event in self.events if event.startswith("error/"))


def judge(case: Path, probe: str | None = None) -> Verdict:
    """The verdict of the SQLAlchemy that the tests run with."""
    return own_judge().ask(case, probe)


@cache
def own_judge() -> Judge:
    """The one process that all tests of this process share."""
    return Judge()


class Judge:
    """A process that knows the SQLAlchemy of an interpreter, and has modules loaded that many jobs need."""

    def __init__(self, python: str = sys.executable, preload: Sequence[str] = ()) -> None:
        self._process = subprocess.Popen(
            [python, "-m", "tests.judge", *preload],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"},
        )
        atexit.register(self.close)

    def ask(self, case: Path, probe: str | None = None, modules: Sequence[str] | None = None) -> Verdict:
        """The verdict on one case; raises :class:`RuntimeError` when there is none."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        job = {"case": str(case.resolve()), "probe": probe, "modules": modules}
        stdin.write(json.dumps(job) + "\n")
        stdin.flush()
        found = json.loads(stdout.readline())
        if "failed" in found:
            raise RuntimeError(f"the judge could not run {case.name}: {found['failed']}")
        return Verdict(found["release"], tuple(found["missing"]), tuple(found["events"]))

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()


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


def _remember_metadata() -> list[Any]:
    """Every MetaData that is made from now on, as weak references."""
    import sqlalchemy

    made: list[Any] = []
    init = sqlalchemy.MetaData.__init__

    def remembering(self: Any, *args: Any, **options: Any) -> None:
        made.append(weakref.ref(self))
        init(self, *args, **options)

    sqlalchemy.MetaData.__init__ = remembering  # type: ignore[method-assign]
    return made


def _alive(made: list[Any]) -> Iterator[Any]:
    # The catalogs that SQLAlchemy's dialects bring are not the case's.
    theirs = {
        id(value)
        for name, module in list(sys.modules.items())
        if name.startswith("sqlalchemy.dialects.")
        for value in list(vars(module).values())
    }
    alive = (each() for each in made)
    return (metadata for metadata in alive if metadata is not None and id(metadata) not in theirs)


def _sort(made: list[Any]) -> None:
    # A session sorts the tables just like this when it flushes, Alembic when it compares.
    for metadata in _alive(made):
        list(metadata.sorted_tables)


def _compile(made: list[Any]) -> None:
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    for metadata in _alive(made):
        for table in metadata.sorted_tables:
            str(CreateTable(table).compile(dialect=sqlite.dialect()))
            # SQLite leaves out the keys to tables in another schema, which other databases look up.
            [key.column for key in table.foreign_keys]


def _run(job: dict[str, Any], made: list[Any]) -> dict[str, object]:
    import sqlalchemy
    import sqlalchemy.orm

    case, probe = Path(job["case"]), job["probe"]
    root = case.parent if case.is_file() else case / "src" if (case / "src").is_dir() else case
    sys.path[0] = str(root)
    modules = list(_modules(case)) if job["modules"] is None else job["modules"]
    stages: list[tuple[str, Callable[[], object]]] = [
        ("import", lambda: [importlib.import_module(name) for name in modules]),
        ("configure", sqlalchemy.orm.configure_mappers),
        ("sort", lambda: _sort(made)),
    ]
    if job["modules"] is None:
        # What a real project declares may be for one database only.
        stages.append(("ddl", lambda: _compile(made)))
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
                top = (absent.name or "?").split(".")[0]
                if any(name.split(".")[0] == top for name in modules):
                    error = absent
                else:
                    missing.append(top)
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


def _in_a_fork(job: dict[str, Any], made: list[Any]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            # What a module prints is no answer.
            os.dup2(2, 1)
            signal.alarm(TIME_LIMIT)
            os.chdir(Path(job["case"]).parent)
            try:
                pipe.write(json.dumps(_run(job, made)))
            except BaseException:  # noqa: BLE001 - the parent waits for an answer
                pipe.write(json.dumps({"failed": traceback.format_exc()}))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        found = pipe.read()
    _, status = os.waitpid(child, 0)
    return found or json.dumps({"failed": f"ended with status {status}"})


def main() -> None:
    """Answer the jobs on standard input until it ends."""
    sys.dont_write_bytecode = True
    importlib.import_module("sqlalchemy.orm")
    made = _remember_metadata()
    for name in ("flask_sqlalchemy", "sqlmodel", *sys.argv[1:]):
        # Loaded once here rather than again in every fork.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    # What is here stays, and a fork's collections need not touch and thereby copy it.
    gc.freeze()
    for line in sys.stdin:
        print(_in_a_fork(json.loads(line), made), flush=True)


if __name__ == "__main__":
    main()
