from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee"}


class Engineer(Employee):
    __table_args__ = {"comment": "engineers"}  # expect: SQR604
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    number = Column(Integer, primary_key=True)  # expect: SQR604
    __mapper_args__ = {"polymorphic_identity": "manager"}
