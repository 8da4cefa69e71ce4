import uuid

from sqlalchemy import BigInteger, ForeignKey, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .hotel import Hotel


class Floor(Base):
    __tablename__ = "floor"
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


class Room(Base):
    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("hotel.id"))
    hotel: Mapped[Hotel] = relationship()
    floor_id: Mapped[int] = mapped_column(Integer, ForeignKey("floor.id"))
    floor: Mapped[Floor] = relationship()
