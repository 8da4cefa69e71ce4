"""One side takes the rows that its own follows, the other those that follow it."""

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

follow_table = Table(
    "follows",
    Base.metadata,
    Column("follower_id", ForeignKey("reader.id"), primary_key=True),
    Column("followed_id", ForeignKey("reader.id"), primary_key=True),
)


class Reader(Base):
    __tablename__ = "reader"
    id = Column(Integer, primary_key=True)
    follows = relationship(
        "Reader",
        secondary=follow_table,
        primaryjoin=id == follow_table.c.follower_id,
        secondaryjoin=id == follow_table.c.followed_id,
        back_populates="followers",
    )
    followers = relationship(
        "Reader",
        secondary=follow_table,
        primaryjoin=id == follow_table.c.followed_id,
        secondaryjoin=id == follow_table.c.follower_id,
        back_populates="follows",
    )
