from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Depot(Base):
    __tablename__ = "depot"
    id = Column(Integer, primary_key=True)


class Vehicle(Base):
    __tablename__ = "vehicle"
    id = Column(Integer, primary_key=True)


class Parked:
    @declared_attr
    def depot_id(cls):
        return cls.__table__.c.get("depot_id", Column(Integer, ForeignKey("depot.id")))

    @declared_attr
    def depot(cls):
        return relationship("Depot")


class Bus(Parked, Vehicle):
    pass


class Tram(Parked, Vehicle):
    pass
