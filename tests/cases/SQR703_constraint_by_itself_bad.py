from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class HasWeight:
    weight = Column(Integer)
    CheckConstraint("weight > 0", name="heavy")  # expect: SQR703


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
    ForeignKeyConstraint(["aisle", "shelf"], ["crate.aisle", "crate.shelf"])  # expect: SQR703
    UniqueConstraint("aisle", "shelf", "place")  # expect: SQR703
    Index("by_aisle", "aisle")  # expect: SQR703
