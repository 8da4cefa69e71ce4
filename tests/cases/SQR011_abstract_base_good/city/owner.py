from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from city.base import Base


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    houses = relationship("House", back_populates="owner")
    boats = relationship("Boat", back_populates="owner")
