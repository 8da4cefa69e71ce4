from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from harbour.base import Base

if TYPE_CHECKING:
    import harbour.winter
    from harbour import summer


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    summer_id: Mapped[int] = mapped_column(ForeignKey("summer_berth.id"))
    winter_id: Mapped[int] = mapped_column(ForeignKey("winter_berth.id"))
    in_summer: Mapped[summer.Berth] = relationship()
    in_winter: Mapped["harbour.winter.Berth"] = relationship()


class Buoy(Base):
    __tablename__ = "buoy"
    id: Mapped[int] = mapped_column(primary_key=True)
    berth_id: Mapped[Optional[int]] = mapped_column(ForeignKey("summer_berth.id"))
    berth: Mapped[Optional["summer.Berth"]] = relationship()
    other: Mapped[Optional["later.Berth"]] = relationship("summer.Berth", viewonly=True)


from harbour import summer as later  # noqa: E402
