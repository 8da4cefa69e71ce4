"""The convention says how a CheckConstraint is called by the name that it is given, and one has none."""

from base import Base, Numbered
from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint


class Sail(Numbered, Base):
    __tablename__ = "sail"
    area = Column(Integer, CheckConstraint("area > 0", name="area_positive"))
    reefs = Column(Integer)
    __table_args__ = (
        UniqueConstraint("area"),
        CheckConstraint("reefs < area", "fewer_reefs"),
        CheckConstraint("reefs >= 0"),  # expect: SQR713
    )
