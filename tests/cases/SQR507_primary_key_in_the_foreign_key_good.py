from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)


class Engine(Base):
    __tablename__ = "engine"
    boat_id = Column(Integer, ForeignKey("boat.id"), primary_key=True)
    boat = relationship("Boat")
