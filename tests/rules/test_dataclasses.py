"""SQR521 and SQR526 of mapped dataclasses: what is a default, and to whom."""

from __future__ import annotations

from pathlib import Path

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write
from tests.rules.findings import found, subjects

NOTE = """\
from typing import Optional

from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "note"
    read: Mapped[Optional[int]] = None
    text: Mapped[str]
    id: Mapped[int] = mapped_column(primary_key=True, default=0)
    marks: Optional[int] = None
"""


def test_none_beside_mapped_is_no_default(tmp_path: Path) -> None:
    """The columns of Note are read, text and id; its constructor takes read, text, id and marks in this order."""
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": NOTE})))
    assert [column.name for column in model.tables[0].columns] == ["read", "text", "id"]
    assert found("SQR521", model) == []
    assert subjects("SQR526", model) == ["Note.read"]
