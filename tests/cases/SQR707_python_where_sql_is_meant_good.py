import datetime
import enum
import string
import types

from sqlalchemy import (
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    JSON,
    String,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator

Base = declarative_base()


class Colour(enum.Enum):
    RED = "red"


class Size(str, enum.Enum):
    SMALL = "small"


words = types.SimpleNamespace(unknown="unknown")


class Point(TypeDecorator):
    impl = String
    cache_ok = True


class Thing(Base):
    __tablename__ = "thing"
    id = Column(Integer, primary_key=True)
    colour = Column(Enum(Colour))
    place = Column("the_place", Point, nullable=True)
    made = Column(DateTime, server_default=func.now())
    seen = Column(DateTime, default=datetime.datetime.now)
    shade = Column(Enum(Colour), server_default=Colour.RED.name)
    mood = Column(Enum(*sorted(vars(words))))
    size = Column(Enum(Size), server_default=Size.SMALL)
    options = Column(JSON, server_default="{}")
    note = Column(String, server_default=None)
    digits = Column(String, server_default=string.digits)
    word = Column(String, server_default=words.unknown)
    owner_id = Column(ForeignKey(column="thing.id"))
    maker_id = Column(None, ForeignKey("thing.id"))
    known = Column(words.unknown, String)
    __table_args__ = (
        UniqueConstraint("id", "colour"),
        Index("by_place", "id", "the_place"),
    )
