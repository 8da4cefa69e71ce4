from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    version = Column(Integer)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "person", "version_id_col": version}


class Asset(Base):
    __tablename__ = "asset"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "asset"}


class Robot(Asset):
    __tablename__ = "robot"
    id = Column(Integer, ForeignKey("asset.id"), primary_key=True)
    revision = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "robot", "version_id_col": revision}


class Cook(Person):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "cook"}


class Tool(Asset):
    __tablename__ = "tool"
    id = Column(Integer, ForeignKey("asset.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "tool"}
