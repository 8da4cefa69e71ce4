from sqlalchemy import Column, Integer
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import relationship

from shop.base import Base


class Order(Base):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    lines = relationship("Line", back_populates="order")
    articles = association_proxy("lines", "artikle")  # expect: SQR107
