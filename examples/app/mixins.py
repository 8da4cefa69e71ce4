"""Columns that many models share."""

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class WithId:
    id: Mapped[int] = mapped_column(primary_key=True)


class Timestamped:
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime | None] = mapped_column(onupdate=func.now())


class InVenue:
    """Belongs to one venue, and goes with it."""

    @declared_attr
    def venue_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
