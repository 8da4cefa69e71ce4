from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

tow = Table(
    "tow",
    Base.metadata,
    Column("tug_id", ForeignKey("ship.id"), primary_key=True),
    Column("barge_id", ForeignKey("ship.id"), primary_key=True),
)


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    barges = relationship(
        "Ship",
        secondary=tow,
        primaryjoin=id == tow.c.tug_id,
        secondaryjoin=id == tow.c.barge_id,
        back_populates="tugs",
    )
    tugs = relationship(
        "Ship",
        secondary=tow,
        primaryjoin=id == tow.c.barge_id,
        secondaryjoin=id == tow.c.tug_id,
        back_populates="barges",
    )
