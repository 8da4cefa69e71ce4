from sqlalchemy import Column, Integer, PrimaryKeyConstraint, text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Seat(Base):
    """Only one of its counters is in the primary key."""

    __tablename__ = "seat"
    id = Column(Integer, autoincrement=True)
    rank = Column(Integer, autoincrement=True, server_default=text("1"))
    __table_args__ = (PrimaryKeyConstraint("id"),)
