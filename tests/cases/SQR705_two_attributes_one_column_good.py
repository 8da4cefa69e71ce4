from sqlalchemy.orm import synonym

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, deferred, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column("length", Integer)
    length = synonym("size")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    width = deferred(Column("size", Integer))
    height = deferred(Column(Integer))
