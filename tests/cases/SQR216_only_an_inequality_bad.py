from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tide(Base):
    __tablename__ = "tide"
    id = Column(Integer, primary_key=True)
    height = Column(Integer)
    marks = relationship(
        "Mark",
        viewonly=False,
        primaryjoin="Tide.height > foreign(Mark.height)",  # expect: SQR216
    )


class Mark(Base):
    __tablename__ = "mark"
    id = Column(Integer, primary_key=True)
    height = Column(Integer)
