from sqlalchemy import Column, Integer

from app.base import Base


class Order(Base):  # expect: SQR106
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
