from sqlalchemy.orm import column_property

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    width = Column(Integer)
    height = Column(Integer)
    area = column_property(width * height)
    sizes = 3 * 4
    LIMIT = 7
    MOST = 2 * LIMIT


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
