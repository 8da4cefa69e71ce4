import json
import os

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
options = json.loads(os.environ.get("KEY_OPTIONS", "{}"))
spelling = json.loads(os.environ.get("SPELLING", '{"key": "nubmer"}'))


class Market(Base):
    __tablename__ = "market"
    id = Column(Integer, primary_key=True)
    stalls = relationship("Stall", order_by="Stall.number")
    booths = relationship("Booth", order_by="Booth.nubmer")


class Stall(Base):
    __tablename__ = "stall"
    id = Column(Integer, primary_key=True, **options)
    number = Column(Integer)
    market_id = Column(ForeignKey("market.id"))


class Booth(Base):
    __table__ = Table(
        "booth",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("number", Integer, **spelling),
        Column("market_id", ForeignKey("market.id")),
    )
