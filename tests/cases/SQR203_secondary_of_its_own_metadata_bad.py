from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
links = Table(
    "link",
    MetaData(),
    Column("parent_id", ForeignKey("parent.id")),  # expect: SQR203
    Column("child_id", ForeignKey("child.id")),  # expect: SQR203
)


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", secondary=links)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
