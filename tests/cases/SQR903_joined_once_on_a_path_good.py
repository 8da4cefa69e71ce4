from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    above_id: Mapped[Optional[int]] = mapped_column(ForeignKey("shelf.id"))
    below: Mapped[list["Shelf"]] = relationship(lazy="joined")
    boxes: Mapped[list["Box"]] = relationship(back_populates="shelf", lazy="joined")


class Box(Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))
    shelf: Mapped["Shelf"] = relationship(back_populates="boxes", lazy="joined")
