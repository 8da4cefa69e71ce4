"""Keys of other columns, and those of classes whose tables are not joined, may refer to what comes later."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Quay(Base):
    __tablename__ = "quay"
    id = Column(Integer, primary_key=True)


class Berth(Base):
    __tablename__ = "berth"
    id = Column(ForeignKey("quay.id"), primary_key=True)
    owner_id = Column(ForeignKey("owner.id"))
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "berth"}


class Mooring(Berth):
    __tablename__ = "mooring"
    id = Column(ForeignKey("berth.id"), primary_key=True)
    buoy_id = Column(ForeignKey("buoy.id"))
    __mapper_args__ = {"polymorphic_identity": "mooring"}


class Sail(Base):
    __tablename__ = "sail"
    id = Column(ForeignKey("buoy.id"), primary_key=True)


class Jib(Sail):
    pass


class Spinnaker(Sail):
    __tablename__ = "spinnaker"
    id = Column(ForeignKey("owner.id"), primary_key=True)
    __mapper_args__ = {"concrete": True}


class Kite(Spinnaker):
    __tablename__ = "kite"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True}


class Lock(DeferredReflection, Base):
    __tablename__ = "lock"
    id = Column(ForeignKey("owner.id"), primary_key=True)


class Weir(Lock):
    __tablename__ = "weir"
    id = Column(ForeignKey("lock.id"), primary_key=True)


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)


class Buoy(Base):
    __tablename__ = "buoy"
    id = Column(Integer, primary_key=True)
