from sqlalchemy import Column, ForeignKey, Integer, String, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import column_property, declarative_base, declared_attr, relationship, synonym

Base = declarative_base()


class Depot(Base):
    __tablename__ = "depot"
    id = Column(Integer, primary_key=True)


class Parked:
    @declared_attr
    def place(cls):
        return relationship("Depot", viewonly=True)


class Vehicle(Base):
    __tablename__ = "vehicle"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    depot_id = Column(ForeignKey("depot.id"))
    depot = relationship("Depot", viewonly=True)
    site = Column("place", String)
    label = synonym("kind")
    weight = Column(Integer)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "vehicle"}


class Tram(Vehicle):
    __tablename__ = "tram"
    id = Column(ForeignKey("vehicle.id"), primary_key=True)
    depot = Column("depot_name", String)
    label = column_property(func.upper("tram"))
    __mapper_args__ = {"polymorphic_identity": "tram"}


class Bus(Parked, Vehicle):
    __mapper_args__ = {"polymorphic_identity": "bus"}

    @hybrid_property
    def weight(self):
        return 12


class Trolley(Vehicle):
    depot_id = None
    depot = None
    home = relationship("Depot", primaryjoin="Depot.id == Trolley.depot_id", viewonly=True)
    __mapper_args__ = {"polymorphic_identity": "trolley"}
