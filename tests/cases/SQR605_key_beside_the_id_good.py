from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import column_property, declarative_base

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee"}


class Engineer(Employee):
    __tablename__ = "engineer"
    id = Column("employee_id", Integer, ForeignKey("employee.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    __tablename__ = "manager"
    id = column_property(Column("id", Integer, ForeignKey("employee.id"), primary_key=True), Employee.id)
    __mapper_args__ = {"polymorphic_identity": "manager"}
