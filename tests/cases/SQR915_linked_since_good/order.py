from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from base import Base


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)

    lines = relationship("Line", back_populates="order")
    open_lines = relationship(
        "Line", primaryjoin="and_(Order.id == Line.order_id, Line.open == True)", viewonly=True
    )
