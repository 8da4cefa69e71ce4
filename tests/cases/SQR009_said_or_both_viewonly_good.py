from __future__ import annotations

from typing import Optional

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


link = Table(
    "link",
    Base.metadata,
    Column("song_id", ForeignKey("song.id"), primary_key=True),
    Column("mood_id", ForeignKey("mood.id"), primary_key=True),
)


class Album(Base):
    __tablename__ = "album"
    id: Mapped[int] = mapped_column(primary_key=True)
    songs: Mapped[list[Song]] = relationship(back_populates="album", viewonly=True, sync_backref=False)


class Song(Base):
    __tablename__ = "song"
    id: Mapped[int] = mapped_column(primary_key=True)
    album_id: Mapped[int] = mapped_column(ForeignKey("album.id"))
    album: Mapped[Album] = relationship(back_populates="songs")
    moods: Mapped[list[Mood]] = relationship(secondary=link, back_populates="songs", viewonly=True)


class Mood(Base):
    __tablename__ = "mood"
    id: Mapped[int] = mapped_column(primary_key=True)
    songs: Mapped[list[Song]] = relationship(secondary=link, back_populates="moods", viewonly=True)
