from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Order(Base):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    notes = relationship("OrderNote", back_populates="order")  # expect: SQR004


class OrderNote(Base):
    __tablename__ = "order_note"
    order_id = Column(ForeignKey("order.id"), primary_key=True)
    language = Column(String(2))
    order = relationship("Order", back_populates="notes")
