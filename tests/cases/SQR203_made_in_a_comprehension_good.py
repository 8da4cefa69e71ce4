import os

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

NAMES = os.environ.get("KINDS", "author,editor").split(",")
ROLES = {name: Table(name, Base.metadata, Column("id", Integer, primary_key=True)) for name in NAMES}
PLACES = list(
    map(lambda name: Table(name, Base.metadata, Column("id", Integer, primary_key=True)), "city,town".split(","))
)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
    city_id = Column(Integer, ForeignKey("city.id"))
