"""Names for the whole annotation that say what the keys say."""

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
    ships: Many["Ship"] = relationship(back_populates="fleet")


class Ship(Base):
    __tablename__ = "ship"
    id: Mapped[int] = mapped_column(primary_key=True)
    fleet_id: Mapped[int] = mapped_column(ForeignKey("fleet.id"))
    fleet: One["Fleet"] = relationship(back_populates="ships")
