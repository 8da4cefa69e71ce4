from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    hotel_id = Column(Integer, ForeignKey("hotel.id", onupdate="CASCADE"), nullable=False)
    hotel = relationship("Hotel", back_populates="rooms")
