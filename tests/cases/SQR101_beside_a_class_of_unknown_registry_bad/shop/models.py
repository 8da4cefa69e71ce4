from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

import shop.plugins  # noqa: F401
from shop.base import Base


class Customer(Base):
    __tablename__ = "customer"
    id = Column(Integer, primary_key=True)


class Order(Base):
    __tablename__ = "purchase"
    id = Column(Integer, primary_key=True)
    customer_id = Column(Integer, ForeignKey("customer.id"))
    customer = relationship("Customers")  # expect: SQR101
