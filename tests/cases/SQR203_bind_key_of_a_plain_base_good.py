from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Chef(Base):
    __bind_key__ = "staff"
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)


class Dish(Base):
    __bind_key__ = "menu"
    __tablename__ = "dishes"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer, ForeignKey("chefs.id"))
