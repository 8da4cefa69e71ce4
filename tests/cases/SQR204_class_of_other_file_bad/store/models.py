from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from store.base import Base
from store.links import BookAuthor


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    authors = relationship(
        "Author",
        secondary=BookAuthor,  # expect: SQR204
    )


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
