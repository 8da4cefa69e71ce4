from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

box = Table(
    "box",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("made_by", String(20), key="maker"),
)
crate = Table(
    "crate",
    Base.metadata,
    Column("id", Integer, primary_key=True),  # expect: SQR605
    Column("box_id", ForeignKey("box.id")),
    Column("built_by", String(20), key="maker"),  # expect: SQR605
)


class Box(Base):
    __table__ = box


class Crate(Box):
    __table__ = crate
