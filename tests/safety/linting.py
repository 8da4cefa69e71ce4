"""Ways to lint a project that tell more than the command line does."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from flake8_sqla_rel import engine
from flake8_sqla_rel.config import Settings, make_settings
from flake8_sqla_rel.given import Places, RunFiles
from flake8_sqla_rel.project.index import ProjectIndex
from flake8_sqla_rel.rules.base import Finding, Options
from flake8_sqla_rel.run import Report, Run

Reports: TypeAlias = dict[str, list[Report]]

ALL_CODES = ("SQR", "SQR9")
"""What selects every rule, the opt-in ones too."""


class _Faults(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.tracebacks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.tracebacks.append(logging.Formatter().format(record))


@contextmanager
def faults() -> Iterator[list[str]]:
    """The tracebacks of what goes wrong inside the linter while this lasts."""
    handler = _Faults()
    logger = logging.getLogger("flake8.sqla_rel")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield handler.tracebacks
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def findings(
    root: Path, files: Mapping[str, bytes], release: tuple[int, int] = (2, 0)
) -> dict[str, list[Finding]]:
    """What all rules find in the files, as if they lay in the folder."""
    index = ProjectIndex(str(root), Settings(cache=False), files)
    return engine.findings_for_project(index, Options(sqlalchemy=release))


def reports(
    root: Path,
    given: Sequence[str] = (".",),
    overlay: Mapping[str, bytes] | None = None,
    *,
    exclude: Sequence[str] = (),
    cache: bool = True,
    cache_dir: str | None = None,
    sqlalchemy: str = "2.0",
    select: Sequence[str] = ALL_CODES,
) -> Reports:
    """What a run over files and folders of a project reports, by path below ``root``."""
    settings = make_settings(
        root=str(root),
        exclude=exclude,
        cache=cache,
        cache_dir=cache_dir,
        sqlalchemy=sqlalchemy,
        select=select,
    )
    places = Places()
    buffers = {places.place(str(root / name)): data for name, data in (overlay or {}).items()}
    files = RunFiles([str(root / name) for name in given], exclude, ("*.py",), places)
    run = Run(settings, files, buffers).outcome()
    base = str(root.resolve())
    return {place[len(base) + 1 :]: sorted(found) for place, found in sorted(run.reports.items())}
