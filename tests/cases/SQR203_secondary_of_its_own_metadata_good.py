from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
links = Table(
    "link",
    Base.metadata,
    Column("parent_id", ForeignKey("parent.id")),
    Column("child_id", ForeignKey("child.id")),
)


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", secondary=links)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
