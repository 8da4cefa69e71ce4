from sqlalchemy import Column, ForeignKey, Integer

from app.base import Base


class Line(Base):
    __tablename__ = "line"
    id = Column(Integer, primary_key=True)
    order_id = Column(ForeignKey("orders.id"))
