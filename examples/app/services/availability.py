"""Which rooms are free."""

from datetime import datetime

from sqlalchemy import and_, not_, select
from sqlalchemy.orm import Session

from app.models import Booking, Room


def free_rooms(session: Session, venue_id: int, start: datetime, end: datetime, seats: int) -> list[Room]:
    taken = and_(Booking.room_id == Room.id, Booking.starts_at < end, Booking.ends_at > start)
    statement = (
        select(Room)
        .where(Room.venue_id == venue_id, Room.seats >= seats)
        .where(not_(select(Booking.id).where(taken).exists()))
        .order_by(Room.seats, Room.label)
    )
    return list(session.scalars(statement))
