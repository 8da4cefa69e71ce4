"""A composite is made of mapped attributes, which it knows by their names in the class."""

from sqlalchemy import Column, Integer
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import composite, declarative_base

Base = declarative_base()


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __composite_values__(self):
        return self.x, self.y


class Line(Base):
    __tablename__ = "line"
    id = Column(Integer, primary_key=True)
    x1 = Column("start", Integer)
    y1 = Column(Integer)
    x2 = Column(Integer)
    y2 = Column(Integer)
    start = composite(
        Point,
        "start_x",  # expect: SQR524
        "y1",
    )
    end = composite(Point, x2, "why")  # expect: SQR524

    @hybrid_property
    def why(self):
        return self.y2
