from sqlalchemy import Column, Integer

from .base import Base
from .mixins import Owned


class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)


class Deal(Owned, Base):
    __tablename__ = "deal"
    id = Column(Integer, primary_key=True)
