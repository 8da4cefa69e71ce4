"""What asks ``six`` for the Python that it runs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_sqla_rel.mapper.link import link
from tests.project.trees import index_of, write

MODELS = """\
import six
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.ext.declarative import declarative_base, declared_attr
from sqlalchemy.orm import relationship

Base = declarative_base()

class Paged(object):
    @declared_attr
    def pages(cls):
        if {test}:
            name = "Page"
        else:
            name = b"Page"
        return relationship(name)

class Book(Paged, Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)

if {test}:
    class Page(Base):
        __tablename__ = "page"
        id = Column(Integer, primary_key=True)
        book_id = Column(ForeignKey("book.id"))
else:
    Page = None
"""


@pytest.mark.parametrize("test", ["six.PY3", "not six.PY2"])
def test_python_3(tmp_path: Path, test: str) -> None:
    model = link(index_of(write(tmp_path, {"setup.cfg": "", "models.py": MODELS.replace("{test}", test)})))
    (pages,) = model.relationships
    assert (pages.name, pages.target.cls, pages.uselist) == ("Book.pages", "models.Page", True)
