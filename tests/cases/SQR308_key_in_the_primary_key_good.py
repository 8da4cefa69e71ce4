from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    lines = relationship("Line", back_populates="order", cascade="save-update, merge, delete")


class Line(Base):
    __tablename__ = "lines"
    order_id = Column(ForeignKey("orders.id", ondelete="cascade"), primary_key=True)
    number = Column(Integer, primary_key=True)
    order = relationship("Order", back_populates="lines")
