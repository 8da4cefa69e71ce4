from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Crate(Base):
    __tablename__ = "crate"
    aisle = Column(Integer, primary_key=True)
    shelf = Column(Integer, primary_key=True)


class Parcel(Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)
    aisle = Column(Integer)
    shelf = Column(Integer)
    ForeignKeyConstraint(["aisle", "shelf"], ["crate.aisle", "crate.shelf"])  # expect: SQR703
    crate = relationship("Crate")


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    of_aisle = Column("label_aisle", Integer)
    of_shelf = Column("label_shelf", Integer)
    crate = relationship("Crate")  # expect: SQR201


ForeignKeyConstraint(["label_aisle", "label_shelf"], [Crate.aisle, Crate.shelf])
