from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post", back_populates="author")
