from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

from mixins import Owned

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Car(Owned, Base):
    __tablename__ = "car"
    id = Column(Integer, primary_key=True)


class Bike(Base):
    __tablename__ = "bike"
    id = Column(Integer, primary_key=True)
    owner_id = Column(Integer)


class Tandem(Bike, Owned):
    pass
