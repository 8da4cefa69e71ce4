from typing import List

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


album_cover = Table(
    "album_cover",
    Base.metadata,
    Column("album_id", ForeignKey("album.id"), primary_key=True),
    Column("cover_id", ForeignKey("cover.id"), primary_key=True),
)


class Album(Base):
    __tablename__ = "album"
    id: Mapped[int] = mapped_column(primary_key=True)
    covers: Mapped[List["Cover"]] = relationship(
        secondary=album_cover,
        single_parent=True,
        cascade="all, delete-orphan",
    )


class Cover(Base):
    __tablename__ = "cover"
    id: Mapped[int] = mapped_column(primary_key=True)
