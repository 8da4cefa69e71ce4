from sqlalchemy import Column, ForeignKey, Integer

import shop.plugins  # noqa: F401
from shop.base import Base


class Customer(Base):
    __tablename__ = "customer"
    id = Column(Integer, primary_key=True)


class Order(Base):
    __tablename__ = "purchase"
    id = Column(Integer, primary_key=True)
    customer_id = Column(Integer, ForeignKey("customer.id"))
    receipt_id = Column(Integer, ForeignKey("receipt.id"))
    voucher_id = Column(Integer, ForeignKey("voucher.id"))
