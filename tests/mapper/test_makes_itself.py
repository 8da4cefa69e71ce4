"""What is called for a class and makes another class of the same kind is followed once, not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write

HEAD = """
import settings
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()

"""
MIXIN = """
class Versioned:
    @declared_attr
    def history(cls):
        if settings.unversioned(cls):
            return None
        {}
        return relationship(History)

class User(Versioned, Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
"""
FIELDS = "__tablename__ = 'history'; id = Column(Integer, primary_key=True)"
NAMESPACE = "{'__tablename__': 'history', 'id': Column(Integer, primary_key=True)}"
SOURCES = {
    "a statement": MIXIN.format(f"class History(Versioned, Base): {FIELDS}"),
    "type": MIXIN.format(f"History = type('History', (Versioned, Base), {NAMESPACE})"),
    "a name that grows": MIXIN.format(f"History = type(cls.__name__ + 'x', (Versioned, Base), {NAMESPACE})"),
    "a body": f"""
def make():
    class Made(Base):
        {FIELDS}
        other = make()
    return Made

class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    made = make()
""",
}


@pytest.mark.parametrize("name", SOURCES)
def test_classes_that_make_their_like(tmp_path: Path, name: str) -> None:
    model = link(index_of(write(tmp_path, {"models.py": HEAD + SOURCES[name]})))
    assert "models.User" in model.classes
    assert 2 <= len(model.classes) <= 4


def test_one_statement_makes_many(tmp_path: Path) -> None:
    """For different classes the same statement makes one each."""
    mixin = MIXIN.format(
        "class History(Base): __tablename__ = cls.__name__ + '_history'; id = Column(Integer, primary_key=True)"
    )
    more = "class Room(Versioned, Base):\n    __tablename__ = 'room'\n    id = Column(Integer, primary_key=True)\n"
    source = HEAD + mixin.replace("if settings.unversioned(cls):", "if False:") + more
    model = link(index_of(write(tmp_path, {"models.py": source})))
    assert {"user", "room", "User_history", "Room_history"} <= {table.name for table in model.tables}
