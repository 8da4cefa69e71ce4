from typing import List

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Hotel(Base):
    __tablename__ = "hotel"
    id: Mapped[int] = mapped_column(primary_key=True)
    rooms: Mapped[List["Room"]] = relationship(back_populates="hotel", cascade="all, delete-orphan")
    best: Mapped[List["Room"]] = relationship(overlaps="rooms, hotel")


class Room(Base):
    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey("hotel.id", ondelete="CASCADE"))
    hotel: Mapped[Hotel] = relationship(back_populates="rooms")
