from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from library.base import Base


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("author.id"))
    publisher_id = Column(ForeignKey("publisher.id"))
    author = relationship("Author", back_populates="books")
