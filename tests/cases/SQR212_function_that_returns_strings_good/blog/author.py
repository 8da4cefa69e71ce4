from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import relationship

from .base import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    posts = relationship("Post", back_populates="author", order_by="[Post.position]")
