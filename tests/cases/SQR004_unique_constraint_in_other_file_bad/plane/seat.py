from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Seat(Base):
    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("passenger_id", name="one_seat_each"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]
    passenger_id: Mapped[int] = mapped_column(ForeignKey("passenger.id"))
    passenger: Mapped["Passenger"] = relationship(back_populates="seat")
