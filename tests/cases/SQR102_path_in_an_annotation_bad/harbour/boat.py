from __future__ import annotations

from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from harbour import summer
from harbour.base import Base


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    summer_id: Mapped[int] = mapped_column(ForeignKey("summer_berth.id"))
    winter_id: Mapped[int] = mapped_column(ForeignKey("winter_berth.id"))
    in_summer: Mapped[summer.Berth] = relationship()  # expect: SQR102
    # The module binds no harbour, and SQLAlchemy looks the whole path up.
    in_winter: Mapped["harbour.winter.Berth"] = relationship()


class Buoy(Base):
    __tablename__ = "buoy"
    id: Mapped[int] = mapped_column(primary_key=True)
    berth_id: Mapped[Optional[int]] = mapped_column(ForeignKey("summer_berth.id"))
    berth: Mapped[Optional["summer.Berth"]] = relationship()  # expect: SQR102
