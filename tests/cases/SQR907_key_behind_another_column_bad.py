from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Hotel(Base):
    __tablename__ = "hotel"
    id = Column(Integer, primary_key=True)


class Room(Base):
    __tablename__ = "room"
    __table_args__ = (Index("ix_room", "number", "hotel_id"),)
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    hotel_id = Column(Integer, ForeignKey("hotel.id"))  # expect: SQR907


class Bed(Base):
    __tablename__ = "bed"
    __table_args__ = (UniqueConstraint("room_id", "number"),)
    room_id = Column(Integer, ForeignKey("room.id"))
    number = Column(Integer)
    hotel_id = Column(Integer, ForeignKey("hotel.id"), primary_key=True)
