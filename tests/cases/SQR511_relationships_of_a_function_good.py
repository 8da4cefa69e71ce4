"""One statement gives one relationship, however many names what its function returns is bound to."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship


def models():
    Base = declarative_base()

    class Crane(Base):
        __tablename__ = "crane"
        id = Column(Integer, primary_key=True)

    class Lift(Base):
        __tablename__ = "lift"
        id = Column(Integer, primary_key=True)
        crane_id = Column(ForeignKey("crane.id"))

    Lift.crane = relationship("Crane", back_populates="lifts")
    Crane.lifts = relationship("Lift", back_populates="crane")
    return Base, Crane, Lift


Base, Crane, Lift = models()
