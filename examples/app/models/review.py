"""What guests say afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.mixins import InVenue, Timestamped, WithId

if TYPE_CHECKING:
    from app.models.people import Guest
    from app.models.venue import Venue


class Review(WithId, Timestamped, InVenue, Base):
    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("guest", "venue_id"),)  # planted: SQR704

    guest_id: Mapped[int] = mapped_column(ForeignKey("guests.id"))
    stars: Mapped[int]
    text: Mapped[str] = mapped_column(Text)

    venue: Mapped[Venue] = relationship(back_populates="reviews")
    guest: Mapped[Guest] = relationship(back_populates="reviews", lazy="joinedload")  # planted: SQR402
    reply: Mapped[ReviewReply | None] = relationship(back_populates="review", cascade="all, delete-orphan")


class ReviewReply(Timestamped, Base):
    __tablename__ = "review_replies"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)

    review: Mapped[Review] = relationship(back_populates="reply", single_parent=True)
