from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parcel(AbstractConcreteBase, Base):
    label = Column(String)


class Letter(Parcel):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "letter"}


class Crate(Parcel):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "crate"}
