from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

borrowed = Table(
    "borrowed",
    Base.metadata,
    Column("reader_id", ForeignKey("reader.id"), primary_key=True),
    Column("book_id", ForeignKey("book.id"), primary_key=True),
)


class Reader(Base):
    __tablename__ = "reader"
    id = Column(Integer, primary_key=True)
    books = relationship(
        "Book",
        secondary="borrowed",
        primaryjoin="reader.c.id == borrowed.columns.reader_id",
        secondaryjoin="book.columns.id == borrowed.c.book_id",
    )


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
