from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Hall(Base):
    __tablename__ = "hall"
    id = Column(Integer, primary_key=True)
    row = Column(Integer, primary_key=True)


class Aisle(Base):
    __tablename__ = "aisle"
    row = Column(Integer, primary_key=True)


class Seat(Base):
    __tablename__ = "seat"
    id = Column(Integer, primary_key=True)
    hall_id = Column(Integer)
    row = Column(Integer)
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "row"], ["hall.id", "aisle.row"]),  # expect: SQR219
    )
