from sqlalchemy import Column, ForeignKey, Integer, String

from hotel.base import Base


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    room_id = Column(ForeignKey("room.id"))
    room = Column(String)
