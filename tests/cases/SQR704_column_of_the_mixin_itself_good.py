from sqlalchemy import Column, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Placed:
    shelf = Column(Integer)
    row = Column(Integer)


class Dated(Base):
    __abstract__ = True
    year = Column(Integer)
    __table_args__ = (Index("ix_year", "year"),)


class Book(Placed, Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    __table_args__ = (UniqueConstraint("shelf", "row"),)


class Coin(Dated):
    __tablename__ = "coin"
    id = Column(Integer, primary_key=True)


class Shelved(Placed, Base):
    __tablename__ = "shelved"
    id = Column(Integer, primary_key=True)
    shelf = Placed.shelf
    __table_args__ = (UniqueConstraint(shelf),)
