from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import RelationshipProperty, declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    books = RelationshipProperty("Book", back_populates="shelf")


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey("shelf.id"))
    shelf = relationship("Shelf", back_populates="book")  # expect: SQR002
