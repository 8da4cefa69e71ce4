from sqlalchemy import Column, ForeignKey, Integer

from companies import Employee


class Engineer(Employee):  # expect: SQR606
    __tablename__ = "engineer"
    id = Column(Integer, primary_key=True)
    company_id = Column(Integer, ForeignKey("company.id"))
    __mapper_args__ = {"concrete": True}
