from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base
from .mixins import Owned


class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    deal_list = relationship("Deal", back_populates="owner")
    lead_list = relationship("Lead", back_populates="owner")


class Deal(Owned, Base):
    __tablename__ = "deal"
    id = Column(Integer, primary_key=True)


class Lead(Owned, Base):
    __tablename__ = "lead"
    id = Column(Integer, primary_key=True)
