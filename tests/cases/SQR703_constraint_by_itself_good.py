from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class HasWeight:
    weight = Column(Integer)
    __table_args__ = (CheckConstraint("weight > 0", name="heavy"),)


class Crate(Base):
    __tablename__ = "crate"
    aisle = Column(Integer, primary_key=True)
    shelf = Column(Integer, primary_key=True)


class Parcel(HasWeight, Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)
    aisle = Column(Integer)
    shelf = Column(Integer)
    place = Column(Integer)
    ForeignKeyConstraint([aisle, shelf], ["crate.aisle", "crate.shelf"])
    UniqueConstraint(aisle, shelf, place)
    Index("by_aisle", aisle)
