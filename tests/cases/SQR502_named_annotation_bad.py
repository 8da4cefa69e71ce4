"""A name for the whole annotation says one where there are many."""

from typing import TypeVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

T = TypeVar("T")
One = Mapped[T]
Many = Mapped[list[T]]


class Base(DeclarativeBase):
    pass


class Fleet(Base):
    __tablename__ = "fleet"
    id: Mapped[int] = mapped_column(primary_key=True)
    ships: One["Ship"] = relationship(back_populates="fleet")  # expect: SQR502


class Ship(Base):
    __tablename__ = "ship"
    id: Mapped[int] = mapped_column(primary_key=True)
    fleet_id: Mapped[int] = mapped_column(ForeignKey("fleet.id"))
    fleet: One["Fleet"] = relationship(back_populates="ships")
