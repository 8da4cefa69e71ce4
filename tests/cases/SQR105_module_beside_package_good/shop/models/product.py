from sqlalchemy import Column, Integer

from shop.base import Base


class Product(Base):
    __tablename__ = "product"
    id = Column(Integer, primary_key=True)
