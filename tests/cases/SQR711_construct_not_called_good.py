from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Named:
    column = Column


class Dish(Named, Base):
    __tablename__ = "dishes"
    make = Column
    id = make(Integer, primary_key=True)
    name = Column(Integer)
