from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shop(Base):
    __tablename__ = "shop"
    id = Column(Integer, primary_key=True)
    sales = relationship("Sale")


class Sale(Base):
    __tablename__ = "sale"
    id = Column(Integer, primary_key=True)
    shop_id = Column(ForeignKey("shop.id"))
