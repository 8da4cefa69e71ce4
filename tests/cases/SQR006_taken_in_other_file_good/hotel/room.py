from sqlalchemy import Column, Integer
from sqlalchemy.orm import backref, relationship

from hotel.base import Base


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    bookings = relationship(
        "Booking",
        backref=backref("booked_room", lazy="joined"),  # expect: SQR001
    )
