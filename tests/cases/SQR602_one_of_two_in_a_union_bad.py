from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(AbstractConcreteBase, Base):
    id = Column(Integer, primary_key=True)


class Engineer(Employee):
    __tablename__ = "engineer"
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "technical"}


class Technician(Employee):
    __tablename__ = "technician"
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "technical"}  # expect: SQR602
