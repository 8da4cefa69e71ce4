"""A key need not be mapped: a property, a method's attribute, or what a class looks up by itself will do."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy.orm.collections import attribute_mapped_collection

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    jars = relationship(
        "Jar", back_populates="shelf", collection_class=attribute_mapped_collection("label")
    )
    by_size = relationship("Jar", viewonly=True, collection_class=attribute_mapped_collection("size"))
    tins = relationship("Tin", collection_class=attribute_mapped_collection("weight"))
    bags = relationship("Bag", collection_class=attribute_mapped_collection("anything"))


class Jar(Base):
    __tablename__ = "jar"
    id = Column(Integer, primary_key=True)
    label = Column(String(20))
    shelf_id = Column(ForeignKey("shelf.id"))
    shelf = relationship("Shelf", back_populates="jars")

    @property
    def size(self):
        return len(self.label)


class Tin(Base):
    __tablename__ = "tin"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey("shelf.id"))

    def __init__(self, weight):
        self.weight = weight


class Bag(Base):
    __tablename__ = "bag"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey("shelf.id"))

    def __getattr__(self, name):
        if name == "anything":
            return "bag"
        raise AttributeError(name)
