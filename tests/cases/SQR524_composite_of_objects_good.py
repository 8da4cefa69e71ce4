"""A composite takes columns or names of attributes, one argument for each."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import composite, declarative_base, relationship

Base = declarative_base()


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __composite_values__(self):
        return self.x, self.y


class Spot(Base):
    __tablename__ = "spot"
    id = Column(Integer, primary_key=True)
    x = Column(Integer)
    y = Column(Integer)
    map_id = Column(ForeignKey("map.id"))
    map = relationship("Map")
    point = composite(Point, x, y)
    place = composite(Point, map_id, y)


class Map(Base):
    __tablename__ = "map"
    id = Column(Integer, primary_key=True)
