from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(ConcreteBase, Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "employee"}


class Engineer(Employee):
    __tablename__ = "engineer"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "engineer"}
