from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))

    @declared_attr
    def __mapper_args__(cls):
        if cls.__name__ == "Employee":
            return {"polymorphic_on": cls.kind, "polymorphic_identity": "Employee"}
        return {"polymorphic_identity": cls.__name__}


class Engineer(Employee):
    pass


class Manager(Employee):
    pass
