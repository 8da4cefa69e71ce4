"""The primary keys of joined tables are looked up on import, before the last tables are there."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Berth(Base):
    __tablename__ = "berth"
    id = Column(ForeignKey("quay.id"), primary_key=True)  # expect: SQR203
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "berth"}


class Mooring(Berth):
    __tablename__ = "mooring"
    id = Column(ForeignKey("berth.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "mooring"}


class Pontoon(Mooring):
    __tablename__ = "pontoon"
    id = Column(ForeignKey("mooring.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "pontoon"}


class Quay(Base):
    __tablename__ = "quay"
    id = Column(Integer, primary_key=True)


class Sail(Base):
    __tablename__ = "sail"
    id = Column(Integer, primary_key=True)


class Jib(Sail):
    __tablename__ = "jib"
    sail_id = Column(ForeignKey("sail.id"), primary_key=True)
    boat_id = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["boat_id", "number"],
            ["rig.boat_id", "rig.number"],  # expect: SQR203
        ),
    )


class Rig(Base):
    __tablename__ = "rig"
    boat_id = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)
