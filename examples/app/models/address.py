"""Postal addresses of venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.mixins import WithId

if TYPE_CHECKING:
    from app.models.venue import Venue


class Address(WithId, Base):
    __tablename__ = "addresses"

    street: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(120))

    venues: Mapped[list[Venue]] = relationship(back_populates="address")
