from backend.models.invoice import Invoice as Invoice
from sqlalchemy import Column, Integer

from backend.base import Base


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
