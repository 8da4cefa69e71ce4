"""Figures that a nightly job keeps, read with plain SELECTs."""

from sqlalchemy import Column, Date, Integer, Table, func, select
from sqlalchemy.orm import Session

from app.db import Base
from app.models import Booking

occupancy = Table(
    "occupancy",
    Base.metadata,
    Column("venue_id", Integer, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("seats_taken", Integer, nullable=False),
)

room_amenities = Table(  # planted: SQR105
    "room_amenities",
    Base.metadata,
    Column("room_id", Integer, primary_key=True),
    Column("amenity_id", Integer, primary_key=True),
)


def bookings_per_room(session: Session) -> dict[int, int]:
    rows = session.execute(select(Booking.room_id, func.count()).group_by(Booking.room_id))
    return {room: count for room, count in rows}
