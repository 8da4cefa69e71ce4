from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Boat(AbstractConcreteBase, Base):
    id = Column(Integer, primary_key=True)


class Ferry(Boat):
    __tablename__ = "ferry"
    __mapper_args__ = {"polymorphic_identity": "ferry", "concrete": True}


class Canoe(Boat):
    __tablename__ = "canoe"
    __mapper_args__ = {"polymorphic_identity": "canoe", "concrete": True}
    paddles = Column(Integer)


class CarFerry(Ferry):
    deck = Column(String(20))
