from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from org.base import Base


class Unit(Base):
    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    above_id: Mapped[Optional[int]] = mapped_column(ForeignKey("unit.id"))
    below: Mapped[list["Unit"]] = relationship(back_populates="above")
    above: Mapped[Optional["Unit"]] = relationship(  # expect: SQR008
        back_populates="below",
    )
