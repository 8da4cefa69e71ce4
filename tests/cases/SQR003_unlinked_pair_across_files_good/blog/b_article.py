from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from blog.db import Base


class Article(Base):
    __tablename__ = "article"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author", back_populates="articles")
