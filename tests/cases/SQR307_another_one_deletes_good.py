from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

shelved = Table(
    "shelved",
    Base.metadata,
    Column("shelf_id", ForeignKey("shelf.id"), primary_key=True),
    Column("book_id", ForeignKey("book.id"), primary_key=True),
)


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    books = relationship("Book", secondary=shelved, passive_deletes=True)
    shown = relationship("Book", secondary=shelved, overlaps="books")


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
