from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Vehicle(ConcreteBase, Base):
    __tablename__ = "vehicle"
    _concrete_discriminator_name = "model"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "vehicle"}


class Truck(Vehicle):
    __tablename__ = "truck"
    id = Column(Integer, primary_key=True)
    # The attribute is called so, the column is not.
    model = Column("built_as", String(20))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "truck"}
