"""A booking of a room, by a guest, for a time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.mixins import Timestamped, WithId

if TYPE_CHECKING:
    from app.models.billing import Deposit, Invoice, Payment
    from app.models.people import Employee, Guest
    from app.models.venue import Room


class Booking(WithId, Timestamped, Base):
    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index(None, "room_id", "starts_at"),
    )

    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    guest_id: Mapped[int] = mapped_column(ForeignKey("guests.id"))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("guests.id"))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))

    room: Mapped[Room] = relationship(back_populates="bookings")
    guest: Mapped[Guest] = relationship(back_populates="bookings")  # planted: SQR202
    taken_by: Mapped[Employee | None] = relationship()  # planted: SQR901
    payments: Mapped[list[Payment]] = relationship()
    deposit: Mapped[Deposit | None] = relationship(back_populates="booking")
    invoice: Mapped[list[Invoice]] = relationship(back_populates="booking")  # planted: SQR004
    transfers: Mapped[list[Transfer]] = relationship(back_populates="booking")


class BookingNote(Base):
    """Written in the style of SQLAlchemy 1.x, like much of what is older here."""

    __tablename__ = "booking_notes"

    id = Column(Integer, primary_key=True)
    booking_id = Column(Integer, ForeignKey("bookings.id"), nullable=False)
    body = Column(Text, nullable=False)
    written_at = Column(DateTime, nullable=False)

    booking = relationship(
        "Booking",
        backref="notes",  # planted: SQR001
    )


class Transfer(WithId, Base):
    """A booking that was moved to another room."""

    __tablename__ = "transfers"

    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id"))
    from_room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    to_room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))

    booking: Mapped[Booking] = relationship(back_populates="transfers")
    from_room: Mapped[Room] = relationship(foreign_keys=[from_room_id], back_populates="moves_out")
    to_room: Mapped[Room] = relationship(foreign_keys=[to_room_id], back_populates="moves_in")
