import enum


class Kind(enum.Enum):
    ENGINEER = 1
    MANAGER = 2


from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee"}


class Engineer(Employee):
    __mapper_args__ = {"polymorphic_identity": Kind.ENGINEER}


class Manager(Employee):
    __mapper_args__ = {"polymorphic_identity": Kind.MANAGER}
