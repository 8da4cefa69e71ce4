from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

seat = Table(
    "seat",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("guest_id", ForeignKey("guest.id")),
    Column("show_id", ForeignKey("show.id")),
)
ticket = Table(
    "ticket",
    Base.metadata,
    Column("guest_id", ForeignKey("guest.id"), primary_key=True),
    Column("show_id", ForeignKey("show.id"), primary_key=True),
    Column("number", Integer, primary_key=True, default=1),
)


class Price(Base):
    __tablename__ = "price"
    id = Column(Integer, primary_key=True)


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    shows = relationship("Show", secondary=seat, back_populates="guests")
    booked = relationship("Show", secondary=ticket)


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    guests = relationship("Guest", secondary=seat, back_populates="shows")
