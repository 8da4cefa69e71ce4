from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import column_property, declarative_base

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    note = Column(String(20))
    version = Column(Integer, default=1)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee", "version_id_col": version}


class Engineer(Employee):
    __tablename__ = "engineer"
    id = Column("employee_id", Integer, ForeignKey("employee.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    __tablename__ = "manager"
    id = column_property(Column("id", Integer, ForeignKey("employee.id"), primary_key=True), Employee.id)
    __mapper_args__ = {"polymorphic_identity": "manager"}


class Driver(Employee):
    __tablename__ = "driver"
    id = Column(Integer, ForeignKey("employee.id"), primary_key=True)
    note = Column("driver_note", String(20))
    version = Column(Integer, default=1)
    __mapper_args__ = {"polymorphic_identity": "driver"}


class Tester(Employee):
    __tablename__ = "tester"
    id = Column(Integer, ForeignKey("employee.id"), primary_key=True)
    note = Column(String(20), key="tester_note")
    __mapper_args__ = {"polymorphic_identity": "tester"}
