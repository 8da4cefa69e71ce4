"""Members of enumerations whose members are texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import UNKNOWN, Unknown
from tests.project.trees import index_of, write

MODELS = """\
from enum import Enum, StrEnum, auto
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Mixed(str, Enum):
    ROW = "row"

class Text(StrEnum):
    ROW = "row"
    MADE = auto()

class Number(Enum):
    ROW = 1

class Row(Base):
    __tablename__ = {name}
    id = Column(Integer, primary_key=True)
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Text.ROW", "row"),
        ("Text.MADE", "made"),
        ('f"{Text.ROW}s"', "rows"),
        ('"%ss" % Text.ROW', "rows"),
        ("Mixed.ROW", "row"),
        ("Mixed.ROW + 's'", "rows"),
        ("Mixed.ROW.value.title()", "Row"),
        ("Mixed.ROW.name", "ROW"),
        # How these are shown depends on the release of Python.
        ('f"{Mixed.ROW}s"', UNKNOWN),
        ('"{}s".format(Mixed.ROW)', UNKNOWN),
        ("str(Mixed.ROW)", UNKNOWN),
        ("Number.ROW", UNKNOWN),
    ],
)
def test_name_of_a_table(tmp_path: Path, name: str, expected: str | Unknown) -> None:
    text = MODELS.replace("{name}", name)
    (table,) = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": text}))).tables
    assert table.name == expected
