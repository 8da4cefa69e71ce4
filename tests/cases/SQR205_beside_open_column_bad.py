import json
import os

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
options = json.loads(os.environ.get("KEY_OPTIONS", "{}"))


class Market(Base):
    __tablename__ = "market"
    id = Column(Integer, primary_key=True)
    stalls = relationship("Stall", order_by="Stall.nubmer")  # expect: SQR205


class Stall(Base):
    __tablename__ = "stall"
    id = Column(Integer, primary_key=True, **options)
    number = Column(Integer)
    market_id = Column(ForeignKey("market.id"))
