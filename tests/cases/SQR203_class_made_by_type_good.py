import os

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def make(name):
    return type(name, (Base,), {"__tablename__": name.lower(), "id": Column(Integer, primary_key=True)})


CLASSES = [make(name) for name in os.environ.get("KINDS", "Author,Editor").split(",")]


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
