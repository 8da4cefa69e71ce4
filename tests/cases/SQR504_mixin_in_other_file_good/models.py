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
