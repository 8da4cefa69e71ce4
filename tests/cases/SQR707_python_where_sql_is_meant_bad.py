import datetime
import enum

from sqlalchemy import Column, DateTime, Enum, ForeignKey, Index, Integer, JSON, UniqueConstraint, func
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Colour(enum.Enum):
    RED = "red"


class Point:
    x = 0


def now():
    return datetime.datetime.now()


class Thing(Base):
    __tablename__ = "thing"
    id = Column(Integer, primary_key=True)
    colour = Column(Colour)  # expect: SQR707
    place = Column("the_place", Point, nullable=True)  # expect: SQR707
    made = Column(DateTime, server_default=func.now)  # expect: SQR707
    seen = Column(DateTime, server_default=now)  # expect: SQR707
    sold = Column(DateTime, server_default=datetime.datetime.utcnow)  # expect: SQR707
    shade = Column(Enum(Colour), server_default=Colour.RED)  # expect: SQR707
    options = Column(JSON, server_default={})  # expect: SQR707
    owner_id = Column(ForeignKey(lambda: Thing.id))  # expect: SQR707
    __table_args__ = (
        UniqueConstraint(["id", "colour"]),  # expect: SQR707
        Index("by_place", ("id", "place")),  # expect: SQR707
    )
