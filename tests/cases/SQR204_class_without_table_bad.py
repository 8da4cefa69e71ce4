from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Served:
    dish_id = Column(ForeignKey("dish.id"), primary_key=True)
    menu_id = Column(ForeignKey("menu.id"), primary_key=True)


class Menu(Base):
    __tablename__ = "menu"
    id = Column(Integer, primary_key=True)
    dishes = relationship("Dish", secondary=Served)  # expect: SQR204


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
