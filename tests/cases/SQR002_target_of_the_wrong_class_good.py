from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    voyages = relationship("Voyage", back_populates="ship")


class Voyage(Base):
    __tablename__ = "voyage"
    id = Column(Integer, primary_key=True)
    ship_id = Column(Integer, ForeignKey("ship.id"))
    ship = relationship("Ship", back_populates="voyages")
