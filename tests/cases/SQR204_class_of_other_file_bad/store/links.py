from sqlalchemy import Column, ForeignKey

from store.base import Base


class BookAuthor(Base):
    __tablename__ = "book_author"
    book_id = Column(ForeignKey("book.id"), primary_key=True)
    author_id = Column(ForeignKey("author.id"), primary_key=True)
