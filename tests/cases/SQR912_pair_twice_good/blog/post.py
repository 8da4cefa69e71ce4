from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base
from .links import post_tag


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary=post_tag, back_populates="posts")


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post", secondary=post_tag, back_populates="tags")
