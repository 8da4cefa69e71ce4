from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Vehicle(Base):
    __tablename__ = "vehicle"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "vehicle"}


class Tram(Vehicle):
    line = Column(Integer, primary_key=True)  # expect: SQR604
    __mapper_args__ = {"polymorphic_identity": "tram"}
