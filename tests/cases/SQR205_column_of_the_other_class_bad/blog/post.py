from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    position = Column(Integer)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author", back_populates="posts")
