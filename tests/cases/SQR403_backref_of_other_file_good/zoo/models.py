from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import IN_PEN, Base


class Pen(Base):
    __tablename__ = "pen"
    id = Column(Integer, primary_key=True)
    animals = relationship("Animal", back_populates="pen")


class Animal(Base):
    __tablename__ = "animal"
    id = Column(Integer, primary_key=True)
    pen_id = Column(ForeignKey("pen.id"))
    pen = relationship("Pen", back_populates="animals", **IN_PEN)
