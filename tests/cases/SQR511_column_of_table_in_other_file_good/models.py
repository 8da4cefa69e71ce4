from sqlalchemy.orm import relationship

import tables
from base import Base


class Author(Base):
    __table__ = tables.author


class Book(Base):
    __table__ = tables.book
    author_id = tables.book.c.author
    author = relationship("Author")


class Page(Base):
    __table__ = tables.page
    __mapper_args__ = {"exclude_properties": ["book"]}
    book = relationship("Book")
