from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import backref, declarative_base, relationship
from sqlalchemy.orm.collections import attribute_mapped_collection

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    jars = relationship(
        "Jar",
        back_populates="shelf",
        collection_class=attribute_mapped_collection("lable"),  # expect: SQR517
    )


class Jar(Base):
    __tablename__ = "jar"
    id = Column(Integer, primary_key=True)
    label = Column(String(20))
    shelf_id = Column(ForeignKey("shelf.id"))
    shelf = relationship("Shelf", back_populates="jars")
    cook_id = Column(ForeignKey("cook.id"))
    cook = relationship(
        "Cook",
        backref=backref("jars", collection_class=attribute_mapped_collection("name")),  # expect: SQR001, SQR517
    )


class Cook(Base):
    __tablename__ = "cook"
    id = Column(Integer, primary_key=True)
