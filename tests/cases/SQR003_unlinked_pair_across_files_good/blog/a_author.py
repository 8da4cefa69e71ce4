from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from blog.db import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    articles = relationship("Article", back_populates="author")
