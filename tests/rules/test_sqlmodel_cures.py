"""Cures as SQLModel's ``Relationship()`` takes them, and as a ``relationship()`` inside of one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write
from tests.rules.findings import message

MODELS = """\
from typing import Optional
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship, SQLModel

class Port(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    {berths}

class Berth(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    port_id: int = Field(foreign_key="port.id", ondelete="CASCADE")
    {more}
"""

CRANE = """\
crane_id: int
    crane: "Crane" = Relationship()

class Crane(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
"""
SECOND = 'home_id: int = Field(foreign_key="port.id")\n    '
PARENT = 'parent_id: Optional[int] = Field(default=None, foreign_key="berth.id")\n    '


@pytest.mark.parametrize(
    ("code", "berths", "more", "cure"),
    [
        (
            "SQR202",
            "",
            SECOND + "port: Port = Relationship()",
            'sa_relationship_kwargs={"foreign_keys": "Berth.port_id"}',
        ),
        (
            "SQR202",
            "",
            SECOND + "port: Port = Relationship(sa_relationship=relationship(Port))",
            'it means foreign_keys="Berth.port_id"',
        ),
        (
            "SQR008",
            "",
            PARENT
            + 'parent: Optional["Berth"] = Relationship(back_populates="parts")\n'
            + '    parts: list["Berth"] = Relationship(back_populates="parent")',
            'say sa_relationship_kwargs={"remote_side": "Berth.id"}',
        ),
        (
            "SQR201",
            "",
            CRANE,
            '.crane_id (models.py:13) lacks Field(foreign_key="crane.id")',
        ),
        (
            "SQR502",
            'berths: "Berth" = Relationship()',
            "",
            '; annotate list["Berth"], or make the column unique',
        ),
        (
            "SQR502",
            "",
            "port: list[Port] = Relationship()",
            'one object and no collection; annotate "Port"',
        ),
        (
            "SQR308",
            'berths: list["Berth"] = Relationship()',
            "",
            "; add cascade_delete=True, passive_deletes=True",
        ),
        (
            "SQR308",
            'berths: list["Berth"] = Relationship(sa_relationship=relationship("Berth"))',
            "",
            '; add cascade="all, delete-orphan", passive_deletes=True',
        ),
        (
            "SQR308",
            'berths: list["Berth"] = Relationship(sa_relationship_kwargs={"cascade": "save-update"})',
            "",
            '; say cascade="save-update, delete, delete-orphan", passive_deletes=True',
        ),
        (
            "SQR911",
            'berths: list["Berth"] = Relationship()',
            "",
            'state lazy="raise", "selectin" or another in sa_relationship_kwargs',
        ),
        (
            "SQR903",
            (
                'berths: list["Berth"] = Relationship(sa_relationship_kwargs={"lazy": "joined"})\n'
                '    free: list["Berth"] = Relationship(sa_relationship_kwargs={"lazy": "joined"})'
            ),
            "",
            'say sa_relationship_kwargs={"lazy": "selectin"}',
        ),
        (
            "SQR908",
            'berths: list["Berth"] = Relationship(sa_relationship_kwargs={"passive_deletes": True})',
            "",
            "; add cascade_delete=True",
        ),
    ],
)
def test_cure(tmp_path: Path, code: str, berths: str, more: str, cure: str) -> None:
    text = MODELS.replace("{berths}", berths).replace("{more}", more)
    assert cure in message(code, link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": text}))))
