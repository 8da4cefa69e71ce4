from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from harbour.base import Base

if TYPE_CHECKING:
    from harbour import crew as people
    from harbour.crew import Crew as CrewModel


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int] = mapped_column(ForeignKey("crew.id"))
    relief_id: Mapped[Optional[int]] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[CrewModel] = relationship(foreign_keys=[crew_id])  # expect: SQR101
    relief: Mapped[Optional[people.Crew]] = relationship(foreign_keys=[relief_id])  # expect: SQR101
