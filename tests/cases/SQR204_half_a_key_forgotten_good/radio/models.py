from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from radio.base import Base
from radio.links import played


class Station(Base):
    __tablename__ = "station"
    id = Column(Integer, primary_key=True)
    songs = relationship("Song", secondary=played)


class Song(Base):
    __tablename__ = "song"
    id = Column(Integer, primary_key=True)
