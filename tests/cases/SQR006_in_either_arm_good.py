import os

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
WITH_HALLS = "WITH_HALLS" in os.environ


class Venue(Base):
    __tablename__ = "venue"
    id = Column(Integer, primary_key=True)


if WITH_HALLS:

    class Hall(Base):
        __tablename__ = "hall"
        id = Column(Integer, primary_key=True)
        venue_id = Column(ForeignKey("venue.id"))
        venue = relationship("Venue", backref="places")  # expect: SQR001

else:

    class Room(Base):
        __tablename__ = "room"
        id = Column(Integer, primary_key=True)
        venue_id = Column(ForeignKey("venue.id"))
        venue = relationship("Venue", backref="places")
