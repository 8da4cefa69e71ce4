from sqlalchemy import Column, Integer

from app.base import Base


class Purchase(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
