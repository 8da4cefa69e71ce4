"""Bases of well-known packages, by their import paths: the packages need not be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.findings import RULES, of_folder

ADVANCED = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
{imports}


class BlogAuthor({base}UUIDBase):
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book({base}BigIntAuditBase):
    author_id: Mapped[str] = mapped_column(ForeignKey("{key}.id"))
    author: Mapped[BlogAuthor] = relationship(back_populates="{reverse}")
"""


def codes(folder: Path, text: str) -> list[str]:
    (folder / "models.py").write_text(text, encoding="utf-8")
    return [
        each.code for each in of_folder(folder, "2.0", [RULES["SQR002"], RULES["SQR203"], RULES["SQR101"]])
    ]


@pytest.mark.parametrize(
    ("imports", "base"),
    [
        ("from advanced_alchemy.base import BigIntAuditBase, UUIDBase", ""),
        ("from advanced_alchemy.extensions.litestar import base", "base."),
        ("from advanced_alchemy.extensions.fastapi import base", "base."),
        ("from litestar.plugins.sqlalchemy import base", "base."),
        ("from litestar.contrib.sqlalchemy.base import BigIntAuditBase, UUIDBase", ""),
    ],
)
def test_advanced_alchemy(imports: str, base: str, tmp_path: Path) -> None:
    given = {"imports": imports, "base": base, "key": "blog_author", "reverse": "books"}
    assert codes(tmp_path, ADVANCED.format(**given)) == []
    assert codes(tmp_path, ADVANCED.format(**{**given, "reverse": "book"})) == ["SQR002"]


USERS = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
{imports}


class Base(DeclarativeBase):
    pass


class User({base}, Base):
    posts: Mapped[list["Post"]] = relationship(back_populates="{reverse}")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("{key}.id"))
    author: Mapped[User] = relationship(back_populates="posts")
"""


@pytest.mark.parametrize(
    ("imports", "base"),
    [
        ("from fastapi_users.db import SQLAlchemyBaseUserTableUUID as Table", "Table"),
        ("from fastapi_users_db_sqlalchemy import SQLAlchemyBaseUserTableUUID as Table", "Table"),
        ("import fastapi_users_db_sqlalchemy as users", "users.SQLAlchemyBaseUserTableUUID"),
    ],
)
def test_fastapi_users(imports: str, base: str, tmp_path: Path) -> None:
    given = {"imports": imports, "base": base, "key": "user", "reverse": "author"}
    assert codes(tmp_path, USERS.format(**given)) == []
    assert codes(tmp_path, USERS.format(**{**given, "key": "users"})) == ["SQR203"]
    assert codes(tmp_path, USERS.format(**{**given, "reverse": "writer"})) == ["SQR002"]


def test_a_mixin_that_cannot_be_read_may_name_the_table(tmp_path: Path) -> None:
    given = {"imports": "from elsewhere import Table", "base": "Table", "key": "user", "reverse": "author"}
    assert codes(tmp_path, USERS.format(**given)) == []
    assert codes(tmp_path, USERS.format(**{**given, "key": "users"})) == []
    assert codes(tmp_path, USERS.format(**{**given, "reverse": "writer"})) == ["SQR002"]
    nothing = USERS.format(**{**given, "imports": "", "base": "object", "reverse": "writer"})
    assert codes(tmp_path, nothing.replace("(object, Base)", "(Base)")) == []


HIERARCHY = """
from elsewhere import Named
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base(cls=Named)


class Node(Base):
    id = Column(Integer, primary_key=True)


class Thing(Node):
    id = Column(Integer, ForeignKey("node.id"), primary_key=True)
"""


def test_what_names_the_table_of_a_parent_may_name_that_of_the_subclass(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(HIERARCHY, encoding="utf-8")
    assert of_folder(tmp_path, "2.0", list(RULES.values())) == []
