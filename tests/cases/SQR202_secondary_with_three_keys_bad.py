from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

loan = Table(
    "loan",
    Base.metadata,
    Column("book_id", ForeignKey("book.id"), primary_key=True),
    Column("reader_id", ForeignKey("reader.id"), primary_key=True),
    Column("librarian_id", ForeignKey("reader.id")),
)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    readers = relationship("Reader", secondary=loan)  # expect: SQR202


class Reader(Base):
    __tablename__ = "reader"
    id = Column(Integer, primary_key=True)
