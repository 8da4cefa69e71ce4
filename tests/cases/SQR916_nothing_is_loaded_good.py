from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

shelved = Table(
    "shelved",
    Base.metadata,
    Column("shelf_id", ForeignKey("shelf.id", ondelete="CASCADE"), primary_key=True),
    Column("book_id", ForeignKey("book.id"), primary_key=True),
)


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    books = relationship(
        "Book", secondary=shelved, lazy="write_only", cascade="all, delete", passive_deletes=True
    )


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
