from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from library.base import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    books = relationship("Book", back_populates="author")


class Publisher(Base):
    __tablename__ = "publisher"
    id = Column(Integer, primary_key=True)
