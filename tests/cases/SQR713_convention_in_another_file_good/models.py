"""Each CheckConstraint has the name that the convention asks for; what has columns in its name needs none."""

from base import Base, Numbered
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, UniqueConstraint


class Sail(Numbered, Base):
    __tablename__ = "sail"
    area = Column(Integer, CheckConstraint("area > 0", name="area_positive"))
    reefs = Column(Integer)
    __table_args__ = (
        UniqueConstraint("area"),
        CheckConstraint("reefs < area", "fewer_reefs"),
        CheckConstraint("reefs >= 0", name="no_negative_reefs"),
    )


plain = Table(
    "plain", MetaData(), Column("id", Integer, CheckConstraint("id > 0"), primary_key=True)
)
by_column = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(column_0_name)s"})
rope = Table(
    "rope",
    by_column,
    Column("id", Integer, primary_key=True),
    Column("length", Integer, CheckConstraint("length > 0")),
)
