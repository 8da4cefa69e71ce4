from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Account(Base):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
    is_company = Column(Integer)
    __mapper_args__ = {"polymorphic_on": is_company, "polymorphic_identity": 1}


class Company(Account):
    __mapper_args__ = {"polymorphic_identity": "1"}
