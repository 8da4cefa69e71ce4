from sqlalchemy import Column, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    __table_args__ = (UniqueConstraint("id"), {"shema": "shop"})  # expect: SQR703


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    __table_args__ = {"engine": "InnoDB", "comment": "of a parent"}  # expect: SQR703
