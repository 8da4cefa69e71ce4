"""Small projects on disk, for the tests."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from flake8_sqla_rel.config import Settings
from flake8_sqla_rel.project.discover import Patterns, discover
from flake8_sqla_rel.project.index import ProjectIndex


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by path below ``root``, texts without their common indentation; return ``root``."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = textwrap.dedent(content).encode()
        path.write_bytes(content)
    return root


def listed(root: Path, exclude: tuple[str, ...] = (), filename: tuple[str, ...] = ("*.py",)) -> list[str]:
    """The files that discovery finds."""
    return [file.path for file in discover(str(root.resolve()), Patterns(exclude, filename)).files]


def index_of(root: Path, overlay: Mapping[str, bytes] | None = None, **settings: object) -> ProjectIndex:
    """The index of a tree, by default with its cache."""
    return ProjectIndex(str(root.resolve()), Settings(**settings), overlay)  # type: ignore[arg-type]
