"""Bases traced to their ends without a look at the whole project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from flake8_sqla_rel.project.files import MAX_SOURCE, read_regular
from flake8_sqla_rel.project.unmapped import states_no_model

from .trees import write

_SHARED = {"shared/__init__.py": "", "shared/work.py": "class Work:\n    pass\n"}

#: Files whose classes are unmapped, each with what lies beside it.
PLAIN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "no bases": ("class A: ...", {}),
    "builtin": ("class A(ValueError): ...", {}),
    "own class": ("class A: ...\nclass B(A): ...", {}),
    "standard library": ("import enum\nfrom typing import Protocol\nclass A(Protocol, enum.Enum): ...", {}),
    "generic": ("from typing import Generic, TypeVar\nT = TypeVar('T')\nclass A(Generic[dict[str, list[T]]]): ...", {}),
    "metaclass": ("from abc import ABCMeta\nclass A(metaclass=ABCMeta): ...", {}),
    "an attribute of the project's": ("import shared.work\nclass A(shared.work.Work): ...", _SHARED),
    "a long chain": (
        "class A0: ...\n" + "".join(f"class A{at}(A{at - 1}): ...\n" for at in range(1, 3000)) , {},
    ),
    "another module": ("from shared.work import Work\nclass A(Work): ...", _SHARED),
    "by another name": ("from shared.work import Work as W\nclass A(W): ...", _SHARED),
    "handed on by a package": (
        "from shared import Work\nclass A(Work): ...",
        {**_SHARED, "shared/__init__.py": "from .work import Work\n"},
    ),
    "beside it": ("from .work import Work\nclass A(Work): ...", {"pkg/work.py": "class Work: ..."}),
    "in src": ("from shared.work import Work\nclass A(Work): ...", {f"src/{k}": v for k, v in _SHARED.items()}),
    "either way": (
        "if later:\n    from shared.work import Work\nelse:\n    from enum import Enum as Work\nclass A(Work): ...",
        _SHARED,
    ),
    "a circle": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "shared/work.py": "from shared.more import More\nclass Work(More): ...",
         "shared/more.py": "from shared.work import Work\nclass More(Work): ..."},
    ),
}  # fmt: skip

#: Files of whose classes it cannot be told.
DOUBTFUL: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "mapped in another module": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "shared/work.py": "from shared.db import Base\nclass Work(Base):\n    __tablename__ = 'work'\n"},
    ),
    "a base in another module": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "shared/work.py": "from shared.db import Base\nclass Work(Base): ...",
         "shared/db.py": "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ..."},
    ),
    "installed": ("from plant.work import Work\nclass A(Work): ...", {}),
    "made by a call": ("class A(make()): ...", {}),
    "an argument": ("def make(Base):\n    class A(Base): ...\n    return A", {}),
    "in a with statement": ("with make() as Base:\n    class A(Base): ...", {}),
    "of a match": ("match make():\n    case [Base]:\n        class A(Base): ...", {}),
    "unpacked": ("class A(*bases): ...", {}),
    "keywords unpacked": ("class A(**how): ...", {}),
    "a star": ("from shared.work import *\nclass A(Work): ...", _SHARED),
    "a star there": (
        "from shared import Work\nclass A(Work): ...",
        {**_SHARED, "shared/__init__.py": "from .work import *\n"},
    ),
    "two of the name": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "pkg/shared/__init__.py": ""},
    ),
    "module and package": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "shared/work/__init__.py": "class Work: ..."},
    ),
    "not there": ("from shared.work import Play\nclass A(Play): ...", _SHARED),
    "unknown name": ("class A(Work): ...", {}),
    "hides the standard library": (
        "from enum import Enum\nclass A(Enum): ...",
        {"pkg/enum.py": "from shared.db import Base\nclass Enum(Base): ..."},
    ),
    "no Python there": ("from shared.work import Work\nclass A(Work): ...", {**_SHARED, "shared/work.py": "class"}),
    "too long there": (
        "from shared.work import Work\nclass A(Work): ...",
        {**_SHARED, "shared/work.py": "class Work: ...\n" + "#" * 300_000},
    ),
    "a builtin beside a star": ("from shared.work import *\nclass A(ValueError): ...", _SHARED),
}  # fmt: skip


def _told(tmp_path: Path, text: str, beside: Mapping[str, str]) -> bool:
    root = write(tmp_path, {**beside, "pkg/__init__.py": "", "pkg/looked_at.py": text}).resolve()
    path = root / "pkg" / "looked_at.py"
    return states_no_model(
        str(path), path.read_bytes(), str(root), lambda place: read_regular(place, MAX_SOURCE)
    )


@pytest.mark.parametrize("name", PLAIN)
def test_told_unmapped(name: str, tmp_path: Path) -> None:
    assert _told(tmp_path, *PLAIN[name])


@pytest.mark.parametrize("name", DOUBTFUL)
def test_not_told(name: str, tmp_path: Path) -> None:
    assert not _told(tmp_path, *DOUBTFUL[name])


def test_what_is_above_the_root_is_not_searched(tmp_path: Path) -> None:
    write(tmp_path, {"shared/__init__.py": "", "shared/work.py": "class Work: ..."})
    assert not _told(tmp_path / "root", "from shared.work import Work\nclass A(Work): ...", {})
