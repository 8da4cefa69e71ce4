from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base
from .mixins import Owned


class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    deals = relationship("Deal", back_populates="account")


class Deal(Owned, Base):
    __tablename__ = "deal"
    id = Column(Integer, primary_key=True)
