from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

seat = Table(
    "seat",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("guest_id", ForeignKey("guest.id"), primary_key=True),
    Column("show_id", ForeignKey("show.id"), primary_key=True),
)
ticket = Table(
    "ticket",
    Base.metadata,
    Column("guest_id", ForeignKey("guest.id"), primary_key=True),
    Column("show_id", ForeignKey("show.id"), primary_key=True),
    Column("price_id", Integer, ForeignKey("price.id"), primary_key=True),
)


class Price(Base):
    __tablename__ = "price"
    id = Column(Integer, primary_key=True)


class Guest(Base):
    __tablename__ = "guest"
    id = Column(Integer, primary_key=True)
    shows = relationship("Show", secondary=seat, back_populates="guests")  # expect: SQR223
    booked = relationship("Show", secondary=ticket)  # expect: SQR223


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    guests = relationship("Guest", secondary=seat, back_populates="shows")
