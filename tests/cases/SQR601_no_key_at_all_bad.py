from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "person"}


class Sailor(Person):  # expect: SQR601
    __tablename__ = "sailor"
    __mapper_args__ = {"polymorphic_identity": "sailor"}


class Cook(Person):  # expect: SQR601
    __tablename__ = "cook"
    dishes = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "cook"}
