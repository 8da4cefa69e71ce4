from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    p = Column(Integer)
    parent_id = Column(Integer)
    __table_args__ = (
        ForeignKeyConstraint("p", ["parent.id"]),
        ForeignKeyConstraint("parent_id", "parent.id"),  # expect: SQR219
    )
