"""Bases and registries that are given themselves, as a half typed line may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write


@pytest.mark.parametrize(
    "made",
    [
        'Base = declarative_base("x", Base.metadata)',
        "Base = declarative_base(metadata=Base.metadata)",
        "Base = automap_base(declarative_base=Base)",
        "Base = automap_base(Base)",
        "Base = declarative_base()\nBase = automap_base(Base)",
        "reg = registry(metadata=reg.metadata)\nBase = reg.generate_base()",
        "A = declarative_base(metadata=B.metadata)\nB = declarative_base(metadata=A.metadata)\nBase = A",
    ],
)
def test_metadata_of_a_base_that_is_given_itself(made: str, tmp_path: Path) -> None:
    head = (
        "from sqlalchemy import Column, Integer\n"
        "from sqlalchemy.ext.automap import automap_base\n"
        "from sqlalchemy.orm import declarative_base, registry\n"
    )
    own = 'class Own(Base):\n    __tablename__ = "own"\n    id = Column(Integer, primary_key=True)\n'
    write(tmp_path, {"models.py": f"{head}{made}\n{own}"})
    index = index_of(tmp_path, cache=False)
    assert [cls.name for cls in link(index).classes.values()] == ["Own"]
    assert not index.failures
