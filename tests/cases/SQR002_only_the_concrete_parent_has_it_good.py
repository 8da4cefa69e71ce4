from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Company(Base):
    __tablename__ = "company"
    id = Column(Integer, primary_key=True)
    employees = relationship("Employee", back_populates="company")
    managers = relationship("Manager", back_populates="company")


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    company_id = Column(Integer, ForeignKey("company.id"))
    company = relationship("Company", back_populates="employees")


class Manager(Employee):
    __tablename__ = "manager"
    __mapper_args__ = {"concrete": True}
    id = Column(Integer, primary_key=True)
    company_id = Column(Integer, ForeignKey("company.id"))
    company = relationship("Company", back_populates="managers")
