from sqlalchemy import Column, Integer

from backend.base import Base


class Invoice(Base):
    __tablename__ = "invoices"
    id = Column(Integer, primary_key=True)
