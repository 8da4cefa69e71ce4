from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, registry, relationship

names: dict = {}

Stock = declarative_base(class_registry=names)
Sales = registry(class_registry=names).generate_base()


class Product(Stock):
    __tablename__ = "product"
    id = Column(Integer, primary_key=True)


class Order(Sales):
    __tablename__ = "order"
    id = Column(Integer, primary_key=True)
    product_id = Column(ForeignKey(Product.id))
    product = relationship("Product")
