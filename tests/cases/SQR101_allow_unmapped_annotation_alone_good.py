from typing import List

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship


class Lenient:
    __allow_unmapped__ = True


Base = declarative_base(cls=Lenient)


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    dishes: List["Dish"] = relationship(back_populates="chef")


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer, ForeignKey("chef.id"))
    chef: "Chef" = relationship(back_populates="dishes")
