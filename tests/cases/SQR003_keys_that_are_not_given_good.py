from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def linked(target, keys=None, **options):
    return relationship(target, foreign_keys=keys, **options)


class Line(Base):
    __tablename__ = "line"
    id = Column(Integer, primary_key=True)
    stops = linked("Stop", back_populates="line")


class Stop(Base):
    __tablename__ = "stop"
    id = Column(Integer, primary_key=True)
    line_id = Column(Integer, ForeignKey("line.id"))
    line = linked("Line", back_populates="stops")
