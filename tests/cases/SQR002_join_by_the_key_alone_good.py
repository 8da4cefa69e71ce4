from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, foreign, relationship

Base = declarative_base()


class Venue(Base):
    __tablename__ = "venue"
    id = Column(Integer, primary_key=True)
    rooms = relationship("Room", back_populates="venue", primaryjoin="Venue.id == Room.venue_id")
    halls = relationship(
        "Hall", back_populates="venue", primaryjoin=lambda: foreign(Hall.venue_id) == Venue.id
    )
    open_kitchens = relationship(
        "Kitchen",
        back_populates="venue",
        primaryjoin="and_(Venue.id == Kitchen.venue_id, Kitchen.closed == 0)",
    )


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    venue_id = Column(ForeignKey("venue.id"))
    venue = relationship("Venue", back_populates="rooms")


class Hall(Base):
    __tablename__ = "hall"
    id = Column(Integer, primary_key=True)
    venue_id = Column(Integer)
    venue = relationship(
        "Venue", back_populates="halls", primaryjoin=lambda: foreign(Hall.venue_id) == Venue.id
    )


class Kitchen(Base):
    __tablename__ = "kitchen"
    id = Column(Integer, primary_key=True)
    closed = Column(Integer)
    venue_id = Column(ForeignKey("venue.id"))
    venue = relationship("Venue")
