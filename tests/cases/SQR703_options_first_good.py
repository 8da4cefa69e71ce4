import os

from sqlalchemy import Column, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)
    __table_args__ = (
        UniqueConstraint("size"),
        {"sqlite_autoincrement": True},
    )


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
    __table_args__ = ()


class Pet(Base):
    __tablename__ = "pet"
    id = Column(Integer, primary_key=True)
    __table_args__ = {os.environ.get("OPTION", "sqlite_autoincrement"): True}
