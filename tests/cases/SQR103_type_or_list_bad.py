from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))
    one = relationship(Integer)  # expect: SQR103
    two = relationship(datetime)  # expect: SQR103
    three = relationship([Parent])  # expect: SQR103
    four = relationship(parent_id)  # expect: SQR103
    five = relationship(ForeignKey("parent.id"))  # expect: SQR103
    six = relationship(str, viewonly=True)  # expect: SQR103
