from sqlalchemy import Column, ForeignKey, Integer, Table

from radio.base import Base

played = Table(
    "played",
    Base.metadata,
    Column("station_id", ForeignKey("station.id"), primary_key=True),
    Column("song_id", Integer, primary_key=True),
)
