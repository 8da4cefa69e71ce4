from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from fleet.base import Base


class Driver(Base):
    __tablename__ = "drivers"
    id = Column(Integer, primary_key=True)
    trips = relationship("Trip")
