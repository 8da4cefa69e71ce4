from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from shop.base import Base


class Line(Base):
    __tablename__ = "line"
    id = Column(Integer, primary_key=True)
    order_id = Column(ForeignKey("order.id"))
    article = Column(String)
    order = relationship("Order", back_populates="lines")

    def __init__(self, article=None):
        self.article = article
