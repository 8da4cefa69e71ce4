from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)


class Vehicle(Base):
    __tablename__ = "vehicle"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    owner_id = Column(ForeignKey("owner.id"))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vehicle"}


class Car(Vehicle):
    __mapper_args__ = {"polymorphic_identity": "car"}
    driver = relationship("Owner")


class Boat(Vehicle):
    __mapper_args__ = {"polymorphic_identity": "boat"}
    skipper = relationship("Owner")
