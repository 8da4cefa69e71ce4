from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    author_id = Column(Integer, primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey(Author.author_id))


loans = Table(
    "loan",
    Base.metadata,
    Column("book", ForeignKey(Book.__table__.c.id)),
    Column("author", Integer),
    ForeignKeyConstraint(["author"], [Author.author_id]),
)
