from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Company(Base):
    __tablename__ = "company"
    id = Column(Integer, primary_key=True)
    staff = relationship("Employee", back_populates="company")  # expect: SQR002


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    company_id = Column(ForeignKey("company.id"))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee"}


class Manager(Employee):
    __mapper_args__ = {"polymorphic_identity": "manager"}
    company = relationship("Company", back_populates="staff")
