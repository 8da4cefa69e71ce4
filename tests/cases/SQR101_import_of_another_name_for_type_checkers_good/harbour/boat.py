from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from harbour.base import Base

if TYPE_CHECKING:
    from harbour.crew import Crew


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int] = mapped_column(ForeignKey("crew.id"))
    relief_id: Mapped[Optional[int]] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew] = relationship(foreign_keys=[crew_id])
    relief: Mapped[Optional[Crew]] = relationship(foreign_keys=[relief_id])
