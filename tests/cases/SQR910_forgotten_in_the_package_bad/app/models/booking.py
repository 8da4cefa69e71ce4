from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from app.models.base import Base


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer, ForeignKey("chef.id"))
    chef = relationship("Chef")
