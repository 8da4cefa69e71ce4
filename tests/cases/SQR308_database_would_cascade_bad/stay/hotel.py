from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Hotel(Base):
    __tablename__ = "hotel"
    id: Mapped[int] = mapped_column(primary_key=True)
    rooms: Mapped[List["Room"]] = relationship(back_populates="hotel")  # expect: SQR308
