from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from companies import Employee


class Engineer(Employee):
    __tablename__ = "engineer"
    id = Column(Integer, primary_key=True)
    company_id = Column(Integer, ForeignKey("company.id"))
    company = relationship("Company")
    __mapper_args__ = {"concrete": True}
