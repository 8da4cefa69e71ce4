from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

from keys import key_to, key_to_chef

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    chef_id = key_to("chief.id")  # expect: SQR203
    deputy_id = key_to_chef()


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = key_to("chef.idd", nullable=False)  # expect: SQR203
    dish_id = key_to("dish.id")
    deputy_id = key_to_chef()
