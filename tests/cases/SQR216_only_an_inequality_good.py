from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tide(Base):
    __tablename__ = "tide"
    id = Column(Integer, primary_key=True)
    height = Column(Integer)
    marks = relationship(
        "Mark",
        viewonly=True,
        primaryjoin="Tide.height > foreign(Mark.height)",
    )


class Mark(Base):
    __tablename__ = "mark"
    id = Column(Integer, primary_key=True)
    height = Column(Integer)
