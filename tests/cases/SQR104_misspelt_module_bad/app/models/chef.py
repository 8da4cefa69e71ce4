from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    bookings = relationship("Booking", back_populates="chef")
