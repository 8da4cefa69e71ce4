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
