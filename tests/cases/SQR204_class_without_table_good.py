from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Served(Base):
    __tablename__ = "served"
    dish_id = Column(ForeignKey("dish.id"), primary_key=True)
    menu_id = Column(ForeignKey("menu.id"), primary_key=True)


class ServedTable:
    def __new__(cls):
        return Served.__table__


class Menu(Base):
    __tablename__ = "menu"
    id = Column(Integer, primary_key=True)
    dishes = relationship("Dish", secondary=Served.__table__)
    extras = relationship("Dish", secondary=ServedTable, viewonly=True)


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
