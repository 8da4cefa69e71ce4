"""With extend_existing, a second class of the same table has the columns of the first."""

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)


class BookWithTitle(Base):
    __tablename__ = "book"
    __table_args__ = {"extend_existing": True}
    title = Column(String(80))
