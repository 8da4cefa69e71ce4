from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

import shop.plugins  # noqa: F401
from shop.base import Base


class Order(Base):
    __tablename__ = "purchase"
    id = Column(Integer, primary_key=True)
    voucher_id = Column(Integer, ForeignKey("voucher.id"))
    voucher = relationship("Voucher")
