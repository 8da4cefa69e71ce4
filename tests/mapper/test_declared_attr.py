"""What a ``declared_attr`` is said to return: read of a mixin's or abstract base's, not of the class itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write

HEAD = """\
from typing import Optional
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
"""

BODY = """\
    @declared_attr
    def pages(cls) -> {returned}:
        return relationship("Page")
    @declared_attr
    def title(cls) -> Mapped[str]:
        return mapped_column(String(50))
"""

OWN = """\
class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
{body}"""

MIXIN = """\
class Paged:
{body}
class Book(Paged, Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
"""

ABSTRACT = MIXIN.replace("class Paged:", "class Paged(Base):\n    __abstract__ = True").replace(", Base", "")


@pytest.mark.parametrize("returned", ['Mapped["Page"]', 'Mapped[Optional["Page"]]', 'Mapped["list[Page]"]'])
@pytest.mark.parametrize(("models", "read"), [(OWN, False), (MIXIN, True), (ABSTRACT, True)])
def test_what_it_is_said_to_return(tmp_path: Path, models: str, read: bool, returned: str) -> None:
    text = HEAD + models.replace("{body}", BODY.replace("{returned}", returned))
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": text})))
    (pages,) = model.relationships
    assert pages.uselist is not read
    (book,) = (table for table in model.tables if table.name == "book")
    (title,) = (column for column in book.columns if column.name == "title")
    assert title.nullable is not read
