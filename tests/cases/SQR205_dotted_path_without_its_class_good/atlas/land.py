from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from atlas.base import Base


class Land(Base):
    __tablename__ = "land"
    id = Column(Integer, primary_key=True)
    cities = relationship("atlas.city.City", primaryjoin="atlas.land.Land.id == atlas.city.City.land_id")
