from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase, declared_attr
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Model(AbstractConcreteBase, Base):
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    id = Column(Integer, primary_key=True)
    note = Column(String)


class Quay(Model):
    ships = relationship("Ship", back_populates="quay")


class Ship(Model):
    quay_id = Column(Integer, ForeignKey("quay.id"))
    quay = relationship("Quay", back_populates="ships")
    sails = relationship("Sail", back_populates="ship", order_by="Sail.note")


class Sail(Model):
    ship_id = Column(Integer, ForeignKey(Ship.id))
    ship = relationship(Ship, back_populates="sails")
    parent_id = Column(Integer, ForeignKey("sail.id"))
    parent = relationship("Sail", remote_side="Sail.id")
