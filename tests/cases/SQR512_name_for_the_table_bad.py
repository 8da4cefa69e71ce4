from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Boat(Base):
    __table__ = "boat"  # expect: SQR512
    id = Column(Integer, primary_key=True)
    sails = relationship("Sail", back_populates="boat")


class Sail(Base):
    __tablename__ = "sail"
    id = Column(Integer, primary_key=True)
    boat_id = Column(ForeignKey("boat.id"))
    boat = relationship("Boat", back_populates="sails")
