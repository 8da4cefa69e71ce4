from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from trip.base import Base


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    stays = relationship("hotel.models.Booking")
    flights = relationship("trip.flight.models.Booking")
