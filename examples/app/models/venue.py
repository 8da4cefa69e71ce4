"""Venues and the rooms in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.mixins import InVenue, Timestamped, WithId

if TYPE_CHECKING:
    from app.models.address import Address
    from app.models.booking import Booking, Transfer
    from app.models.menu import MenuSection
    from app.models.people import Employee
    from app.models.review import Review

room_amenities = Table(
    "room_amenities",
    Base.metadata,
    Column("room_id", ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("amenity_id", ForeignKey("amenities.id", ondelete="CASCADE"), primary_key=True),
)


class Venue(WithId, Timestamped, Base):
    __tablename__ = "venues"

    name: Mapped[str] = mapped_column(String(120))
    address_id: Mapped[int | None] = mapped_column(
        ForeignKey("addresses.id", on_delete="SET NULL")  # planted: SQR507
    )

    address: Mapped[Address | None] = relationship("app.models.address.Address", back_populates="venues")
    rooms: Mapped[list[Room]] = relationship(back_populates="venue", cascade="all, delete-orphan")
    employees: Mapped[list[Employee]] = relationship(back_populates="venue", cascade="all, delete-orphan")
    sections: Mapped[list[MenuSection]] = relationship(back_populates="venue", cascade="all, delete-orphan")
    reviews: Mapped[list[Review]] = relationship(back_populates="venue", cascade="all, delete-orphan")


class Room(WithId, InVenue, Base):
    __tablename__ = "rooms"

    label: Mapped[str] = mapped_column(String(40))
    seats: Mapped[int]

    venue: Mapped[Venue] = relationship(back_populates="rooms")
    bookings: Mapped[list[Booking]] = relationship(back_populates="rooms")  # planted: SQR002
    amenities: Mapped[list[Amenity]] = relationship(secondary=room_amenities, back_populates="rooms")
    moves_in: Mapped[list[Transfer]] = relationship(
        foreign_keys="Transfer.to_room_id",
        back_populates="to_room",
    )
    moves_out: Mapped[list[Transfer]] = relationship(
        foreign_keys="Transfer.from_room_id",
        back_populates="from_room",
    )


class Amenity(WithId, Base):
    __tablename__ = "amenities"

    name: Mapped[str] = mapped_column(String(60), unique=True)

    rooms: Mapped[list[Room]] = relationship(secondary="room_amenities", back_populates="amenities")
