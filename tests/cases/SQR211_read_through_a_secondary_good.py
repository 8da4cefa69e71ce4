from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

seats = Table(
    "seats",
    Base.metadata,
    Column("play_id", ForeignKey("play.id"), primary_key=True),
    Column("guest_id", ForeignKey("guest.id"), primary_key=True),
)


class Play(Base):
    __tablename__ = "play"
    id = Column(Integer, primary_key=True)
    guests = relationship(
        "Guest",
        secondary=seats,
        primaryjoin="Play.id == seats.c.play_id",
        secondaryjoin="Guest.id == seats.c.guest_id",
        viewonly=True,
    )


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
