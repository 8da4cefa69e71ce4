from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, relationship, synonym

Base = declarative_base()


class Depot(Base):
    __tablename__ = "depot"
    id = Column(Integer, primary_key=True)


class Parked:
    @declared_attr
    def place(cls):  # expect: SQR511
        return relationship("Depot", viewonly=True)


class Vehicle(Base):
    __tablename__ = "vehicle"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    depot_id = Column(ForeignKey("depot.id"))
    depot = relationship("Depot")
    place = Column(String)
    label = Column(String)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "vehicle"}


class Tram(Vehicle):
    __tablename__ = "tram"
    id = Column(ForeignKey("vehicle.id"), primary_key=True)
    depot = Column(String)  # expect: SQR511
    __mapper_args__ = {"polymorphic_identity": "tram"}


class Bus(Parked, Vehicle):
    label = synonym("kind")  # expect: SQR511
    __mapper_args__ = {"polymorphic_identity": "bus"}
