from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import IN_PEN, Base


class Pen(Base):
    __tablename__ = "pen"
    id = Column(Integer, primary_key=True)
    animals = relationship("Animal", backref=IN_PEN)  # expect: SQR001


class Animal(Base):
    __tablename__ = "animal"
    id = Column(Integer, primary_key=True)
    pen_id = Column(ForeignKey("pen.id"))
