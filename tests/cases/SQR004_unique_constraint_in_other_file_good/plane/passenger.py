from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Passenger(Base):
    __tablename__ = "passenger"
    id: Mapped[int] = mapped_column(primary_key=True)
    seat: Mapped[List["Seat"]] = relationship(back_populates="passenger")
