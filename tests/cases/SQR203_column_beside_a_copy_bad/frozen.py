"""The tables as they once were."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Frozen = declarative_base()


class Parent(Frozen):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)


class Child(Frozen):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))
    parent = relationship("Parent")
