from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import foreign, relationship, remote

from farm.base import Base, OnFarm


class Farm(Base):
    __tablename__ = "farm"
    id = Column(Integer, primary_key=True)
    fields = relationship("Field", back_populates="farm")
    tractors = relationship("Tractor", back_populates="farm")


class Field(OnFarm, Base):
    __tablename__ = "field"
    id = Column(Integer, primary_key=True)
    farm = relationship("Farm", back_populates="fields")


class Machine(OnFarm, Base):
    __tablename__ = "machine"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    code = Column(String(10))
    notes = relationship("Note", primaryjoin=lambda: Machine.code == foreign(remote(Note.code)))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "machine"}


class Tractor(Machine):
    __tablename__ = "tractor"
    id = Column(ForeignKey("machine.id"), primary_key=True)
    farm = relationship("Farm", back_populates="tractors")
    __mapper_args__ = {"polymorphic_identity": "tractor"}


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    code = Column(String(10))
