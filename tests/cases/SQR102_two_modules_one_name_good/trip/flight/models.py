from sqlalchemy import Column, ForeignKey, Integer

from trip.base import Base


class Booking(Base):
    __tablename__ = "flight_booking"
    id = Column(Integer, primary_key=True)
    guest_id = Column(ForeignKey("guest.id"))
