from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Menu(Base):
    __tablename__ = "menu"
    id = Column(Integer, primary_key=True)


class Dish(Menu):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    kind = Column(String(9))
    __mapper_args__ = {"concrete": True, "polymorphic_on": kind, "polymorphic_identity": "dish"}


class Soup(Dish):
    __mapper_args__ = {"polymorphic_identity": "soup"}


class Order(Base):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    dish_id = Column(ForeignKey("dish.id"))
    soup_id = Column(ForeignKey("dish.id"))
    dish = relationship("Dish", backref="orders", foreign_keys=dish_id)  # expect: SQR001
    soup = relationship("Soup", backref="orders", foreign_keys=soup_id)  # expect: SQR006
