from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

from mixins import Polymorphic

Base = declarative_base()


class Employee(Polymorphic, Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
