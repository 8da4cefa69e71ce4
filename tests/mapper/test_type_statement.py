"""The ``type`` statement (PEP 695) with what a column carries in its annotation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from flake8_sqla_rel.mapper.model import ColumnRef
from tests.project.trees import index_of, write

_KINDS = """
    from typing import Annotated
    from sqlalchemy import ForeignKey
    from sqlalchemy.orm import mapped_column
    type number = Annotated[int, mapped_column(primary_key=True)]
    type parent_key = Annotated[int, mapped_column(ForeignKey("parent.id"))]
    """
_MODELS = """
    from sqlalchemy.orm import DeclarativeBase, Mapped, relationship
    from kinds import number, parent_key
    class Base(DeclarativeBase): ...
    class Parent(Base):
        __tablename__ = "parent"
        id: Mapped[number]
    class Child(Base):
        __tablename__ = "child"
        id: Mapped[number]
        parent_id: Mapped[parent_key]
        parent: Mapped["Parent"] = relationship()
    """


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the type statement is of Python 3.12")
def test_annotated_column(tmp_path: Path) -> None:
    """SQLAlchemy 2.0.44 finds the foreign key and the primary keys."""
    write(tmp_path, {"kinds.py": _KINDS, "models.py": _MODELS})
    model = link(index_of(tmp_path, cache=False))
    parent, child = (next(t for t in model.tables if t.name == name) for name in ("parent", "child"))
    (relationship,) = model.relationships
    assert relationship.pairs == ((ColumnRef(child.id, "parent_id"), ColumnRef(parent.id, "id")),)
    assert [c.name for t in (parent, child) for c in t.columns if c.primary_key is True] == ["id", "id"]
