from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Company(Base):
    __tablename__ = "company"
    id = Column(Integer, primary_key=True)


class Office(Base):
    __tablename__ = "office"
    id = Column(Integer, primary_key=True)
    company_id = Column(ForeignKey("company.id"))
    company = relationship("Customer", back_populates="offices")


class Customer(Company):
    offices = relationship("Office", back_populates="company")
