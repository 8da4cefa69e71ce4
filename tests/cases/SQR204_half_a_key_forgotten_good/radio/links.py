from sqlalchemy import Column, ForeignKey, Table

from radio.base import Base

played = Table(
    "played",
    Base.metadata,
    Column("station_id", ForeignKey("station.id"), primary_key=True),
    Column("song_id", ForeignKey("song.id"), primary_key=True),
)
