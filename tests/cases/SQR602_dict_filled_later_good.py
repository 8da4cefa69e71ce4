from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()

CLERK = {}
CLERK.update(polymorphic_identity="clerk")


def named(name):
    options = {}
    options.update({"polymorphic_load": "selectin"}, polymorphic_identity=name)
    return options


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind}
    __mapper_args__["polymorphic_identity"] = "employee"


class Clerk(Employee):
    __mapper_args__ = CLERK


class Cook(Employee):
    __mapper_args__ = named("cook")


class Waiter(Employee):
    __mapper_args__ = {}
    __mapper_args__.update(polymorphic_identity="waiter")


class Guard(Employee):
    __mapper_args__ = {"polymorphic_identity": "guard"}
    __mapper_args__.keys()
